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
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Everything of a valid module but the functions to test: types, tables, memories, global
 * variables, segments, and a few functions that can be called. It is made by chance, and
 * encoded loosely.
 */
final class RandomModule {

	static final int[] NUMBERS = { ValueTypes.I32, ValueTypes.I64, ValueTypes.F32, ValueTypes.F64 };

	/**
	 * Functions that can be called, which call none.
	 */
	static final int HELPERS = 4;

	/**
	 * The global variables: a mutable one of each type of numbers, and a constant.
	 */
	static final int[] GLOBALS = { ValueTypes.I32, ValueTypes.I64, ValueTypes.F32, ValueTypes.F64, ValueTypes.I64 };

	/**
	 * Where functions collect what they compute.
	 */
	static final int COLLECTOR = 1;

	static final int FUNCTION_TABLE = 0;

	static final int EXTERNAL_TABLE = 1;

	static final int ELEMENT_SEGMENTS = 4;

	static final int DATA_SEGMENTS = 3;

	static final int PAGES = 1;

	private static final int[] TYPE_COUNTS = { 8, 70, 120, 132, 200 };

	private final RandomGenerator random;

	private final int looseness;

	private final List<FunctionType> types = new ArrayList<>();

	private final boolean several;

	private final boolean dataCount;

	private final byte[] head;

	private final byte[] tables;

	private final byte[] elements;

	private final byte[] helpers;

	private final byte[] data;

	/**
	 * Create a module.
	 * @param several whether it has two memories, and a tag
	 */
	RandomModule(RandomGenerator random, boolean several) {
		this.random = random;
		this.looseness = (random.nextBoolean()) ? 30 : 0;
		this.several = several;
		this.dataCount = random.nextInt(4) != 0;
		this.types.add(new FunctionType(new int[0], new int[] { ValueTypes.I64 }));
		this.types.add(new FunctionType(new int[] { ValueTypes.I32 }, new int[0]));
		int count = TYPE_COUNTS[random.nextInt(TYPE_COUNTS.length)];
		while (this.types.size() < count) {
			this.types.add(new FunctionType(randomTypes(), randomTypes()));
		}
		this.head = writer().writeSection(1, writeTypes()).toByteArray();
		this.tables = writeTables();
		this.elements = writer().writeSection(9, writeElements()).toByteArray();
		this.helpers = writeHelpers();
		this.data = writer().writeSection(11, writeData()).toByteArray();
	}

	private int[] randomTypes() {
		int[] values = new int[this.random.nextInt(3)];
		for (int i = 0; i < values.length; i++) {
			values[i] = NUMBERS[this.random.nextInt(NUMBERS.length)];
		}
		return values;
	}

	LooseWriter writer() {
		return new LooseWriter(this.random, this.looseness);
	}

	RandomGenerator random() {
		return this.random;
	}

	List<FunctionType> types() {
		return this.types;
	}

	boolean hasDataCount() {
		return this.dataCount;
	}

	int memories() {
		return (this.several) ? 2 : 1;
	}

	/**
	 * Return the index of the type of a function that can be called.
	 */
	int helperType(int helper) {
		return 1 + helper;
	}

	private byte[] writeTypes() {
		LooseWriter writer = writer().writeU32(this.types.size());
		for (FunctionType type : this.types) {
			writer.write(0x60);
			for (int[] values : List.of(type.parameters(), type.results())) {
				writer.writeU32(values.length).write(values);
			}
		}
		return writer.toByteArray();
	}

