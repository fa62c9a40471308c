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
 * A valid function of a {@link RandomModule}, made by chance, without loops that repeat.
 * It collects what it computes, so that hardly a number can change without that showing.
 */
final class RandomFunction {

	private static final int[] LOADS = { Opcode.I32_LOAD, Opcode.I64_LOAD, Opcode.F32_LOAD, Opcode.F64_LOAD };

	private static final int[] STORES = { Opcode.I32_STORE, Opcode.I64_STORE, Opcode.F32_STORE, Opcode.F64_STORE };

	private static final int DEEPEST = 4;

	private final RandomModule module;

	private final RandomGenerator random;

	private final LooseWriter code;

	private final List<Integer> instructions = new ArrayList<>();

	private final List<Integer> locals = new ArrayList<>();

	/**
	 * What branches to the blocks around take along, the innermost last.
	 */
	private final List<int[]> labels = new ArrayList<>();

	private final boolean vectors;

	private int budget;

	RandomFunction(RandomModule module) {
		this.module = module;
		this.random = module.random();
		this.code = module.writer();
		this.vectors = this.random.nextInt(8) == 0;
		this.budget = 10 + this.random.nextInt(60);
		writeLocals();
		this.labels.add(new int[] { ValueTypes.I64 });
		while (this.budget > 0) {
			statement(0);
		}
		instruction(Opcode.GLOBAL_GET).writeU32(RandomModule.COLLECTOR);
		instruction(Opcode.END);
	}

	byte[] body() {
		return this.code.toByteArray();
	}

	/**
	 * Return where instructions start, in the order of the body.
	 */
	List<Integer> instructions() {
		return this.instructions;
	}

	private LooseWriter instruction(int opcode) {
		this.budget--;
		this.instructions.add(this.code.size());
		if (opcode < 0x100) {
			return this.code.write(opcode);
		}
		int prefix = (opcode < 0x300) ? 0xFC : 0xFD;
		return this.code.write(prefix).writeU32(opcode & 0xFF);
	}

	private int number(int below) {
		return this.random.nextInt(below);
	}

	private int anyNumber() {
		return RandomModule.NUMBERS[number(RandomModule.NUMBERS.length)];
	}

	private static int indexOf(int type) {
		return ValueTypes.I32 - type;
	}

	private void writeLocals() {
		int groups = number(5);
		this.code.writeU32(groups);
		for (int i = 0; i < groups; i++) {
			int count = number(4);
			int type = anyNumber();
			this.code.writeU32(count).write(type);
			for (int j = 0; j < count; j++) {
				this.locals.add(type);
			}
		}
	}

	private void collect(int type) {
		List<Integer> starts = this.instructions;
		starts.add(this.code.size());
		RandomModule.writeToInteger(this.code, type);
		starts.add(this.code.size());
		RandomModule.writeCollect(this.code);
		this.budget -= 2;
	}

	private void constant(int type) {
		this.instructions.add(this.code.size());
		this.budget--;
		this.module.writeConstant(this.code, type);
	}

	private void small(int below) {
		instruction(Opcode.I32_CONST).writeSigned(number(below), 32);
	}

	private void statement(int depth) {
		int type = anyNumber();
		switch (number(18)) {
			case 0, 1, 2 -> {
				value(type, depth);
				collect(type);
			}
			case 3 -> {
				address();
				value(type, depth);
				access(STORES[indexOf(type)], (indexOf(type) & 1) + 2);
			}
			case 4 -> {
				address();
				value(ValueTypes.I64, depth);
				int width = number(3);
				access(0x3C + width, width);
			}
			case 5 -> setLocal(type, depth);
			case 6 -> {
				value(type, depth);
				instruction(Opcode.GLOBAL_SET).writeU32(indexOf(type));
			}
			case 7, 8, 9, 10 -> block(depth);
			case 11 -> call(depth);
			case 12 -> bulk();
			case 13 -> table();
			case 14 -> branch(depth);
			case 15 -> vector();
			case 16 -> dead(depth);
			default -> instruction(Opcode.NOP);
		}
	}

