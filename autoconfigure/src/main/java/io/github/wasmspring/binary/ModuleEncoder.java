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
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExternalKind;

/**
 * Encodes what it visits, in the only form that engines get: see {@link EncodedModule}.
 * What is visited need not be in the order of sections, nor come from a decoder.
 *
 * @since 0.1.0
 */
public final class ModuleEncoder extends ModuleVisitor {

	private static final byte[] PREAMBLE = { 0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00 };

	private static final int NAME_SECTION = 0;

	private static final int FUNCTION_NAMES = 1;

	private static final int INITIALIZED_TABLE = 0x40;

	private static final int FUNCTION_FORM = 0x60;

	private static final int[] NO_LOCALS = {};

	private final BlockTypes types = new BlockTypes();

	private final Map<FunctionType, Integer> addedTypes = new HashMap<>();

	private final Map<Section, Entries> sections = new EnumMap<>(Section.class);

	private final List<SizeLimits> memories = new ArrayList<>();

	private final List<Table> tables = new ArrayList<>();

	/**
	 * Functions that elements and constant expressions refer to.
	 */
	private final BitSet declared = new BitSet();

	/**
	 * Functions that code refers to.
	 */
	private final BitSet referred = new BitSet();

	private final Entries addedFunctions = new Entries();

	private final Entries addedBodies = new Entries();

	private final Entries names = new Entries();

	private final ElementEncoder elements = new ElementEncoder(this.types);

	private final InstructionWriter prologue = writer(64);

	private final InstructionWriter body = writer(1024);

	private final LocalGroups locals = new LocalGroups();

	private final @Nullable InstructionOffsets offsets;

	/**
	 * Writes the expression or the body that is visited.
	 */
	private InstructionWriter code = this.body;

	private ModuleIndex index = new ModuleIndex(() -> 0);

	private int functions;

	/**
	 * Create an encoder that does not keep where instructions stood.
	 */
	public ModuleEncoder() {
		this(false);
	}

	/**
	 * Create an encoder.
	 * @param tracking whether to keep where each instruction stood in the binary that is
	 * decoded
	 */
	public ModuleEncoder(boolean tracking) {
		this.offsets = (tracking) ? new InstructionOffsets() : null;
		for (Section section : Section.values()) {
			this.sections.put(section, new Entries());
		}
	}

	/**
	 * Return a writer for code that is put into a body later on.
	 */
	InstructionWriter newCode() {
		return writer(256);
	}

	private InstructionWriter writer(int capacity) {
		return new InstructionWriter(new ByteWriter(capacity), this.types);
	}

	private ByteWriter add(Section section) {
		return entries(section).add();
	}

	@SuppressWarnings("NullAway") // all are there
	private Entries entries(Section section) {
		return this.sections.get(section);
	}

	@Override
	public void visitModule(ModuleIndex index) {
		this.index = index;
	}

	@Override
	public void visitType(FunctionType type) {
		this.types.add(type);
	}

	/**
	 * Add a type behind those of the module, unless it was added before. All types that
	 * the module declares must have been visited.
	 * @param type the type
	 * @return its index
	 */
	public int addType(FunctionType type) {
		return this.addedTypes.computeIfAbsent(type, this.types::add);
	}

	@Override
	public void visitImport(String module, String name, WasmExternalKind kind, Object type) {
		ByteWriter entry = add(Section.IMPORT);
		entry.writeName(module);
		entry.writeName(name);
		entry.writeByte(kind.ordinal());
		switch (kind) {
			case FUNCTION -> {
				entry.writeU32((Integer) type);
				this.functions++;
			}
			case TABLE -> writeTable(entry, (TableType) type, ((TableType) type).limits());
			case MEMORY -> entry.writeLimits((SizeLimits) type);
			case GLOBAL -> writeGlobal(entry, (GlobalType) type);
			case TAG -> {
				entry.writeByte(0);
				entry.writeU32((Integer) type);
			}
		}
	}

	@Override
	public void visitFunction(int type) {
		add(Section.FUNCTION).writeU32(type);
		this.functions++;
	}

	/**
	 * Add a function behind those of the module. Its type is added, too. All functions
	 * that the module imports and declares must have been visited; where nothing is
	 * decoded, these are the functions of a new module.
	 * @param type type of the function
	 * @param writer writes its code, which has no local variables and ends with
	 * {@code end}
	 * @return the index of the function
	 */
	public int addFunction(FunctionType type, Consumer<InstructionWriter> writer) {
		return addFunction(type, NO_LOCALS, writer);
	}