	private byte[] writeTables() {
		LooseWriter writer = writer();
		writer.writeSection(4,
				writer().writeU32(2)
					.write(ValueTypes.FUNCREF, 1)
					.writeU32(10)
					.writeU32(20)
					.write(ValueTypes.EXTERNREF, 0)
					.writeU32(5)
					.toByteArray());
		LooseWriter memories = writer().writeU32(memories()).write(1).writeU32(PAGES).writeU32(PAGES + 2);
		if (this.several) {
			memories.write(0).writeU32(PAGES);
		}
		writer.writeSection(5, memories.toByteArray());
		if (this.several) {
			writer.writeSection(13, writer().writeU32(1).write(0).writeU32(1).toByteArray());
		}
		LooseWriter globals = writer().writeU32(GLOBALS.length);
		for (int i = 0; i < GLOBALS.length; i++) {
			globals.write(GLOBALS[i], (i < NUMBERS.length) ? 1 : 0);
			writeConstant(globals, GLOBALS[i]);
			globals.write(Opcode.END);
		}
		return writer.writeSection(6, globals.toByteArray()).toByteArray();
	}

	void writeConstant(LooseWriter writer, int type) {
		switch (type) {
			case ValueTypes.I32 -> writer.write(Opcode.I32_CONST).writeSigned((int) number(), 32);
			case ValueTypes.I64 -> writer.write(Opcode.I64_CONST).writeSigned(number(), 64);
			case ValueTypes.F32 -> writer.write(Opcode.F32_CONST).writeLittleEndian(this.random.nextLong(), 4);
			default -> writer.write(Opcode.F64_CONST).writeLittleEndian(this.random.nextLong(), 8);
		}
	}

	private long number() {
		return switch (this.random.nextInt(4)) {
			case 0 -> this.random.nextInt(-70, 70);
			case 1 -> 1L << this.random.nextInt(64);
			default -> this.random.nextLong() >> this.random.nextInt(64);
		};
	}

	private byte[] writeElements() {
		LooseWriter writer = writer().writeU32(ELEMENT_SEGMENTS);
		writeActiveElements(writer);
		boolean expressions = this.random.nextBoolean();
		writer.writeU32((expressions) ? 5 : 1).write((expressions) ? ValueTypes.FUNCREF : 0);
		writeFunctions(writer, expressions);
		expressions = this.random.nextBoolean();
		writer.writeU32((expressions) ? 7 : 3).write((expressions) ? ValueTypes.FUNCREF : 0);
		writeFunctions(writer, expressions);
		writer.writeU32(5).write(ValueTypes.EXTERNREF).writeU32(2);
		for (int i = 0; i < 2; i++) {
			writer.write(Opcode.REF_NULL, ValueTypes.EXTERNREF, Opcode.END);
		}
		return writer.toByteArray();
	}

	private void writeActiveElements(LooseWriter writer) {
		int flags = this.random.nextInt(4) * 2;
		writer.writeU32(flags);
		if ((flags & 2) != 0) {
			writer.writeU32(FUNCTION_TABLE);
		}
		writer.write(Opcode.I32_CONST).writeSigned(this.random.nextInt(4), 32).write(Opcode.END);
		if ((flags & 2) != 0) {
			writer.write(((flags & 4) != 0) ? ValueTypes.FUNCREF : 0);
		}
		writeFunctions(writer, (flags & 4) != 0);
	}

	private void writeFunctions(LooseWriter writer, boolean expressions) {
		int count = this.random.nextInt(6);
		writer.writeU32(count);
		for (int i = 0; i < count; i++) {
			int helper = this.random.nextInt(HELPERS);
			if (!expressions) {
				writer.writeU32(helper);
			}
			else if (this.random.nextInt(4) == 0) {
				writer.write(Opcode.REF_NULL, ValueTypes.FUNCREF, Opcode.END);
			}
			else {
				writer.write(Opcode.REF_FUNC).writeU32(helper).write(Opcode.END);
			}
		}
	}

