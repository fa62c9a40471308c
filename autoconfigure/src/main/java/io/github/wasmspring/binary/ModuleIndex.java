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
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmExternalType;
import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmGlobalType;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmMemoryType;
import io.github.wasmspring.WasmTableType;
import io.github.wasmspring.WasmTagType;

/**
 * What a module declares, by index, as far as it was decoded.
 *
 * @since 0.1.0
 */
public final class ModuleIndex {

	/**
	 * Most custom sections whose names are kept, and their longest name.
	 */
	private static final int CUSTOM_SECTIONS = 64;

	private final List<@Nullable FunctionType> types = new ArrayList<>();

	private final List<@Nullable WasmFunctionType> describedTypes = new ArrayList<>();

	/**
	 * The first of all types that are the same.
	 */
	private final NumberList sameTypes = new NumberList();

	private final Map<FunctionType, Integer> firstTypes = new HashMap<>();

	private final NumberList functions = new NumberList();

	private final List<TableType> tables = new ArrayList<>();

	private final List<SizeLimits> memories = new ArrayList<>();

	private final List<GlobalType> globals = new ArrayList<>();

	private final NumberList tags = new NumberList();

	private final NumberList elementTypes = new NumberList();

	private final int[] imported = new int[WasmExternalKind.values().length];

	private final List<WasmImport> imports = new ArrayList<>();

	private final List<ExportEntry> exports = new ArrayList<>();

	private final List<String> customSections = new ArrayList<>();

	private final Map<WasmFeature, String> features = new EnumMap<>(WasmFeature.class);

	private final IntSupplier position;

	private int dataSegments = -1;

	private boolean dataCountUsed;

	private boolean growsMemory;

	private long instructions;

	private long blockLocals;

	private long operands;

	private int startFunction = -1;

	/**
	 * Create an empty index.
	 * @param position returns where the entry starts that is decoded
	 */
	ModuleIndex(IntSupplier position) {
		this.position = position;
	}

	/**
	 * Return where the entry starts that is visited.
	 * @return the place in bytes from the start of the binary
	 */
	public int position() {
		return this.position.getAsInt();
	}

	void addType(@Nullable FunctionType type) {
		int index = this.types.size();
		this.types.add(type);
		this.describedTypes.add(null);
		this.sameTypes.add((type != null) ? this.firstTypes.computeIfAbsent(normalize(type), (key) -> index) : index);
	}

	/**
	 * Return a type whose references are to the first of all types that are the same, or
	 * to the type itself, which is not the same as one that refers to it.
	 */
	private FunctionType normalize(FunctionType type) {
		return new FunctionType(normalize(type.parameters()), normalize(type.results()));
	}

	private int[] normalize(int[] values) {
		int itself = this.sameTypes.size();
		int[] normalized = values.clone();
		for (int i = 0; i < values.length; i++) {
			int referred = ValueTypes.index(values[i]);
			if (ValueTypes.isConcrete(values[i]) && referred <= itself) {
				normalized[i] = values[i] - referred
						+ ((referred < itself) ? this.sameTypes.get(referred) : ValueTypes.LARGEST_INDEX);
			}
		}
		return normalized;
	}

	void addImport(String module, String name, WasmExternalKind kind, Object type) {
		switch (kind) {
			case FUNCTION -> this.functions.add((Integer) type);
			case TABLE -> this.tables.add((TableType) type);
			case MEMORY -> this.memories.add((SizeLimits) type);
			case GLOBAL -> this.globals.add((GlobalType) type);
			case TAG -> this.tags.add((Integer) type);
		}
		WasmExternalType external = describe(kind, count(kind) - 1);
		this.imported[kind.ordinal()]++;
		if (external != null) {
			this.imports.add(new WasmImport(module, name, external));
		}
	}

	void addFunction(int type) {
		this.functions.add(type);
	}

	void addTable(TableType type) {
		this.tables.add(type);
	}

	void addMemory(SizeLimits limits) {
		this.memories.add(limits);
	}

	void addGlobal(GlobalType type) {
		this.globals.add(type);
	}

	void addTag(int type) {
		this.tags.add(type);
	}

	void addElements(int type) {
		this.elementTypes.add(type);
	}

	void addExport(String name, WasmExternalKind kind, int index) {
		if (index >= 0 && index < count(kind)) {
			this.exports.add(new ExportEntry(name, kind, index));
		}
	}

