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

package io.github.wasmspring.backend.parser;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.dylibso.chicory.wasm.InvalidException;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.GlobalImport;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.MemoryImport;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.MemorySection;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.TableImport;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.TagImport;
import com.dylibso.chicory.wasm.types.TagSection;
import com.dylibso.chicory.wasm.types.ValType;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmExternalType;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmGlobalType;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmMemoryType;
import io.github.wasmspring.WasmTableType;
import io.github.wasmspring.WasmTagType;
import io.github.wasmspring.WasmValueType;

/**
 * Describes the exports and imports of a parsed module.
 *
 * @since 0.1.0
 */
public final class ModuleTypes {

	private final WasmModule module;

	private final List<WasmImport> imports;

	private final List<WasmExport> exports;

	/**
	 * Describe a module.
	 * @param module what the parser returned
	 * @throws InvalidException if an export refers to something that is not there, or has
	 * the name of another one
	 */
	public ModuleTypes(WasmModule module) {
		this.module = module;
		this.imports = module.importSection()
			.stream()
			.map((entry) -> new WasmImport(entry.module(), entry.name(), typeOf(entry)))
			.toList();
		this.exports = readExports();
	}

	private List<WasmExport> readExports() {
		List<WasmExport> exports = new ArrayList<>();
		Set<String> names = new HashSet<>();
		for (int i = 0; i < this.module.exportSection().exportCount(); i++) {
			Export export = this.module.exportSection().getExport(i);
			if (!names.add(export.name())) {
				throw new InvalidException("duplicate export name '%s'".formatted(export.name()));
			}
			exports.add(new WasmExport(export.name(), typeOf(export)));
		}
		return List.copyOf(exports);
	}

	/**
	 * Return the module that is described.
	 * @return the module
	 */
	public WasmModule module() {
		return this.module;
	}

	/**
	 * Return what the module imports.
	 * @return the imports, in the order of the binary
	 */
	public List<WasmImport> imports() {
		return this.imports;
	}

	/**
	 * Return what the module exports.
	 * @return the exports, in the order of the binary
	 */
	public List<WasmExport> exports() {
		return this.exports;
	}

	private WasmExternalType typeOf(Import entry) {
		return switch (entry.importType()) {
			case FUNCTION -> function(((FunctionImport) entry).typeIndex());
			case TABLE -> table(((TableImport) entry).entryType(), ((TableImport) entry).limits());
			case MEMORY -> memory(((MemoryImport) entry).limits());
			case GLOBAL -> global(((GlobalImport) entry).type(), ((GlobalImport) entry).mutabilityType());
			case TAG -> new WasmTagType(function(((TagImport) entry).tagType().typeIdx()));
		};
	}

	private WasmExternalType typeOf(Export export) {
		WasmImport imported = imported(export.exportType(), export.index());
		if (imported != null) {
			return imported.type();
		}
		int index = export.index() - this.module.importSection().count(export.exportType());
		if (index >= countDefined(export.exportType())) {
			throw new InvalidException("export '%s': unknown %s %d".formatted(export.name(),
					keyword(export.exportType()), export.index()));
		}
		return switch (export.exportType()) {
			case FUNCTION -> function(this.module.functionSection().getFunctionType(index));
			case TABLE -> table(this.module.tableSection().getTable(index).elementType(),
					this.module.tableSection().getTable(index).limits());
			case MEMORY -> memory(this.module.memorySection().orElseThrow().getMemory(index).limits());
			case GLOBAL -> global(this.module.globalSection().getGlobal(index).valueType(),
					this.module.globalSection().getGlobal(index).mutabilityType());
			case TAG -> new WasmTagType(function(this.module.tagSection().orElseThrow().getTag(index).typeIdx()));
		};
	}

	private int countDefined(ExternalType kind) {
		return switch (kind) {
			case FUNCTION -> this.module.functionSection().functionCount();
			case TABLE -> this.module.tableSection().tableCount();
			case MEMORY -> this.module.memorySection().map(MemorySection::memoryCount).orElse(0);
			case GLOBAL -> this.module.globalSection().globalCount();
			case TAG -> this.module.tagSection().map(TagSection::tagCount).orElse(0);
		};
	}

	private static String keyword(ExternalType kind) {
		return kind.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return the import that an index refers to: imports come first in each index space.
	 */
	private @Nullable WasmImport imported(ExternalType kind, int index) {
		int seen = 0;
		for (int i = 0; i < this.module.importSection().importCount(); i++) {
			if (this.module.importSection().getImport(i).importType() == kind && seen++ == index) {
				return this.imports.get(i);
			}
		}
		return null;
	}

	private WasmFunctionType function(int typeIndex) {
		return functionType(this.module.typeSection().getType(typeIndex));
	}

	/**
	 * Translate the type of a function.
	 * @param type the parser's type
	 * @return the type
	 */
	public static WasmFunctionType functionType(FunctionType type) {
		return new WasmFunctionType(type.params().stream().map(ModuleTypes::value).toList(),
				type.returns().stream().map(ModuleTypes::value).toList());
	}

	private static WasmTableType table(ValType elementType, TableLimits limits) {
		return new WasmTableType(value(elementType), limits.min(),
				(limits.max() != TableLimits.LIMIT_MAX) ? limits.max() : null);
	}

	private static WasmMemoryType memory(MemoryLimits limits) {
		return new WasmMemoryType(limits.initialPages(),
				(limits.maximumPages() != MemoryLimits.MAX_PAGES) ? (long) limits.maximumPages() : null,
				limits.shared());
	}

	private static WasmGlobalType global(ValType type, MutabilityType mutability) {
		return new WasmGlobalType(value(type), mutability == MutabilityType.Var);
	}

	private static WasmValueType value(ValType type) {
		return switch (type.opcode()) {
			case ValType.ID.I32 -> WasmValueType.I32;
			case ValType.ID.I64 -> WasmValueType.I64;
			case ValType.ID.F32 -> WasmValueType.F32;
			case ValType.ID.F64 -> WasmValueType.F64;
			case ValType.ID.V128 -> WasmValueType.V128;
			default -> reference(type);
		};
	}

	private static WasmValueType reference(ValType type) {
		if (type.equals(ValType.FuncRef)) {
			return WasmValueType.FUNCREF;
		}
		if (type.equals(ValType.ExternRef)) {
			return WasmValueType.EXTERNREF;
		}
		return (type.equals(ValType.ExnRef)) ? WasmValueType.EXNREF : WasmValueType.REF;
	}

}
