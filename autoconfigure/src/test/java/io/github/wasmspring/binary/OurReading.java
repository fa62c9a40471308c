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
import java.util.Arrays;
import java.util.List;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExternalKind;

/**
 * What our decoder reads: each instruction as numbers, and everything else as lines.
 */
final class OurReading extends ModuleVisitor {

	private final List<List<long[]>> bodies = new ArrayList<>();

	private final List<String> declarations = new ArrayList<>();

	private final List<String> locals = new ArrayList<>();

	/**
	 * Whether blocks are told by what they take and leave, rather than by an index.
	 */
	private final boolean structural;

	private ModuleIndex index = new ModuleIndex(() -> 0);

	private List<long[]> code = new ArrayList<>();

	private boolean inBody;

	private StringBuilder line = new StringBuilder();

	private OurReading(boolean structural) {
		this.structural = structural;
	}

	/**
	 * Read a module with the places of instructions, and with indices of types.
	 */
	static OurReading exact(byte[] bytes) {
		return read(bytes, false);
	}

	/**
	 * Read a module without what the encoder may change: the places of instructions and
	 * the indices of the types of blocks.
	 */
	static OurReading structural(byte[] bytes) {
		return read(bytes, true);
	}

	private static OurReading read(byte[] bytes, boolean structural) {
		OurReading reading = new OurReading(structural);
		new ModuleDecoder(new BinaryProblems(WasmErrorContext.of("reading", null), bytes), bytes).decode(reading);
		return reading;
	}

	List<List<long[]>> bodies() {
		return this.bodies;
	}

	/**
	 * Return the types of the local variables of each body.
	 */
	List<String> locals() {
		return this.locals;
	}

	List<String> declarations() {
		return this.declarations;
	}

	@Override
	public void visitModule(ModuleIndex index) {
		this.index = index;
	}

	private void begin(String kind, Object... values) {
		this.line = new StringBuilder(kind);
		for (Object value : values) {
			this.line.append(' ').append(value);
		}
		this.code = new ArrayList<>();
	}

	private void add(String kind, Object... values) {
		begin(kind, values);
		this.declarations.add(this.line.toString());
	}

	@Override
	public void visitType(FunctionType type) {
		if (!this.structural) {
			add("type", names(type.parameters()), names(type.results()));
		}
	}

	private static List<String> names(int[] types) {
		return Arrays.stream(types).mapToObj((type) -> Long.toHexString(chicoryId(type))).toList();
	}

	@Override
	public void visitImport(String module, String name, WasmExternalKind kind, Object type) {
		add("import", module, name, kind, (type instanceof Integer) ? type : "");
	}

	@Override
	public void visitFunction(int type) {
		add("function", type);
	}

	@Override
	public void visitTable(TableType type, boolean initialized) {
		String line = "table %x %d".formatted(chicoryId(type.elementType()), type.limits().minimum());
		begin(line);
		if (!initialized) {
			this.declarations.add(this.line.toString());
		}
	}

	@Override
	public void visitMemory(SizeLimits limits) {
		add("memory", limits.minimum(), limits.shared());
	}

	@Override
	public void visitTag(int type) {
		add("tag", type);
	}

	@Override
	public void visitGlobal(GlobalType type) {
		begin("global", Long.toHexString(chicoryId(type.valueType())), type.mutable());
	}

	@Override
	public void visitExport(String name, WasmExternalKind kind, int index) {
		add("export", name, kind, index);
	}

	@Override
	public void visitStart(int function) {
		add("start", function);
	}

	@Override
	public void visitElements(ElementSegment segment) {
		begin("elements", segment.mode(), segment.table());
	}

	@Override
	public void visitElementItems(int type, boolean expressions, int count) {
		this.line.append(" items ").append(count);
	}

	@Override
	public void visitElement(int function) {
		this.line.append(' ').append(Arrays.toString(new long[] { Opcode.REF_FUNC, function }));
	}

	@Override
	public void visitElementsEnd() {
		this.declarations.add(this.line.toString());
	}

	@Override
	public boolean visitBody(int function, int size) {
		this.inBody = true;
		this.code = new ArrayList<>();
		this.line = new StringBuilder();
		return true;
	}

	@Override
	public void visitLocals(long count, int type) {
		if (count > 100_000) {
			this.line.append(count).append(" x ");
		}
		for (long i = 0; i < Math.min(count, 100_000); i++) {
			this.line.append(Long.toHexString(chicoryId(type))).append(' ');
		}
	}

	@Override
	public void visitInstruction(Instruction instruction) {
		if (this.inBody) {
			this.code.add(numbers(instruction));
			return;
		}
		if (instruction.opcode != Opcode.END) {
			long[] numbers = numbers(instruction);
			this.line.append(' ').append(Arrays.toString(Arrays.copyOfRange(numbers, 1, numbers.length)));
		}
		else if (!this.line.toString().startsWith("elements") && !this.line.toString().startsWith("data")) {
			this.declarations.add(this.line.toString());
		}
	}