	private void setLocal(int type, int depth) {
		int local = this.locals.indexOf(type);
		value(type, depth);
		if (local < 0) {
			instruction(Opcode.DROP);
		}
		else if (this.random.nextBoolean()) {
			instruction(Opcode.LOCAL_SET).writeU32(local);
		}
		else {
			instruction(Opcode.LOCAL_TEE).writeU32(local);
			collect(type);
		}
	}

	private void address() {
		small(2000);
	}

	private void access(int opcode, int natural) {
		instruction(opcode);
		int memory = number(this.module.memories());
		int alignment = number(natural + 1);
		if (memory > 0 || number(10) == 0 && this.module.memories() > 1) {
			this.code.writeU32(alignment | 0x40).writeU32(memory);
		}
		else {
			this.code.writeU32(alignment);
		}
		this.code.writeU32((number(8) == 0) ? 60_000 + number(10_000) : number(3000));
	}

	private void value(int type, int depth) {
		int choice = (this.budget <= 0 || depth > DEEPEST) ? number(2) : number(12);
		switch (choice) {
			case 0 -> constant(type);
			case 1 -> variable(type);
			case 2, 3, 4 -> operator(type, depth + 1);
			case 5 -> {
				address();
				access(LOADS[indexOf(type)], (indexOf(type) & 1) + 2);
			}
			case 6 -> {
				value(type, depth + 1);
				value(type, depth + 1);
				value(ValueTypes.I32, depth + 1);
				if (this.random.nextBoolean()) {
					instruction(Opcode.SELECT);
				}
				else {
					instruction(Opcode.SELECT_TYPED).writeU32(1).write(type);
				}
			}
			case 7 -> blockOf(type, depth + 1);
			case 8 -> conditional(type, depth + 1);
			case 9 -> convert(type, depth + 1);
			default -> variable(type);
		}
	}

	private void variable(int type) {
		int local = this.locals.lastIndexOf(type);
		if (local >= 0 && this.random.nextBoolean()) {
			instruction(Opcode.LOCAL_GET).writeU32(local);
		}
		else {
			instruction(Opcode.GLOBAL_GET).writeU32(indexOf(type));
		}
	}

	private void operator(int type, int depth) {
		if (type == ValueTypes.F32 || type == ValueTypes.F64) {
			convert(type, depth);
			return;
		}
		value(type, depth);
		value(type, depth);
		instruction(((type == ValueTypes.I32) ? 0x6A : 0x7C) + number(15));
	}

	private void convert(int type, int depth) {
		switch (type) {
			case ValueTypes.I32 -> {
				int source = anyNumber();
				value(source, depth);
				value(source, depth);
				instruction(new int[] { 0x46, 0x51, 0x5B, 0x61 }[indexOf(source)] + number(6));
			}
			case ValueTypes.I64 -> {
				value(ValueTypes.F64, depth);
				instruction(0x206 + number(2));
			}
			case ValueTypes.F32 -> {
				value(ValueTypes.I32, depth);
				instruction(0xBE);
			}
			default -> {
				value(ValueTypes.I64, depth);
				instruction(0xBF);
			}
		}
	}

	private void blockOf(int type, int depth) {
		instruction((this.random.nextBoolean()) ? Opcode.BLOCK : Opcode.LOOP);
		boolean loop = (this.code.toByteArray()[this.code.size() - 1] & 0xFF) == Opcode.LOOP;
		this.code.write(type);
		this.labels.add((loop) ? new int[0] : new int[] { type });
		if (this.budget > 0) {
			statement(depth);
		}
		value(type, depth);
		instruction(Opcode.END);
		this.labels.remove(this.labels.size() - 1);
	}

	private void conditional(int type, int depth) {
		value(ValueTypes.I32, depth);
		instruction(Opcode.IF).write(type);
		this.labels.add(new int[] { type });
		value(type, depth);
		instruction(Opcode.ELSE);
		value(type, depth);
		instruction(Opcode.END);
		this.labels.remove(this.labels.size() - 1);
	}

