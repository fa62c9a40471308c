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

import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmFeature;

/**
 * Decodes the entries of all sections but that of code.
 */
final class DeclarationDecoder {

	private static final WasmExternalKind[] KINDS = WasmExternalKind.values();

	private static final int INITIALIZED_TABLE = 0x40;

	private static final int NOT_ACTIVE = 1;

	/**
	 * Names a table if the segment is active, else it is declarative.
	 */
	private static final int EXPLICIT = 2;

	private static final int EXPRESSIONS = 4;

	private static final int LAST_ELEMENT_FLAGS = 7;

	private static final int PASSIVE = 1;

	private static final int ACTIVE_WITH_MEMORY = 2;

	private final ByteReader reader;

	private final ModuleIndex index;

	private final InstructionDecoder instructions;

	private final TypeDecoder types;

	DeclarationDecoder(ByteReader reader, ModuleIndex index, InstructionDecoder instructions) {
		this.reader = reader;
		this.index = index;
		this.instructions = instructions;
		this.types = new TypeDecoder(reader, index);
	}

	void decode(Section section, ModuleVisitor visitor) {
		switch (section) {
			case TYPE -> this.types.decodeGroup(visitor);
			case IMPORT -> decodeImport(visitor);
			case FUNCTION -> {
				int type = this.reader.readU32();
				this.index.addFunction(type);
				visitor.visitFunction(type);
			}
			case TABLE -> decodeTable(visitor);
			case MEMORY -> {
				SizeLimits limits = readMemory();
				this.index.addMemory(limits);
				checkMemories();
				visitor.visitMemory(limits);
			}
			case TAG -> {
				int type = readTag();
				this.index.addTag(type);
				visitor.visitTag(type);
			}
			case GLOBAL -> {
				GlobalType type = readGlobal();
				visitor.visitGlobal(type);
				this.instructions.decode(visitor);
				this.index.addGlobal(type);
			}
			case EXPORT -> {
				String name = this.reader.readName();
				WasmExternalKind kind = readKind("exports");
				int exported = this.reader.readU32();
				this.index.addExport(name, kind, exported);
				visitor.visitExport(name, kind, exported);
			}
			case ELEMENT -> decodeElements(visitor);
			case DATA -> decodeData(visitor);
			default -> throw new IllegalStateException("Section " + section + " has no entries");
		}
	}

	private WasmExternalKind readKind(String what) {
		int start = this.reader.position();
		int kind = this.reader.readByte();
		if (kind >= KINDS.length) {
			throw this.reader.problems().malformed("malformed kind %d of %s".formatted(kind, what), start);
		}
		return KINDS[kind];
	}

	private void decodeImport(ModuleVisitor visitor) {
		String module = this.reader.readName();
		String name = this.reader.readName();
		WasmExternalKind kind = readKind("imports");
		Object type = switch (kind) {
			case FUNCTION -> this.reader.readU32();
			case TABLE -> readTable();
			case MEMORY -> readMemory();
			case GLOBAL -> readGlobal();
			case TAG -> {
				this.index.require(WasmFeature.EXCEPTIONS, "a tag");
				yield readTag();
			}
		};
		this.index.addImport(module, name, kind, type);
		visitor.visitImport(module, name, kind, type);
		if (kind == WasmExternalKind.MEMORY) {
			checkMemories();
		}
	}

	private void checkMemories() {
		if (this.index.count(WasmExternalKind.MEMORY) > 1) {
			this.index.require(WasmFeature.MULTIPLE_MEMORIES, "memory 1");
		}
	}

	private void decodeTable(ModuleVisitor visitor) {
		boolean initialized = this.reader.peekByte() == INITIALIZED_TABLE;
		if (initialized) {
			this.reader.readByte();
			int start = this.reader.position();
			if (this.reader.readByte() != 0) {
				throw this.reader.problems().malformed("zero byte expected", start);
			}
			this.index.require(WasmFeature.FUNCTION_REFERENCES, "a table with an initial value");
		}
		TableType type = readTable();
		this.index.addTable(type);
		visitor.visitTable(type, initialized);
		if (initialized) {
			this.instructions.decode(visitor);
		}
	}

