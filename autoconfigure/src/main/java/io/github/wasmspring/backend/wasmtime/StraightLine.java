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

import java.util.Arrays;

import io.github.wasmspring.binary.Instruction;
import io.github.wasmspring.binary.Opcode;

/**
 * Counts the instructions that a function can run, on the longest way there is, since it
 * last looked whether it has to stop. It looks in each loop, so that all ways lead
 * forward. Where ways come together, the longest counts, since others may lead around the
 * place where one of them looked.
 */
final class StraightLine {

	/**
	 * Most instructions without a look.
	 */
	static final int LONGEST = 10_000;

	/**
	 * Most instructions of a function that does not look at all, and what a call of one
	 * counts.
	 */
	static final int SHORT = 100;

	/**
	 * Stands for the label of a loop, where the function looks anyhow.
	 */
	private static final int LOOP = -1;

	/**
	 * The most instructions on a way to the end of each block that is open.
	 */
	private int[] ends = new int[64];

	/**
	 * The instructions before each block that is open.
	 */
	private int[] starts = new int[64];

	private int depth;

	private int count;

	private long total;

	private boolean calls;

	/**
	 * Begin a function.
	 */
	void begin() {
		this.depth = 0;
		this.count = 0;
		this.total = 0;
		this.calls = false;
	}

	/**
	 * Go on by an instruction.
	 * @return whether the function looks behind the instruction
	 */
	boolean visit(Instruction instruction) {
		int opcode = instruction.opcode();
		this.count++;
		this.total++;
		if (Opcode.isCall(opcode)) {
			this.count += SHORT;
			this.calls = true;
		}
		switch (opcode) {
			case Opcode.BLOCK -> open(0);
			case Opcode.LOOP -> {
				this.count = 0;
				open(LOOP);
				return true;
			}
			case Opcode.IF -> open(this.count);
			case Opcode.ELSE -> {
				int before = this.starts[this.depth - 1];
				branch(0);
				this.count = before;
			}
			case Opcode.BR, Opcode.BR_IF -> branch(instruction.index());
			case Opcode.BR_TABLE -> {
				for (int i = 0; i < instruction.count(); i++) {
					branch(instruction.label(i));
				}
			}
			case Opcode.END -> {
				if (this.depth == 0) {
					return false; // of the function
				}
				this.depth--;
				this.count = Math.max(this.count, this.ends[this.depth]);
			}
			default -> {
				if (instruction.isBlock()) {
					open(LONGEST); // what it catches may come from anywhere in it
				}
			}
		}
		if (this.count < LONGEST) {
			return false;
		}
		this.count = 0;
		return true;
	}

	private void open(int end) {
		if (this.depth == this.ends.length) {
			this.ends = Arrays.copyOf(this.ends, 2 * this.depth);
			this.starts = Arrays.copyOf(this.starts, 2 * this.depth);
		}
		this.ends[this.depth] = end;
		this.starts[this.depth] = this.count;
		this.depth++;
	}

	private void branch(int label) {
		int block = this.depth - 1 - label;
		if (block >= 0 && this.ends[block] != LOOP) {
			this.ends[block] = Math.max(this.ends[block], this.count);
		}
	}

	/**
	 * Return whether the function looks when it begins, after all of it was visited.
	 */
	boolean looksFirst() {
		return this.calls || this.total > SHORT;
	}

}