	private long[] numbers(Instruction instruction) {
		long[] operands = operands(instruction);
		long[] numbers = new long[operands.length + 2];
		numbers[0] = (this.structural) ? 0 : instruction.offset;
		numbers[1] = instruction.opcode;
		System.arraycopy(operands, 0, numbers, 2, operands.length);
		return numbers;
	}

	private long[] operands(Instruction instruction) {
		long index = Integer.toUnsignedLong(instruction.index);
		long second = Integer.toUnsignedLong(instruction.second);
		return switch (InstructionSet.immediates(instruction.opcode)) {
			case Immediates.INDEX -> new long[] { index };
			case Immediates.HEAP_TYPE -> new long[] { heapType(instruction.index) };
			case Immediates.TWO_INDICES -> new long[] { index, second };
			case Immediates.I32, Immediates.I64, Immediates.F64 -> new long[] { instruction.value };
			case Immediates.F32 -> new long[] { (int) instruction.value };
			case Immediates.V128 -> new long[] { instruction.value, instruction.high };
			case Immediates.MEMORY -> new long[] { instruction.alignment, instruction.value, index };
			case Immediates.MEMORY_LANE ->
				new long[] { instruction.alignment, instruction.value, index, instruction.lane };
			case Immediates.LANE -> new long[] { instruction.lane };
			case Immediates.ZERO -> new long[] { 0 };
			case Immediates.BLOCK -> blockType(instruction.blockType);
			case Immediates.TRY_TABLE -> clauses(instruction);
			case Immediates.LABELS ->
				Arrays.stream(instruction.numbers, 0, instruction.count).mapToLong(Integer::toUnsignedLong).toArray();
			case Immediates.TYPES ->
				Arrays.stream(instruction.numbers, 0, instruction.count).mapToLong(OurReading::encodedId).toArray();
			default -> new long[0];
		};
	}

	private long[] blockType(int blockType) {
		if (this.structural) {
			return new long[] { Arrays.hashCode(BlockType.parameters(blockType, this.index)),
					Arrays.hashCode(BlockType.results(blockType, this.index)) };
		}
		return new long[] { chicoryBlock(blockType) };
	}

	private static long chicoryBlock(int blockType) {
		if (BlockType.isIndex(blockType)) {
			return blockType;
		}
		return (blockType == BlockType.EMPTY) ? BlockType.EMPTY_CODE : encodedId(BlockType.valueType(blockType));
	}

	private long[] clauses(Instruction instruction) {
		List<Long> numbers = new ArrayList<>();
		for (long number : blockType(instruction.blockType)) {
			numbers.add(number);
		}
		numbers.add((long) instruction.count);
		for (int i = 0; i < instruction.count * Instruction.CLAUSE; i += Instruction.CLAUSE) {
			int kind = instruction.numbers[i];
			numbers.add((long) kind);
			if (kind < Instruction.CATCH_ALL) {
				numbers.add(Integer.toUnsignedLong(instruction.numbers[i + 1]));
			}
			numbers.add(Integer.toUnsignedLong(instruction.numbers[i + 2]));
		}
		return numbers.stream().mapToLong(Long::longValue).toArray();
	}

	private static long heapType(int type) {
		return (ValueTypes.isConcrete(type)) ? ValueTypes.index(type) : ValueTypes.asNullable(type) - 0x80;
	}

	/**
	 * Return the number that Chicory has for a type: all references are the type on the
	 * heap, and whether they may be null.
	 */
	static long chicoryId(int type) {
		if (!ValueTypes.isReference(type)) {
			return type;
		}
		int opcode = (ValueTypes.isNullable(type)) ? 0x63 : 0x64;
		return heapType(type) << Integer.SIZE | opcode;
	}

	/**
	 * Return the number that Chicory has for a type in code, where it keeps the byte that
	 * stands for a reference.
	 */
	private static long encodedId(int type) {
		return (ValueTypes.isConcrete(type) || !ValueTypes.isNullable(type)) ? chicoryId(type) : type;
	}

	@Override
	public void visitBodyEnd() {
		this.bodies.add(this.code);
		this.locals.add(this.line.toString());
		this.inBody = false;
	}

	@Override
	public void visitDataSegment(boolean active, int memory) {
		begin("data", active, memory);
	}

	@Override
	public void visitData(byte[] bytes, int offset, int length) {
		this.line.append(' ').append(length).append(' ');
		this.line.append(Arrays.hashCode(Arrays.copyOfRange(bytes, offset, offset + length)));
		this.declarations.add(this.line.toString());
	}

}