	/**
	 * Add a function with local variables.
	 * @param type type of the function
	 * @param locals types of its local variables, as {@link ValueTypes} numbers them
	 * @param writer writes its code, which ends with {@code end}
	 * @return the index of the function
	 * @see #addFunction(FunctionType, Consumer)
	 */
	public int addFunction(FunctionType type, int[] locals, Consumer<InstructionWriter> writer) {
		int added = this.addedFunctions.count;
		this.addedFunctions.add().writeU32(addType(type));
		LocalGroups groups = new LocalGroups();
		for (int local : locals) {
			groups.add(1, local);
		}
		InstructionWriter code = writer(64);
		code.bytes().writeBytes(groups.write());
		writer.accept(code);
		this.addedBodies.add().writeSized(code.bytes());
		return this.functions + added;
	}

	@Override
	public void visitTable(TableType type, boolean initialized) {
		this.code = writer(16);
		this.tables.add(new Table(type, (initialized) ? this.code.bytes() : null));
	}

	@Override
	public void visitMemory(SizeLimits limits) {
		this.memories.add(limits);
	}

	@Override
	public void visitTag(int type) {
		ByteWriter entry = add(Section.TAG);
		entry.writeByte(0);
		entry.writeU32(type);
	}

	@Override
	public void visitGlobal(GlobalType type) {
		ByteWriter entry = add(Section.GLOBAL);
		writeGlobal(entry, type);
		this.code = new InstructionWriter(entry, this.types);
	}

	private static void writeGlobal(ByteWriter entry, GlobalType type) {
		entry.writeValueType(type.valueType());
		entry.writeByte((type.mutable()) ? 1 : 0);
	}

	private static void writeTable(ByteWriter entry, TableType type, SizeLimits limits) {
		entry.writeValueType(type.elementType());
		entry.writeLimits(limits);
	}

	@Override
	public void visitExport(String name, WasmExternalKind kind, int index) {
		ByteWriter entry = add(Section.EXPORT);
		entry.writeName(name);
		entry.writeByte(kind.ordinal());
		entry.writeU32(index);
	}

	@Override
	public void visitStart(int function) {
		Entries start = entries(Section.START);
		start.count = 1;
		start.bytes.writeU32(function);
	}

	@Override
	public void visitElements(ElementSegment segment) {
		this.code = this.elements.begin(segment);
	}

	@Override
	public void visitElementItems(int type, boolean expressions, int count) {
		this.code = this.elements.beginItems(type, expressions, count);
	}

	@Override
	public void visitElement(int function) {
		this.declared.set(function);
		this.elements.add(function);
	}

	@Override
	public void visitElementsEnd() {
		this.elements.end(add(Section.ELEMENT));
	}

	@Override
	public boolean visitBody(int function, int size) {
		this.prologue.bytes().clear();
		this.body.bytes().clear();
		this.locals.begin();
		this.code = this.body;
		return true;
	}

	@Override
	public void visitLocals(long count, int type) {
		this.locals.add(count, type);
	}

	@Override
	public void visitInstruction(Instruction instruction) {
		if (this.offsets != null && this.code == this.body) {
			this.offsets.add(this.body.bytes().size(), instruction.offset);
		}
		if (instruction.opcode == Opcode.REF_FUNC) {
			this.elements.visitReference(instruction.index);
			((this.code == this.body) ? this.referred : this.declared).set(instruction.index);
		}
		this.code.write(instruction);
	}

	/**
	 * Return what writes the body or the expression that is visited, so that a visitor
	 * can add instructions.
	 * @return the writer
	 */
	public InstructionWriter code() {
		return this.code;
	}

	/**
	 * Return what writes instructions in front of all others of the body that is visited,
	 * so that a visitor can add some that depend on what it has seen of the body.
	 * @return the writer, until the body ends
	 */
	public InstructionWriter prologue() {
		return this.prologue;
	}

	@Override
	public void visitBodyEnd() {
		ByteWriter groups = this.locals.write();
		ByteWriter added = this.prologue.bytes();
		ByteWriter bodies = add(Section.CODE);
		bodies.writeU32(groups.size() + added.size() + this.body.bytes().size());
		bodies.writeBytes(groups);
		bodies.writeBytes(added);
		if (this.offsets != null) {
			this.offsets.endBody(bodies.size());
		}
		bodies.writeBytes(this.body.bytes());
	}

	@Override
	public void visitDataSegment(boolean active, int memory) {
		ByteWriter entry = add(Section.DATA);
		entry.writeU32((!active) ? 1 : (memory == 0) ? 0 : 2);
		if (active && memory != 0) {
			entry.writeU32(memory);
		}
		this.code = new InstructionWriter(entry, this.types);
	}

	@Override
	public void visitData(byte[] bytes, int offset, int length) {
		ByteWriter entry = entries(Section.DATA).bytes;
		entry.writeU32(length);
		entry.writeBytes(bytes, offset, length);
	}