	/**
	 * Write a block with a type by index, mostly one that may be taken for another type.
	 */
	private void block(int depth) {
		if (depth > DEEPEST) {
			return;
		}
		List<FunctionType> types = this.module.types();
		int index = number(types.size());
		if (types.size() > 100 && number(4) != 0) {
			index = 60 + number(Math.min(types.size(), 132) - 60);
		}
		if (number(6) == 0) {
			emptyBlock(depth);
			return;
		}
		FunctionType type = types.get(index);
		for (int parameter : type.parameters()) {
			value(parameter, depth + 1);
		}
		int opcode = Opcode.BLOCK + number(3);
		if (opcode == Opcode.IF) {
			value(ValueTypes.I32, depth + 1);
		}
		instruction(opcode);
		this.code.writeSigned(index, 33);
		this.labels.add((opcode == Opcode.LOOP) ? type.parameters() : type.results());
		blockBody(type, depth);
		if (opcode == Opcode.IF) {
			instruction(Opcode.ELSE);
			blockBody(type, depth);
		}
		instruction(Opcode.END);
		this.labels.remove(this.labels.size() - 1);
		collectAll(type.results());
	}

	private void blockBody(FunctionType type, int depth) {
		collectAll(type.parameters());
		if (this.budget > 0) {
			statement(depth + 1);
		}
		for (int result : type.results()) {
			value(result, depth + 1);
		}
	}

	private void collectAll(int[] types) {
		for (int i = types.length - 1; i >= 0; i--) {
			collect(types[i]);
		}
	}

	private void emptyBlock(int depth) {
		instruction(Opcode.BLOCK).write(BlockType.EMPTY_CODE);
		this.labels.add(new int[0]);
		statement(depth + 1);
		if (this.random.nextBoolean()) {
			value(ValueTypes.I32, depth + 1);
			instruction(Opcode.BR_IF).writeU32(0);
			statement(depth + 1);
		}
		else {
			value(ValueTypes.I32, depth + 1);
			List<Integer> empty = emptyLabels();
			instruction(Opcode.BR_TABLE);
			int count = number(5);
			this.code.writeU32(count);
			for (int i = 0; i <= count; i++) {
				this.code.writeU32(empty.get(number(empty.size())));
			}
		}
		instruction(Opcode.END);
		this.labels.remove(this.labels.size() - 1);
	}

	private List<Integer> emptyLabels() {
		List<Integer> empty = new ArrayList<>();
		for (int i = 0; i < this.labels.size(); i++) {
			if (this.labels.get(this.labels.size() - 1 - i).length == 0) {
				empty.add(i);
			}
		}
		return empty;
	}

	private void call(int depth) {
		int helper = number(RandomModule.HELPERS);
		FunctionType type = this.module.types().get(this.module.helperType(helper));
		for (int parameter : type.parameters()) {
			value(parameter, depth + 1);
		}
		if (this.random.nextBoolean()) {
			instruction(Opcode.CALL).writeU32(helper);
		}
		else {
			small(11);
			instruction(Opcode.CALL_INDIRECT).writeU32(this.module.helperType(helper))
				.writeU32(RandomModule.FUNCTION_TABLE);
		}
		collectAll(type.results());
	}

	private void bulk() {
		int memory = number(this.module.memories());
		int other = number(this.module.memories());
		switch (number(5)) {
			case 0 -> {
				address();
				small(256);
				small(40);
				instruction(Opcode.MEMORY_FILL).writeU32(memory);
			}
			case 1 -> {
				address();
				address();
				small(100);
				instruction(Opcode.MEMORY_COPY).writeU32(memory).writeU32(other);
			}
			case 2 -> {
				if (this.module.hasDataCount()) {
					address();
					small(4);
					small(10);
					instruction(Opcode.MEMORY_INIT).writeU32(1).writeU32(memory);
				}
			}
			case 3 -> {
				if (this.module.hasDataCount() && number(10) == 0) {
					instruction(Opcode.DATA_DROP).writeU32(number(RandomModule.DATA_SEGMENTS));
				}
			}
			default -> {
				instruction(Opcode.MEMORY_SIZE).writeU32(memory);
				collect(ValueTypes.I32);
			}
		}
	}