	/**
	 * Let the memories and tables that the module defines have other sizes.
	 */
	void setSizes(List<SizeLimits> memorySizes, List<SizeLimits> tableSizes) {
		int memory = countImported(WasmExternalKind.MEMORY);
		for (SizeLimits limits : memorySizes) {
			this.memories.set(memory++, limits);
		}
		int table = countImported(WasmExternalKind.TABLE);
		for (SizeLimits limits : tableSizes) {
			this.tables.set(table, new TableType(this.tables.get(table).elementType(), limits));
			table++;
		}
	}

	void setStart(int function) {
		this.startFunction = function;
	}

	void setDataSegments(int count) {
		this.dataSegments = count;
	}

	/**
	 * Note that code refers to segments of data.
	 */
	void useDataCount() {
		this.dataCountUsed = true;
	}

	void addInstructions(long count) {
		this.instructions += count;
	}

	/**
	 * Return how many instructions the module has, those of constant expressions
	 * included.
	 * @return the number
	 */
	public long countInstructions() {
		return this.instructions;
	}

	void addFunctionCosts(long blockLocals, long operands) {
		this.blockLocals += blockLocals;
		this.operands += operands;
	}

	/**
	 * Return the sum of local variables times blocks and branches of all functions.
	 * @return the number, 0 unless the module was checked against limits
	 */
	public long countBlockLocals() {
		return this.blockLocals;
	}

	/**
	 * Return how many values the calls and blocks of all functions pass, if they pass
	 * several.
	 * @return the number, 0 unless the module was checked against limits
	 */
	public long countOperands() {
		return this.operands;
	}

	void setGrowsMemory() {
		this.growsMemory = true;
	}

	/**
	 * Return whether code of the module can grow a memory.
	 * @return whether there is a {@code memory.grow}
	 */
	public boolean growsMemory() {
		return this.growsMemory;
	}

	boolean isDataCountUsed() {
		return this.dataCountUsed;
	}

	void addCustomSection(String name) {
		if (this.customSections.size() < CUSTOM_SECTIONS && name.length() <= CUSTOM_SECTIONS) {
			this.customSections.add(name);
		}
	}

	void require(WasmFeature feature, String example) {
		this.features.putIfAbsent(feature, example);
	}

	/**
	 * Note the feature that a type of values belongs to.
	 */
	void requireType(int type) {
		if (type == ValueTypes.V128) {
			require(WasmFeature.VECTORS, "v128");
		}
		else if (ValueTypes.isException(type)) {
			require(WasmFeature.EXCEPTIONS, "exnref");
		}
		else if (ValueTypes.isGarbageCollected(type)) {
			require(WasmFeature.GARBAGE_COLLECTION, ValueTypes.name(type));
		}
		else if (ValueTypes.isReference(type) && (ValueTypes.isConcrete(type) || !ValueTypes.isNullable(type))) {
			require(WasmFeature.FUNCTION_REFERENCES, ValueTypes.name(type));
		}
	}

	/**
	 * Return whether a value of one type can be where one of another type is expected.
	 */
	boolean matches(int type, int expected) {
		return type == expected || type == ValueTypes.BOTTOM
				|| ValueTypes.isReference(type) && ValueTypes.isReference(expected)
						&& (ValueTypes.isNullable(expected) || !ValueTypes.isNullable(type))
						&& matchesHeapType(ValueTypes.asNullable(type), ValueTypes.asNullable(expected));
	}

	private boolean matchesHeapType(int type, int expected) {
		if (type == expected || type == ValueTypes.BOTTOM) {
			return true;
		}
		if (!ValueTypes.isConcrete(type)) {
			return false;
		}
		int index = ValueTypes.index(type);
		return (ValueTypes.isConcrete(expected)) ? sameType(index) == sameType(ValueTypes.index(expected))
				: expected == ValueTypes.FUNCREF && functionType(index) != null;
	}

	private @Nullable WasmExternalType describe(WasmExternalKind kind, int index) {
		return switch (kind) {
			case FUNCTION -> describe(this.functions.get(index));
			case TABLE -> {
				TableType table = this.tables.get(index);
				yield new WasmTableType(ValueTypes.describe(table.elementType()), table.limits().minimum(),
						table.limits().maximum());
			}
			case MEMORY -> {
				SizeLimits memory = this.memories.get(index);
				yield new WasmMemoryType(memory.minimum(), memory.maximum(), memory.shared());
			}
			case GLOBAL -> new WasmGlobalType(ValueTypes.describe(this.globals.get(index).valueType()),
					this.globals.get(index).mutable());
			case TAG -> {
				WasmFunctionType type = describe(this.tags.get(index));
				yield (type != null) ? new WasmTagType(type) : null;
			}
		};
	}

