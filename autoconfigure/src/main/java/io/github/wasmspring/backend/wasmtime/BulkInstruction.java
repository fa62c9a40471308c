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

import io.github.wasmspring.binary.FunctionType;
import io.github.wasmspring.binary.Instruction;
import io.github.wasmspring.binary.InstructionWriter;
import io.github.wasmspring.binary.ModuleIndex;
import io.github.wasmspring.binary.Opcode;
import io.github.wasmspring.binary.ValueTypes;

/**
 * An instruction whose time depends on its operands: it fills, copies, initializes or
 * grows a memory or a table.
 *
 * @param opcode its opcode
 * @param index its first index
 * @param second its second index, 0 if it has none
 */
record BulkInstruction(int opcode, int index, int second) {

	static boolean is(int opcode) {
		return switch (opcode) {
			case Opcode.MEMORY_GROW, Opcode.MEMORY_INIT, Opcode.MEMORY_COPY, Opcode.MEMORY_FILL, Opcode.TABLE_INIT,
					Opcode.TABLE_COPY, Opcode.TABLE_GROW, Opcode.TABLE_FILL ->
				true;
			default -> false;
		};
	}

	static BulkInstruction of(Instruction instruction) {
		return new BulkInstruction(instruction.opcode(), instruction.index(), instruction.secondIndex());
	}

	boolean grows() {
		return this.opcode == Opcode.MEMORY_GROW || this.opcode == Opcode.TABLE_GROW;
	}

	boolean fills() {
		return this.opcode == Opcode.MEMORY_FILL || this.opcode == Opcode.TABLE_FILL;
	}

	/**
	 * Return whether it reads a segment.
	 */
	boolean initializes() {
		return this.opcode == Opcode.MEMORY_INIT || this.opcode == Opcode.TABLE_INIT;
	}

	boolean copies() {
		return this.opcode == Opcode.MEMORY_COPY || this.opcode == Opcode.TABLE_COPY;
	}

	/**
	 * Return whether what it reads may be what it writes.
	 */
	boolean mayOverlap() {
		return copies() && this.index == this.second;
	}

	boolean isOnTable() {
		return switch (this.opcode) {
			case Opcode.TABLE_INIT, Opcode.TABLE_COPY, Opcode.TABLE_GROW, Opcode.TABLE_FILL -> true;
			default -> false;
		};
	}

	/**
	 * Return the memory or table that it writes.
	 */
	int target() {
		return (initializes()) ? this.second : this.index;
	}

	/**
	 * Return the type of a function that takes and returns what it does.
	 */
	FunctionType type(ModuleIndex module) {
		int value = ((fills() || grows()) && isOnTable()) ? module.table(this.index).elementType() : ValueTypes.I32;
		if (!grows()) {
			return new FunctionType(new int[] { ValueTypes.I32, value, ValueTypes.I32 }, new int[0]);
		}
		int[] parameters = (isOnTable()) ? new int[] { value, ValueTypes.I32 } : new int[] { ValueTypes.I32 };
		return new FunctionType(parameters, new int[] { ValueTypes.I32 });
	}

	void write(InstructionWriter code) {
		if (fills() || grows()) {
			code.write(this.opcode, this.index);
		}
		else {
			code.write(this.opcode, this.index, this.second);
		}
	}

}
