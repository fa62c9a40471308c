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

package io.github.wasmspring.binary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.wasmspring.WasmExternalKind;

/**
 * Turns the memories, tables and globals that a module imports into its own, so that
 * every instance has them for itself and every engine finds a module that imports
 * functions only. What is imported comes first in each index space, so no index changes.
 * The host finds them under the names of the imports, unless the module exports them
 * itself.
 */
final class ImportDefiner extends ModuleVisitor {

	private static final List<String> DYNAMIC_START = List.of("__wasm_apply_data_relocs", "__wasm_call_ctors");

	private final ModuleEncoder encoder;

	private final ImportedGlobals values;

	private final List<Imported> imports = new ArrayList<>();

	private final Map<String, Integer> exportedFunctions = new HashMap<>();

	private final Set<String> exportNames = new HashSet<>();

	private final Set<String> exported = new HashSet<>();

	private List<Long> globals = List.of();

	private ModuleIndex index = new ModuleIndex(() -> 0);

	private boolean pending = true;

	private boolean started;

	private boolean body;

	/**
	 * Create a definer.
	 * @param encoder encodes the module
	 * @param values what imported globals are
	 */
	ImportDefiner(ModuleEncoder encoder, ImportedGlobals values) {
		super(encoder);
		this.encoder = encoder;
		this.values = values;
	}

	/**
	 * Return whether a module imports what is defined instead.
	 */
	static boolean isNeeded(ModuleIndex index) {
		return index.countImported(WasmExternalKind.MEMORY) + index.countImported(WasmExternalKind.TABLE)
				+ index.countImported(WasmExternalKind.GLOBAL) > 0;
	}

	@Override
	public void visitModule(ModuleIndex index) {
		this.index = index;
		super.visitModule(index);
	}

	@Override
	public void visitSection(Section section, int count) {
		if (section.id() > Section.IMPORT.id()) {
			define();
		}
		super.visitSection(section, count);
	}

	@Override
	public void visitImport(String module, String name, WasmExternalKind kind, Object type) {
		switch (kind) {
			case MEMORY, TABLE, GLOBAL -> this.imports.add(new Imported(module, name, kind, type));
			default -> super.visitImport(module, name, kind, type);
		}
	}

	/**
	 * Define what is imported, as soon as all of that is known.
	 */
	private void define() {
		if (!this.pending) {
			return;
		}
		this.pending = false;
		this.globals = this.values.resolve(this.imports);
		long pages = this.values.addedPages(this.imports);
		long elements = this.values.addedElements(this.imports);
		int global = 0;
		for (Imported imported : this.imports) {
			switch (imported.kind()) {
				case MEMORY -> this.encoder.visitMemory(((SizeLimits) imported.type()).plus(pages));
				case TABLE -> {
					TableType table = (TableType) imported.type();
					this.encoder.visitTable(new TableType(table.elementType(), table.limits().plus(elements)), false);
				}
				default -> {
					GlobalType type = (GlobalType) imported.type();
					this.encoder.visitGlobal(type);
					this.encoder.code().write(constant(type, this.globals.get(global++))).write(Opcode.END);
				}
			}
		}
	}

	private static Instruction constant(GlobalType type, long bits) {
		Instruction constant = new Instruction();
		constant.value = bits;
		constant.opcode = switch (type.valueType()) {
			case ValueTypes.I32 -> Opcode.I32_CONST;
			case ValueTypes.I64 -> Opcode.I64_CONST;
			case ValueTypes.F32 -> Opcode.F32_CONST;
			case ValueTypes.F64 -> Opcode.F64_CONST;
			case ValueTypes.V128 -> Opcode.V128_CONST;
			default -> Opcode.REF_NULL;
		};
		if (constant.opcode == Opcode.REF_NULL) {
			constant.index = type.valueType();
		}
		return constant;
	}

	@Override
	public void visitExport(String name, WasmExternalKind kind, int index) {
		this.exportNames.add(name);
		this.exported.add(kind + " " + index);
		if (kind == WasmExternalKind.FUNCTION) {
			this.exportedFunctions.put(name, index);
		}
		super.visitExport(name, kind, index);
	}

	@Override
	public void visitStart(int function) {
		this.started = true;
		super.visitStart(function);
	}

	@Override
	public boolean visitBody(int function, int size) {
		this.body = true;
		return super.visitBody(function, size);
	}

	@Override
	public void visitBodyEnd() {
		this.body = false;
		super.visitBodyEnd();
	}

	/**
	 * A constant expression can only refer to globals that are imported.
	 */
	@Override
	public void visitInstruction(Instruction instruction) {
		if (!this.body && instruction.opcode == Opcode.GLOBAL_GET && instruction.index < this.globals.size()) {
			this.encoder.code()
				.write(constant(this.index.global(instruction.index), this.globals.get(instruction.index)));
		}
		else {
			super.visitInstruction(instruction);
		}
	}

	@Override
	public void visitModuleEnd() {
		define();
		export(WasmExternalKind.MEMORY);
		export(WasmExternalKind.TABLE);
		if (!this.started && this.imports.stream().anyMatch(ImportedGlobals::isMemoryBase)) {
			startDynamicLibrary();
		}
		super.visitModuleEnd();
	}

	private void export(WasmExternalKind kind) {
		int index = 0;
		for (Imported imported : this.imports) {
			if (imported.kind() == kind) {
				if (!this.exported.contains(kind + " " + index) && this.exportNames.add(imported.name())) {
					this.encoder.visitExport(imported.name(), kind, index);
				}
				index++;
			}
		}
	}

	/**
	 * Do what a dynamic loader does after it has placed a library.
	 * @see <a href=
	 * "https://github.com/WebAssembly/tool-conventions/blob/main/DynamicLinking.md">Dynamic
	 * linking</a>
	 */
	private void startDynamicLibrary() {
		List<Integer> functions = DYNAMIC_START.stream()
			.map(this.exportedFunctions::get)
			.filter(Objects::nonNull)
			.filter(this::takesNothing)
			.toList();
		if (!functions.isEmpty()) {
			int start = this.encoder.addFunction(new FunctionType(new int[0], new int[0]), (code) -> {
				functions.forEach((function) -> code.write(Opcode.CALL, function));
				code.write(Opcode.END);
			});
			this.encoder.visitStart(start);
		}
	}

	private boolean takesNothing(int function) {
		FunctionType type = this.index.functionType(this.index.typeOf(function));
		return type != null && type.values() == 0;
	}

	/**
	 * A memory, table or global that the module imports.
	 *
	 * @param module the module that it is imported from
	 * @param name its name
	 * @param kind its kind
	 * @param type its type
	 */
	record Imported(String module, String name, WasmExternalKind kind, Object type) {
	}

}