	private byte[] writeHelpers() {
		LooseWriter writer = writer();
		for (int i = 0; i < HELPERS; i++) {
			LooseWriter body = writer().writeU32(0);
			FunctionType type = this.types.get(helperType(i));
			for (int j = 0; j < type.parameters().length; j++) {
				body.write(Opcode.LOCAL_GET).writeU32(j);
				writeToInteger(body, type.parameters()[j]);
				writeCollect(body);
			}
			for (int result : type.results()) {
				writeConstant(body, result);
			}
			writer.writeSized(body.write(Opcode.END).toByteArray());
		}
		LooseWriter fold = writer().writeU32(0);
		for (int i = 0; i < NUMBERS.length; i++) {
			fold.write(Opcode.GLOBAL_GET).writeU32(i);
			writeToInteger(fold, GLOBALS[i]);
			writeCollect(fold);
		}
		fold.write(Opcode.GLOBAL_GET).writeU32(COLLECTOR).write(Opcode.END);
		return writer.writeSized(fold.toByteArray()).toByteArray();
	}

	/**
	 * Turn the number on top of the stack into one of 64 bits.
	 */
	static void writeToInteger(LooseWriter writer, int type) {
		switch (type) {
			case ValueTypes.I32 -> writer.write(Opcode.I64_EXTEND_I32_U);
			case ValueTypes.F32 -> writer.write(0xBC, Opcode.I64_EXTEND_I32_U);
			case ValueTypes.F64 -> writer.write(0xBD);
			default -> {
			}
		}
	}

	/**
	 * Add the number on top of the stack to what is collected.
	 */
	static void writeCollect(LooseWriter writer) {
		writer.write(Opcode.GLOBAL_GET)
			.writeU32(COLLECTOR)
			.write(Opcode.I64_CONST)
			.writeSigned(1_000_003, 64)
			.write(Opcode.I64_MUL, Opcode.I64_ADD, Opcode.GLOBAL_SET)
			.writeU32(COLLECTOR);
	}

	private byte[] writeData() {
		LooseWriter writer = writer().writeU32(DATA_SEGMENTS);
		writer.writeU32(0).write(Opcode.I32_CONST).writeSigned(this.random.nextInt(100), 32).write(Opcode.END);
		writer.writeSized(bytes());
		writer.writeU32(1).writeSized(bytes());
		writer.writeU32(2).writeU32(memories() - 1L);
		writer.write(Opcode.I32_CONST).writeSigned(this.random.nextInt(100), 32).write(Opcode.END);
		writer.writeSized(bytes());
		return writer.toByteArray();
	}

	private byte[] bytes() {
		byte[] bytes = new byte[this.random.nextInt(40)];
		this.random.nextBytes(bytes);
		return bytes;
	}

	/**
	 * Return the module with functions of the type at index 0, exported as {@code f0},
	 * {@code f1} and so on, beside {@code state} and {@code memory}.
	 * @param bodies the bodies, each without its size
	 */
	byte[] with(List<byte[]> bodies) {
		LooseWriter writer = new LooseWriter(this.random, 0);
		writer.write(0, 0x61, 0x73, 0x6D, 1, 0, 0, 0).write(this.head);
		LooseWriter functions = writer.part().writeU32(HELPERS + 1L + bodies.size());
		for (int i = 0; i < HELPERS; i++) {
			functions.writeU32(helperType(i));
		}
		bodies.forEach((body) -> functions.writeU32(0));
		functions.writeU32(0);
		writer.writeSection(3, functions.toByteArray()).write(this.tables);
		LooseWriter exports = writer.part().writeU32(bodies.size() + 2L);
		exports.writeName("memory").write(2, 0).writeName("state").write(0).writeU32(HELPERS);
		for (int i = 0; i < bodies.size(); i++) {
			exports.writeName("f" + i).write(0).writeU32(HELPERS + 1L + i);
		}
		writer.writeSection(7, exports.toByteArray()).write(this.elements);
		if (this.dataCount) {
			writer.writeSection(12, writer.part().writeU32(DATA_SEGMENTS).toByteArray());
		}
		LooseWriter code = writer.part().writeU32(HELPERS + 1L + bodies.size()).write(this.helpers);
		bodies.forEach(code::writeSized);
		return writer.writeSection(10, code.toByteArray()).write(this.data).toByteArray();
	}

}