	private TableType readTable() {
		int type = this.reader.readReferenceType();
		this.index.requireType(type);
		return new TableType(type, this.types.readLimits("tables"));
	}

	private SizeLimits readMemory() {
		SizeLimits limits = this.types.readLimits("memories");
		if (limits.shared()) {
			this.index.require(WasmFeature.THREADS, "a shared memory");
		}
		return limits;
	}

	private GlobalType readGlobal() {
		int type = this.reader.readValueType();
		this.index.requireType(type);
		int start = this.reader.position();
		int mutability = this.reader.readByte();
		if (mutability > 1) {
			throw this.reader.problems().malformed("malformed mutability %d".formatted(mutability), start);
		}
		return new GlobalType(type, mutability == 1);
	}

	private int readTag() {
		int start = this.reader.position();
		if (this.reader.readByte() != 0) {
			throw this.reader.problems().malformed("malformed attribute of a tag", start);
		}
		return this.reader.readU32();
	}

	private void decodeElements(ModuleVisitor visitor) {
		int start = this.reader.position();
		int flags = this.reader.readU32();
		if (flags < 0 || flags > LAST_ELEMENT_FLAGS) {
			throw this.reader.problems().malformed("there is no kind %d of element segments".formatted(flags), start);
		}
		boolean active = (flags & NOT_ACTIVE) == 0;
		boolean explicit = (flags & EXPLICIT) != 0;
		int table = (active && explicit) ? this.reader.readU32() : 0;
		boolean expressions = (flags & EXPRESSIONS) != 0;
		ElementSegment.Mode mode = (active) ? ElementSegment.Mode.ACTIVE
				: (explicit) ? ElementSegment.Mode.DECLARATIVE : ElementSegment.Mode.PASSIVE;
		ElementHeader header = new ElementHeader(mode, table, expressions, active && !explicit);
		decodeElements(header, visitor);
	}

	private void decodeElements(ElementHeader header, ModuleVisitor visitor) {
		visitor.visitElements(new ElementSegment(header.mode(), header.table()));
		if (header.mode() == ElementSegment.Mode.ACTIVE) {
			this.instructions.decode(visitor);
		}
		int type = readElementType(header);
		int count = this.reader.readCount("elements");
		this.index.addElements(type);
		visitor.visitElementItems(type, header.expressions(), count);
		for (int left = count; left > 0; left--) {
			if (header.expressions()) {
				this.instructions.decode(visitor);
			}
			else {
				visitor.visitElement(this.reader.readU32());
			}
		}
		visitor.visitElementsEnd();
	}

	private int readElementType(ElementHeader header) {
		if (header.expressions()) {
			int type = (header.implicit()) ? ValueTypes.FUNCREF : this.reader.readReferenceType();
			this.index.requireType(type);
			return type;
		}
		int start = this.reader.position();
		if (!header.implicit() && this.reader.readByte() != 0) {
			throw this.reader.problems().malformed("malformed element kind", start);
		}
		return ValueTypes.reference(ValueTypes.FUNCREF, false);
	}

	private void decodeData(ModuleVisitor visitor) {
		int start = this.reader.position();
		int mode = this.reader.readU32();
		if (mode < 0 || mode > ACTIVE_WITH_MEMORY) {
			throw this.reader.problems().malformed("there is no kind %d of data segments".formatted(mode), start);
		}
		int memory = (mode == ACTIVE_WITH_MEMORY) ? this.reader.readU32() : 0;
		visitor.visitDataSegment(mode != PASSIVE, memory);
		if (mode != PASSIVE) {
			this.instructions.decode(visitor);
		}
		int size = this.reader.readSize();
		visitor.visitData(this.reader.bytes(), this.reader.position(), size);
		this.reader.skip(size);
	}

	/**
	 * Start of a segment of elements.
	 *
	 * @param mode when it is used
	 * @param table the table that it initializes
	 * @param expressions whether its elements are expressions
	 * @param implicit whether the type of its elements is left out
	 */
	private record ElementHeader(ElementSegment.Mode mode, int table, boolean expressions, boolean implicit) {
	}

}
