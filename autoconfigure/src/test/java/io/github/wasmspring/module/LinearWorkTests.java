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

package io.github.wasmspring.module;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import org.springframework.core.io.ByteArrayResource;

import io.github.wasmspring.HostFunction;
import io.github.wasmspring.HostFunctionBody;
import io.github.wasmspring.NoSuchWasmFunctionException;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.WasiContext;
import io.github.wasmspring.backend.WasiContexts;
import io.github.wasmspring.backend.WasiProvider;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.cache.CountingBackend;
import io.github.wasmspring.instance.VirtualThreadMode;
import io.github.wasmspring.wasi.WasiSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that work which a file chooses grows with its size, and not with a power of that:
 * each counts the steps for a number of exports or imports, and for twice that number.
 */
class LinearWorkTests {

	private static final WasmFunctionType NOTHING = new WasmFunctionType(List.of(), List.of());

	private static final WasmBackend BACKEND = new CountingBackend();

	private static final WasmModuleDefinition DEFINITION = WasmModuleDefinition.of("linear",
			new ByteArrayResource(new byte[0]), "test");

	@Test
	void callsOfAllExportsShouldBeLinear() {
		assertIsLinear((count) -> {
			CountedList<WasmExport> exports = exports(count);
			ModuleVersion module = module(exports, List.of(), linker(List.of(), null));
			exports.forEach((export) -> module.call(export.name()));
			module.discard();
			return exports.looks;
		});
	}

	@Test
	void lookUpsOfAllExportsOnOneInstanceShouldBeLinear() {
		assertIsLinear((count) -> {
			CountedList<WasmExport> exports = exports(count);
			ModuleVersion module = module(exports, List.of(), linker(List.of(), null));
			module.execute((instance) -> {
				exports.forEach((export) -> instance.getFunction(export.name()));
				return null;
			});
			module.discard();
			return exports.looks;
		});
	}

	@Test
	void missingExportsShouldBeLinear() {
		assertIsLinear((count) -> {
			CountedList<WasmExport> exports = exports(count);
			ModuleVersion module = module(exports, List.of(), linker(List.of(), null));
			assertThatExceptionOfType(NoSuchWasmFunctionException.class).isThrownBy(() -> module.call("missing"))
				.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(500));
			assertThatExceptionOfType(WasmLinkException.class)
				.isThrownBy(() -> module.execute((instance) -> instance.global("missing")))
				.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(500));
			module.discard();
			return exports.looks;
		});
	}

	@Test
	void importsOfAsManyHostFunctionsShouldBeLinear() {
		assertIsLinear((count) -> {
			List<CountedFunction> functions = IntStream.range(0, count).mapToObj(CountedFunction::new).toList();
			CountedList<WasmImport> imports = imports("env", count);
			ImportLinker linker = linker(functions, null);
			ModuleVersion module = module(List.of(), imports, linker);
			assertThat(module.getImports()).hasSize(count);
			module.discard();
			return imports.looks + functions.stream().mapToLong((function) -> function.looks).sum();
		});
	}

	@Test
	void importsOfWasiShouldOpenItOnceAndBeListedInPart() {
		int count = 2_000;
		BackendImports.Function function = new BackendImports.Function(NOTHING, (caller, arguments) -> arguments);
		CountedWasi wasi = new CountedWasi(
				new BackendImports(Map.of(new BackendImports.Key(WasiProvider.MODULE, "f0"), function)));
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> module(List.of(), imports(WasiProvider.MODULE, count), linker(List.of(), wasi)))
			.satisfies((ex) -> assertThat(ex.getDescription()).hasSizeLessThan(4000)
				.contains("f1 ")
				.doesNotContain("f0 ")
				.endsWith(" and %d more".formatted(count - 51)));
		assertThat(wasi.opened).isOne();
	}

	private static void assertIsLinear(IntToLongFunction work) {
		long some = work.applyAsLong(1_000);
		long twice = work.applyAsLong(2_000);
		assertThat(some).isBetween(1_000L, 20_000L);
		assertThat(twice).isLessThanOrEqualTo(2 * some);
	}

	private static CountedList<WasmExport> exports(int count) {
		return new CountedList<>(count, (index) -> new WasmExport("f" + index, NOTHING));
	}

	private static CountedList<WasmImport> imports(String module, int count) {
		return new CountedList<>(count, (index) -> new WasmImport(module, "f" + index, NOTHING));
	}

	private static ImportLinker linker(List<? extends HostFunction> functions, @Nullable WasiProvider wasi) {
		return new ImportLinker(ModuleRegistrySettings.DEFAULTS.withHostFunctions(List.of(() -> List.copyOf(functions)))
			.withWasiProvider(wasi));
	}

	private static ModuleVersion module(List<WasmExport> exports, List<WasmImport> imports, ImportLinker linker) {
		BackendInstance instance = Mockito.mock(BackendInstance.class);
		BDDMockito.given(instance.getFunction(Mockito.anyString())).willReturn((arguments) -> arguments);
		BackendModule compiled = Mockito.mock(BackendModule.class);
		BDDMockito.given(compiled.getExports()).willReturn(exports);
		BDDMockito.given(compiled.getImports()).willReturn(imports);
		BDDMockito.given(compiled.instantiate(Mockito.any())).willReturn(instance);
		return new ModuleVersion(new ReadModule(DEFINITION, BACKEND, new byte[0], "", null, null, null, false, 0), null,
				compiled, linker, VirtualThreadMode.CARRIER, () -> new byte[0]);
	}

	/**
	 * A list that counts how often an element is looked at.
	 */
	private static final class CountedList<T> extends AbstractList<T> {

		private final int size;

		private final IntFunction<T> elements;

		private long looks;

		CountedList(int size, IntFunction<T> elements) {
			this.size = size;
			this.elements = elements;
		}

		@Override
		public T get(int index) {
			this.looks++;
			return this.elements.apply(index);
		}

		@Override
		public int size() {
			return this.size;
		}

	}

	/**
	 * A host function that counts how often it is looked at.
	 */
	private static final class CountedFunction implements HostFunction {

		private final String name;

		private long looks;

		CountedFunction(int index) {
			this.name = "f" + index;
		}

		@Override
		public String getModule() {
			this.looks++;
			return "env";
		}

		@Override
		public List<String> getNames() {
			this.looks++;
			return List.of(this.name);
		}

		@Override
		public HostFunctionBody link(WasmModule importer, String name, WasmFunctionType type) {
			return (caller, arguments) -> arguments;
		}

	}

	/**
	 * WASI with few functions that counts how often it is opened.
	 */
	private static final class CountedWasi implements WasiProvider {

		private final BackendImports imports;

		private int opened;

		CountedWasi(BackendImports imports) {
			this.imports = imports;
		}

		@Override
		public WasiContexts open(String module, WasiSettings settings) {
			this.opened++;
			WasiContext context = Mockito.mock(WasiContext.class);
			BDDMockito.given(context.imports()).willReturn(this.imports);
			WasiContexts contexts = Mockito.mock(WasiContexts.class);
			BDDMockito.given(contexts.open()).willReturn(context);
			return contexts;
		}

	}

}