	private void table() {
		switch (number(8)) {
			case 0 -> {
				small(20);
				instruction(Opcode.REF_FUNC).writeU32(0);
				instruction(Opcode.DROP);
				instruction(Opcode.REF_NULL).write(ValueTypes.FUNCREF);
				instruction(Opcode.TABLE_SET).writeU32(RandomModule.FUNCTION_TABLE);
			}
			case 1 -> {
				small(12);
				instruction(Opcode.TABLE_GET).writeU32(RandomModule.FUNCTION_TABLE);
				instruction(Opcode.REF_IS_NULL);
				collect(ValueTypes.I32);
			}
			case 2 -> {
				small(12);
				small(3);
				small(3);
				instruction(Opcode.TABLE_INIT).writeU32(1).writeU32(RandomModule.FUNCTION_TABLE);
			}
			case 3 -> {
				small(10);
				small(10);
				small(4);
				instruction(Opcode.TABLE_COPY).writeU32(RandomModule.FUNCTION_TABLE)
					.writeU32(RandomModule.FUNCTION_TABLE);
			}
			case 4 -> {
				instruction(Opcode.REF_NULL).write(ValueTypes.EXTERNREF);
				small(2);
				instruction(Opcode.TABLE_GROW).writeU32(RandomModule.EXTERNAL_TABLE);
				collect(ValueTypes.I32);
			}
			case 5 -> {
				instruction(Opcode.TABLE_SIZE).writeU32(number(2));
				collect(ValueTypes.I32);
			}
			case 6 -> {
				instruction(Opcode.REF_NULL).write(ValueTypes.EXTERNREF);
				instruction(Opcode.REF_NULL).write(ValueTypes.EXTERNREF);
				small(2);
				instruction(Opcode.SELECT_TYPED).writeU32(1).write(ValueTypes.EXTERNREF);
				instruction(Opcode.REF_IS_NULL);
				collect(ValueTypes.I32);
			}
			default -> instruction(Opcode.ELEM_DROP).writeU32(2 + number(2));
		}
	}

	private void branch(int depth) {
		int label = number(this.labels.size());
		int[] types = this.labels.get(this.labels.size() - 1 - label);
		for (int type : types) {
			value(type, depth + 1);
		}
		value(ValueTypes.I32, depth + 1);
		instruction(Opcode.I32_EQZ);
		instruction(Opcode.BR_IF).writeU32(label);
		collectAll(types);
	}

	/**
	 * Write instructions on vectors, in one of eight functions.
	 */
	private void vector() {
		if (!this.vectors) {
			return;
		}
		for (int i = 0; i < 2; i++) {
			instruction(Opcode.V128_CONST);
			this.code.writeLittleEndian(this.random.nextLong(), 8).writeLittleEndian(this.random.nextLong(), 8);
		}
		if (this.random.nextBoolean()) {
			instruction(Opcode.I8X16_SHUFFLE);
			for (int i = 0; i < 16; i++) {
				this.code.write(number(32));
			}
		}
		else {
			instruction(0x3D5);
		}
		instruction(0x31D).write(number(2));
		collect(ValueTypes.I64);
	}

	/**
	 * Write code that is never reached, in which operands may have any type.
	 */
	private void dead(int depth) {
		instruction(Opcode.BLOCK).write(BlockType.EMPTY_CODE);
		this.labels.add(new int[0]);
		int label = emptyLabels().get(0);
		instruction(Opcode.BR).writeU32(label);
		if (this.random.nextBoolean()) {
			instruction(Opcode.SELECT);
			instruction(Opcode.DROP);
		}
		else {
			instruction(Opcode.I32_ADD);
			collect(ValueTypes.I32);
		}
		if (this.budget > 0 && depth < DEEPEST) {
			statement(depth + 1);
		}
		instruction(Opcode.END);
		this.labels.remove(this.labels.size() - 1);
	}

}
