/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.wasmspring.backend.chicory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.DataFormatException;

import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmModuleCode;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.GuestTrap;
import io.github.wasmspring.backend.MemoryBudget;

/**
 * A module whose code is prepared.
 */
final class ChicoryModule implements BackendModule {

	/**
	 * What the class loader of a module takes without its classes.
	 */
	private static final int CLASSES = 16 * 1024;

	private final ParsedModule parsed;

	private final Function<Instance, Machine> machineFactory;

	private final ChicoryMemories memories;

	private final ChicoryFailures failures;

	private final byte @Nullable [] artifact;

	private volatile @Nullable WasmModuleCode code;

	/**
	 * Create a new module.
	 * @param parsed the parsed module
	 * @param machineFactory creates the machine of an instance
	 * @param memories creates the memories of an instance
	 * @param failures translates failures for the module
	 * @param artifact the compiled form, or {@code null} if there is none
	 */
	ChicoryModule(ParsedModule parsed, Function<Instance, Machine> machineFactory, ChicoryMemories memories,
			ChicoryFailures failures, byte @Nullable [] artifact) {
		this.parsed = parsed;
		this.machineFactory = machineFactory;
		this.memories = memories;
		this.failures = failures;
		this.artifact = artifact;
	}

	@Override
	public List<WasmExport> getExports() {
		return this.parsed.exports();
	}

	@Override
	public List<WasmImport> getImports() {
		return this.parsed.imports();
	}

	byte @Nullable [] artifact() {
		return this.artifact;
	}

	@Override
	public BackendModule withName(String name) {
		return new ChicoryModule(this.parsed, this.machineFactory, this.memories, this.failures.withModule(name),
				this.artifact);
	}

	@Override
	public BackendInstance instantiate(BackendImports imports) {
		InstanceMemories created = new InstanceMemories(this.memories);
		ImportingInstance importer = new ImportingInstance(created);
		return this.failures.translateInstantiation(this.parsed.module(), created, () -> {
			Instance instance = Instance.builder(this.parsed.module())
				.withMachineFactory(this.machineFactory)
				.withImportValues(importValues(imports, importer))
				.withMemoryFactory(created::create)
				.withTableFactory(ChicoryModule::table)
				.withStart(false)
				.withUnsafeExecutionListener((instruction, stack) -> checkInterrupt())
				.build();
			return importer.get(instance);
		});
	}

	@Override
	public MemoryBudget getMemoryBudget() {
		return this.memories.arrays().budget();
	}

	/**
	 * Estimate what was parsed, and the classes with what they were loaded from. Measured
	 * with modules of 800 bytes to 1 MB, whose classes took 4 to 6 times the space of the
	 * compiled form, most of it outside of the heap.
	 */
	@Override
	public long estimateMemory() {
		long classes = (this.artifact != null) ? CLASSES + 6L * this.artifact.length : 0;
		return classes + this.parsed.estimateMemory();
	}

	/**
	 * Read the class files of the compiled form: nobody else needs them, and they are
	 * seldom asked for.
	 */
	@Override
	public WasmModuleCode describeCode() {
		WasmModuleCode code = this.code;
		if (code == null) {
			code = (this.artifact != null) ? describe(this.artifact) : WasmModuleCode.UNKNOWN;
			this.code = code;
		}
		return code;
	}

	private WasmModuleCode describe(byte[] artifact) {
		try {
			CompiledCode compiled = CompiledCode.of(artifact);
			return new FunctionMethods(compiled.classes()).describe(this.parsed.module(), compiled.interpreted());
		}
		catch (DataFormatException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void releaseSpareMemory() {
		this.memories.arrays().rest();
	}

	@Override
	public void close() {
		this.memories.arrays().close();
	}

	/**
	 * Create a table with limits of its own: a table that grows changes the limits that
	 * it was given, and those of the module are shared by all its instances.
	 */
	private static TableInstance table(Table table, int initialValue) {
		TableLimits limits = table.limits();
		return new TableInstance(new Table(table.elementType(),
				new TableLimits(limits.min(), limits.max(), limits.shared()), table.initialize()), initialValue);
	}

	private ImportValues importValues(BackendImports imports, ImportingInstance importer) {
		List<ImportFunction> functions = new ArrayList<>();
		for (WasmImport wanted : this.parsed.imports()) {
			BackendImports.Function function = imports.functions()
				.get(new BackendImports.Key(wanted.module(), wanted.name()));
			if (function != null) {
				functions.add(new ImportedFunction(wanted.module(), wanted.name(),
						ChicoryTypes.toChicory(function.type()), function.body(), importer, this.artifact != null));
			}
		}
		return ImportValues.builder().withFunctions(functions).build();
	}

	/**
	 * The interpreter itself looks for an interrupt at some of its branches only.
	 */
	private static void checkInterrupt() {
		if (Thread.currentThread().isInterrupted()) {
			throw new GuestTrap(WasmTrapKind.INTERRUPTED, null, null);
		}
	}

}
