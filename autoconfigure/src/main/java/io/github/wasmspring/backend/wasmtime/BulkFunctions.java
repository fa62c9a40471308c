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

package io.github.wasmspring.backend.wasmtime;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.binary.InstructionWriter;
import io.github.wasmspring.binary.ModuleEncoder;
import io.github.wasmspring.binary.ModuleIndex;
import io.github.wasmspring.binary.Opcode;
import io.github.wasmspring.binary.ValueTypes;

/**
 * Adds the functions that take the place of {@linkplain BulkInstruction instructions} on
 * memories and tables to a guest, one for each instruction that it has. They leave out
 * the {@link ControlPage}, look whether the guest has to stop before they begin, and do
 * much of a kind bit by bit, because nothing can stop a single instruction.
 */
final class BulkFunctions {

	/**
	 * The parameter that is how much a table grows by, and the variable behind it.
	 */
	private static final int MORE = 1;

	private static final int BEFORE = 2;

	private static final long MOST_ELEMENTS = 0xFFFFFFFFL;

	private static final int[] NO_LOCALS = {};

	private final ModuleEncoder encoder;

	private final Map<BulkInstruction, Integer> functions = new HashMap<>();

	private @Nullable ModuleIndex module;

	BulkFunctions(ModuleEncoder encoder) {
		this.encoder = encoder;
	}

	void begin(ModuleIndex module) {
		this.module = module;
	}

	/**
	 * Return the index of the function for an instruction.
	 */
	int of(BulkInstruction instruction) {
		return this.functions.computeIfAbsent(instruction, this::add);
	}

	private int add(BulkInstruction instruction) {
		ModuleIndex module = this.module;
		if (module == null) {
			throw new IllegalStateException("No module is visited");
		}
		return this.encoder.addFunction(instruction.type(module), locals(instruction), (code) -> {
			ControlPage.checkInterrupt(code);
			switch (instruction.opcode()) {
				case Opcode.MEMORY_GROW -> new GrowthFunction(instruction).write(code,
						ControlPage.extend(module.memory(instruction.index())).maximum());
				case Opcode.TABLE_GROW -> growTable(code, instruction, maximum(module, instruction.index()));
				default -> new RangeFunction(instruction).write(code);
			}
			code.write(Opcode.END);
		});
	}

	private static int[] locals(BulkInstruction instruction) {
		return (instruction.grows()) ? new int[] { ValueTypes.I32 } : NO_LOCALS;
	}

	private static long maximum(ModuleIndex module, int table) {
		Long maximum = module.table(table).limits().maximum();
		return (maximum != null) ? maximum : MOST_ELEMENTS;
	}

	/**
	 * Grow a table bit by bit, which cannot fail if it can grow as much as it should.
	 */
	private static void growTable(InstructionWriter code, BulkInstruction instruction, long maximum) {
		code.write(Opcode.TABLE_SIZE, instruction.index()).write(Opcode.LOCAL_TEE, BEFORE);
		code.write(Opcode.I64_EXTEND_I32_U).write(Opcode.LOCAL_GET, MORE).write(Opcode.I64_EXTEND_I32_U);
		code.write(Opcode.I64_ADD).writeI64(maximum).write(Opcode.I64_GT_U);
		code.writeBlock(Opcode.IF).writeI32(-1).write(Opcode.RETURN).write(Opcode.END);
		Slices slices = new Slices(code, MORE, RangeFunction.ELEMENTS);
		slices.begin();
		slices.loop();
		code.write(Opcode.LOCAL_GET, 0);
		slices.size();
		instruction.write(code);
		code.write(Opcode.DROP);
		slices.decrease();
		slices.repeat();
		slices.end();
		code.write(Opcode.LOCAL_GET, 0).write(Opcode.LOCAL_GET, MORE);
		instruction.write(code);
		code.write(Opcode.DROP).write(Opcode.LOCAL_GET, BEFORE);
	}

}
