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
import io.github.wasmspring.WasmSetting;

/**
 * Counts what takes long to compile in a function.
 */
final class FunctionCount {

	private final LoadLimits limits;

	private ModuleIndex index = new ModuleIndex(() -> 0);

	private String name = "a constant expression";

	private long locals;

	private long branches;

	private long blocks;

	private long depth;

	private long nesting;

	private long operands;

	/**
	 * Most values that a branch can take along.
	 */
	private int widest;

	private boolean exceeded;

	FunctionCount(LoadLimits limits) {
		this.limits = limits;
	}

	void begin(int function, ModuleIndex index) {
		this.exceeded = false;
		this.index = index;
		this.name = "function " + function;
		this.locals = 0;
		this.branches = 0;
		this.blocks = 0;
		this.depth = 0;
		this.nesting = 0;
		this.operands = 0;
		this.widest = valuesOfFunction(function);
	}

	void addLocals(long count) {
		this.locals += count;
	}

	void count(Instruction instruction) {
		int opcode = instruction.opcode;
		if (opcode > Opcode.RETURN_CALL_REF && opcode < Opcode.REF_NULL) {
			if (opcode == Opcode.TRY_TABLE) {
				enter(instruction);
			}
			return;
		}
		switch (opcode) {
			case Opcode.BLOCK, Opcode.LOOP, Opcode.TRY -> enter(instruction);
			case Opcode.IF -> {
				enter(instruction);
				branch();
			}
			case Opcode.END -> this.depth--;
			case Opcode.BR, Opcode.BR_IF, Opcode.BR_ON_NULL, Opcode.BR_ON_NON_NULL -> branch();
			case Opcode.BR_TABLE -> pass(instruction.count, this.widest);
			case Opcode.RETURN, Opcode.THROW -> pass(1, this.widest);
			case Opcode.CALL, Opcode.RETURN_CALL -> pass(1, valuesOfFunction(instruction.index));
			case Opcode.CALL_INDIRECT, Opcode.RETURN_CALL_INDIRECT, Opcode.CALL_REF, Opcode.RETURN_CALL_REF ->
				pass(1, valuesOfType(instruction.index));
			default -> {
			}
		}
	}

	private void enter(Instruction block) {
		this.depth++;
		this.blocks++;
		this.nesting = Math.max(this.nesting, this.depth);
		this.branches += block.count;
		int values = valuesOfType(block.blockType);
		this.widest = Math.max(this.widest, values);
		pass(1, values);
		compare();
	}

	private void branch() {
		this.branches++;
		this.blocks++;
		pass(1, this.widest);
		compare();
	}

	private void pass(long times, long values) {
		if (values > 1) {
			this.operands += times * values;
			compare();
		}
	}

	private int valuesOfType(int type) {
		FunctionType function = this.index.functionType(type);
		return (function != null) ? function.values() : 0;
	}

	private int valuesOfFunction(int function) {
		return (function >= 0 && function < this.index.count(WasmExternalKind.FUNCTION))
				? valuesOfType(this.index.typeOf(function)) : 0;
	}

	/**
	 * Return whether a limit is exceeded.
	 */
	boolean isExceeded() {
		return this.exceeded;
	}

	private void compare() {
		this.exceeded = this.branches > this.limits.branches() || this.nesting > this.limits.nesting()
				|| this.operands > this.limits.operands() || blockLocals() > this.limits.blockLocals();
	}

	/**
	 * Return what compilers keep of a function: a value of each variable for each block.
	 */
	long blockLocals() {
		return (this.locals + this.widest) * this.blocks;
	}

	long operands() {
		return this.operands;
	}

	void checkLocals(BinaryProblems problems, int offset) {
		problems.checkLimit(this.name, this.locals, "local variables", this.limits.locals(), WasmSetting.LIMITS_LOCALS,
				offset);
	}

	void check(BinaryProblems problems, int offset) {
		problems.checkLimit(this.name, this.branches, "branches", this.limits.branches(), WasmSetting.LIMITS_BRANCHES,
				offset);
		problems.checkLimit(this.name, this.nesting, "nested blocks", this.limits.nesting(), WasmSetting.LIMITS_NESTING,
				offset);
		problems.checkLimit(this.name, blockLocals(), "local variables times blocks and branches",
				this.limits.blockLocals(), WasmSetting.LIMITS_BLOCK_LOCALS, offset);
		problems.checkLimit(this.name, this.operands, "values passed by calls and blocks", this.limits.operands(),
				WasmSetting.LIMITS_OPERANDS, offset);
	}

}