	@Override
	public void visitFunctionName(int function, String name) {
		ByteWriter entry = this.names.add();
		entry.writeU32(function);
		entry.writeName(name);
	}

	@Override
	public void visitModuleEnd() {
		// what is missing is added when the module is taken
	}

	/**
	 * Return the module that was visited.
	 * @return the encoded module
	 */
	public EncodedModule toModule() {
		return toModule(this.memories, this.tables.stream().map((table) -> table.type().limits()).toList());
	}

	/**
	 * Return the module that was visited, with other sizes of its memories and tables.
	 */
	EncodedModule toModule(List<SizeLimits> memorySizes, List<SizeLimits> tableSizes) {
		for (FunctionType type : this.types.types()) {
			writeType(add(Section.TYPE), type);
		}
		entries(Section.FUNCTION).append(this.addedFunctions);
		for (int i = 0; i < this.tables.size(); i++) {
			writeTable(add(Section.TABLE), this.tables.get(i), tableSizes.get(i));
		}
		memorySizes.forEach((limits) -> add(Section.MEMORY).writeLimits(limits));
		declareReferences();
		entries(Section.CODE).append(this.addedBodies);
		if (this.index.isDataCountUsed()) {
			Entries dataCount = entries(Section.DATA_COUNT);
			dataCount.count = 1;
			dataCount.bytes.writeU32(entries(Section.DATA).count);
		}
		return assemble();
	}

	/**
	 * Declare the functions that code refers to and nothing but an export declares, which
	 * Chicory does not count.
	 */
	private void declareReferences() {
		this.referred.andNot(this.declared);
		if (!this.referred.isEmpty()) {
			this.elements.begin(new ElementSegment(ElementSegment.Mode.DECLARATIVE, 0));
			this.elements.beginItems(ValueTypes.FUNCREF, false, this.referred.cardinality());
			this.referred.stream().forEach(this.elements::add);
			this.elements.end(add(Section.ELEMENT));
		}
	}

	private static void writeType(ByteWriter entry, FunctionType type) {
		entry.writeByte(FUNCTION_FORM);
		for (int[] values : List.of(type.parameters(), type.results())) {
			entry.writeU32(values.length);
			for (int value : values) {
				entry.writeValueType(value);
			}
		}
	}

	private static void writeTable(ByteWriter entry, Table table, SizeLimits limits) {
		ByteWriter initial = table.initial();
		if (initial != null) {
			entry.writeByte(INITIALIZED_TABLE);
			entry.writeByte(0);
		}
		writeTable(entry, table.type(), limits);
		if (initial != null) {
			entry.writeBytes(initial);
		}
	}

	private EncodedModule assemble() {
		int size = PREAMBLE.length + this.names.bytes.size() + 64;
		for (Entries entries : this.sections.values()) {
			size += entries.bytes.size() + 16;
		}
		ByteWriter module = new ByteWriter(size);
		module.writeBytes(PREAMBLE, 0, PREAMBLE.length);
		int codeStart = 0;
		for (Section section : Section.values()) {
			Entries entries = entries(section);
			if (entries.count > 0) {
				entries.write(section, module);
				if (section == Section.CODE) {
					codeStart = module.size() - entries.bytes.size();
				}
			}
		}
		writeNames(module);
		return new EncodedModule(module.toByteArray(), this.index, codeStart, this.offsets);
	}

	private void writeNames(ByteWriter module) {
		if (this.names.count == 0) {
			return;
		}
		ByteWriter functions = new ByteWriter();
		functions.writeU32(this.names.count);
		functions.writeBytes(this.names.bytes);
		ByteWriter content = new ByteWriter();
		content.writeName("name");
		content.writeByte(FUNCTION_NAMES);
		content.writeSized(functions);
		module.writeByte(NAME_SECTION);
		module.writeSized(content);
	}

	/**
	 * A table.
	 *
	 * @param type its type
	 * @param initial the expression for its elements, or {@code null} for none
	 */
	private record Table(TableType type, @Nullable ByteWriter initial) {
	}

	/**
	 * Entries of a section.
	 */
	private static final class Entries {

		private final ByteWriter bytes = new ByteWriter();

		private int count;

		ByteWriter add() {
			this.count++;
			return this.bytes;
		}

		void append(Entries others) {
			this.count += others.count;
			this.bytes.writeBytes(others.bytes);
		}

		void write(Section section, ByteWriter module) {
			module.writeByte(section.id());
			if (section == Section.START || section == Section.DATA_COUNT) {
				module.writeSized(this.bytes);
				return;
			}
			ByteWriter head = new ByteWriter();
			head.writeU32(this.count);
			module.writeU32(head.size() + this.bytes.size());
			module.writeBytes(head);
			module.writeBytes(this.bytes);
		}

	}

}
