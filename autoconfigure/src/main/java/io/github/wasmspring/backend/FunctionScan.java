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

package io.github.wasmspring.backend;

import io.github.wasmspring.WasmSetting;

/**
 * Counts the instructions of a function that take long to compile.
 */
final class FunctionScan {

	private static final int IF = 0x04;

	private static final int BRANCH = 0x0C;

	private static final int BRANCH_IF = 0x0D;

	private static final int BRANCH_TABLE = 0x0E;

	private static final int CALL = 0x10;

	private static final int CALL_INDIRECT = 0x11;

	private static final int RETURN_CALL = 0x12;

	private static final int RETURN_CALL_INDIRECT = 0x13;

	private static final int CALL_REFERENCE = 0x14;

	private static final int RETURN_CALL_REFERENCE = 0x15;

	private static final int DELEGATE = 0x18;

	private static final int BRANCH_ON_NULL = 0xD5;

	private static final int BRANCH_ON_NON_NULL = 0xD6;

	private static final int NEW_STRUCTURE = 0xFB << 16;

	private static final int NEW_FIXED_ARRAY = 0xFB << 16 | 8;

	private final BinaryTypes types;

	private final int index;

	private long branches;

	private long branchTargets;

	private long depth;

	private long nesting;

	private long operands;

	/**
	 * Most values that a branch can take along.
	 */
	private int widest;

	FunctionScan(BinaryTypes types, int index) {
		this.types = types;
		this.index = index;
		this.widest = types.valuesOfFunction(index);
	}

	long branchTargets() {
		return this.branchTargets;
	}

	/**
	 * Read a body after its local variables. An instruction that is not known is refused,
	 * because what follows it could not be counted.
	 */
	void read(BinaryCursor body) {
		InstructionReader instruction = new InstructionReader(body);
		while (body.hasMore()) {
			if (!instruction.next()) {
				throw body.malformed(
						"function %d has an unknown instruction, %#x".formatted(this.index, instruction.opcode()));
			}
			if (instruction.isBlock()) {
				enter(instruction);
			}
			count(instruction);
		}
	}

	void check(BinaryCursor body, LoadLimits limits) {
		String name = "function " + this.index;
		body.checkLimit(name, this.branches, "branches", limits.branches(), WasmSetting.LIMITS_BRANCHES);
		body.checkLimit(name, this.nesting, "nested blocks", limits.nesting(), WasmSetting.LIMITS_NESTING);
		body.checkLimit(name, this.operands, "values passed by calls and blocks", limits.operands(),
				WasmSetting.LIMITS_OPERANDS);
	}

	private void enter(InstructionReader block) {
		this.depth++;
		this.nesting = Math.max(this.nesting, this.depth);
		this.branches += block.second();
		int values = this.types.valuesOfType(block.operand());
		this.widest = Math.max(this.widest, values);
		pass(1, values);
	}

	private void count(InstructionReader instruction) {
		switch (instruction.opcode()) {
			case InstructionReader.END, DELEGATE -> this.depth--;
			case IF, BRANCH, BRANCH_IF, BRANCH_ON_NULL, BRANCH_ON_NON_NULL -> {
				this.branches++;
				pass(1, this.widest);
			}
			case BRANCH_TABLE -> {
				this.branchTargets += instruction.operand();
				pass(instruction.operand(), this.widest);
			}
			case CALL, RETURN_CALL -> pass(1, this.types.valuesOfFunction(instruction.operand()));
			case CALL_INDIRECT, RETURN_CALL_INDIRECT, CALL_REFERENCE, RETURN_CALL_REFERENCE, NEW_STRUCTURE ->
				pass(1, this.types.valuesOfType(instruction.operand()));
			case NEW_FIXED_ARRAY -> pass(1, instruction.second());
			default -> {
			}
		}
	}

	private void pass(long times, long values) {
		if (values > 1) {
			this.operands += times * values;
		}
	}

}