	private @Nullable WasmFunctionType describe(int index) {
		FunctionType type = functionType(index);
		if (type == null) {
			return null;
		}
		WasmFunctionType described = this.describedTypes.get(index);
		if (described == null) {
			described = type.describe();
			this.describedTypes.set(index, described);
		}
		return described;
	}

	/**
	 * Return how many there are of a kind, imported ones included.
	 * @param kind the kind
	 * @return the number
	 */
	public int count(WasmExternalKind kind) {
		return switch (kind) {
			case FUNCTION -> this.functions.size();
			case TABLE -> this.tables.size();
			case MEMORY -> this.memories.size();
			case GLOBAL -> this.globals.size();
			case TAG -> this.tags.size();
		};
	}

	/**
	 * Return how many of a kind are imported. They come first.
	 * @param kind the kind
	 * @return the number
	 */
	public int countImported(WasmExternalKind kind) {
		return this.imported[kind.ordinal()];
	}

	/**
	 * Return how many types there are.
	 * @return the number
	 */
	public int countTypes() {
		return this.types.size();
	}

	/**
	 * Return a type of functions.
	 * @param type the index of the type
	 * @return the type, or {@code null} if there is none, or none of functions
	 */
	public @Nullable FunctionType functionType(int type) {
		return (type >= 0 && type < this.types.size()) ? this.types.get(type) : null;
	}

	/**
	 * Return the index of the type of a function.
	 * @param function the index of the function, which must exist
	 * @return the index of the type
	 */
	public int typeOf(int function) {
		return this.functions.get(function);
	}

	/**
	 * Return the first type that is the same.
	 */
	int sameType(int type) {
		return this.sameTypes.get(type);
	}

	/**
	 * Return the type of a table.
	 * @param table the index of the table, which must exist
	 * @return the type
	 */
	public TableType table(int table) {
		return this.tables.get(table);
	}

	/**
	 * Return the sizes of a memory.
	 * @param memory the index of the memory, which must exist
	 * @return the sizes
	 */
	public SizeLimits memory(int memory) {
		return this.memories.get(memory);
	}

	/**
	 * Return the type of a global variable.
	 * @param global the index of the variable, which must exist
	 * @return the type
	 */
	public GlobalType global(int global) {
		return this.globals.get(global);
	}

	int tag(int tag) {
		return this.tags.get(tag);
	}

	int countElements() {
		return this.elementTypes.size();
	}

	int elementType(int segment) {
		return this.elementTypes.get(segment);
	}

	/**
	 * Return how many segments of data there are.
	 * @return the number, or -1 if that is not declared
	 */
	public int countDataSegments() {
		return this.dataSegments;
	}

	/**
	 * Return the start function.
	 * @return its index, or -1 if there is none
	 */
	public int startFunction() {
		return this.startFunction;
	}

	/**
	 * Return what the module imports.
	 * @return the imports in the order of the binary
	 */
	public List<WasmImport> imports() {
		return List.copyOf(this.imports);
	}

	/**
	 * Return what the module exports.
	 * @return the exports in the order of the binary
	 */
	public List<WasmExport> exports() {
		List<WasmExport> described = new ArrayList<>(this.exports.size());
		for (ExportEntry export : this.exports) {
			WasmExternalType type = describe(export.kind(), export.index());
			if (type != null) {
				described.add(new WasmExport(export.name(), type));
			}
		}
		return List.copyOf(described);
	}

	/**
	 * Return the index of what an export refers to.
	 * @param export the place of the export among {@link #exports()}
	 * @return the index, in the index space of its kind
	 */
	public int exportIndex(int export) {
		return this.exports.get(export).index();
	}

	/**
	 * Return the features that the module needs, each with an example of its use.
	 * @return the features, unmodifiable
	 */
	public Map<WasmFeature, String> features() {
		return Collections.unmodifiableMap(this.features);
	}

	/**
	 * Return the names of custom sections, but not of more than 64, and none that is
	 * longer than 64 characters.
	 * @return the names in the order of the binary
	 */
	public List<String> customSections() {
		return List.copyOf(this.customSections);
	}

	/**
	 * An export.
	 *
	 * @param name its name
	 * @param kind what is exported
	 * @param index the index of that
	 */
	private record ExportEntry(String name, WasmExternalKind kind, int index) {
	}

}
