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

import java.util.Arrays;

import io.github.wasmspring.WasmLoadException.Reason;

/**
 * Types of the operands that the code of a function has at a place, and the blocks that
 * the place is in.
 *
 * @see <a href="https://webassembly.github.io/spec/core/appendix/algorithm.html">
 * Validation algorithm</a>
 */
final class OperandStack {

	private static final int[] NOTHING = {};

	private final BinaryProblems problems;

	private ModuleIndex index;

	private int offset;

	private int[] values = new int[64];

	private int size;

	/**
	 * How many operands there were at least.
	 */
	private int lowest;

	private Block[] blocks = new Block[16];

	private int depth;

	private Block innermost = new Block();

	OperandStack(BinaryProblems problems, ModuleIndex index) {
		this.problems = problems;
		this.index = index;
	}

	/**
	 * Begin a function, or a constant expression.
	 * @param results what it leaves
	 */
	void begin(ModuleIndex index, int[] results) {
		this.index = index;
		this.size = 0;
		this.depth = 0;
		enter(Opcode.BLOCK, NOTHING, results, 0);
	}

	/**
	 * Say where the next instruction is.
	 */
	void at(int offset) {
		this.offset = offset;
	}

	void push(int type) {
		if (this.size == this.values.length) {
			this.values = Arrays.copyOf(this.values, 2 * this.size);
		}
		this.values[this.size++] = type;
	}

	void push(int[] types) {
		for (int type : types) {
			push(type);
		}
	}

	/**
	 * Take the topmost operand.
	 * @return its type, which is not known in code that is never reached
	 */
	int pop() {
		if (this.size > this.innermost.height) {
			this.size--;
			this.lowest = Math.min(this.lowest, this.size);
			return this.values[this.size];
		}
		if (this.innermost.unreachable) {
			return ValueTypes.BOTTOM;
		}
		throw mismatch("an operand is missing");
	}

	int pop(int expected) {
		if (this.size > this.innermost.height && this.values[this.size - 1] == expected) {
			this.size--;
			this.lowest = Math.min(this.lowest, this.size);
			return expected;
		}
		int type = pop();
		if (!this.index.matches(type, expected)) {
			throw mismatch("expected %s, but got %s".formatted(ValueTypes.name(expected), ValueTypes.name(type)));
		}
		return type;
	}

	/**
	 * Take a reference.
	 * @return its type, which is not known in code that is never reached
	 */
	int popReference() {
		int type = pop();
		if (!ValueTypes.isReference(type)) {
			throw mismatch("expected a reference, but got " + ValueTypes.name(type));
		}
		return type;
	}

	void pop(int[] types) {
		if (this.innermost.unreachable && this.size == this.innermost.height) {
			return;
		}
		for (int i = types.length - 1; i >= 0; i--) {
			pop(types[i]);
		}
	}

	/**
	 * Check that operands of these types are on top, which stay.
	 */
	void require(int[] types) {
		int available = this.size - this.innermost.height;
		if (available < types.length && !this.innermost.unreachable) {
			throw mismatch("expected %s, but %d operands are there".formatted(FunctionType.names(types), available));
		}
		for (int i = 1; i <= Math.min(types.length, available); i++) {
			int type = this.values[this.size - i];
			int expected = types[types.length - i];
			if (!this.index.matches(type, expected)) {
				throw mismatch("expected %s, but got %s".formatted(ValueTypes.name(expected), ValueTypes.name(type)));
			}
		}
	}

	void enter(int opcode, int[] parameters, int[] results, int initialized) {
		pop(parameters);
		if (this.depth == this.blocks.length) {
			this.blocks = Arrays.copyOf(this.blocks, 2 * this.depth);
		}
		Block block = this.blocks[this.depth];
		if (block == null) {
			block = new Block();
			this.blocks[this.depth] = block;
		}
		this.depth++;
		block.opcode = opcode;
		block.parameters = parameters;
		block.results = results;
		block.height = this.size;
		block.unreachable = false;
		block.initialized = initialized;
		this.innermost = block;
		push(parameters);
	}

	/**
	 * Leave the innermost block, whose results must be there and nothing else.
	 * @return the block, valid until the next one is entered
	 */
	Block leave() {
		Block block = this.innermost;
		pop(block.results);
		if (this.size != block.height) {
			throw mismatch("%d values remain at the end of a block".formatted(this.size - block.height));
		}
		this.depth--;
		if (this.depth > 0) {
			this.innermost = this.blocks[this.depth - 1];
		}
		return block;
	}

	/**
	 * Return the types of the operands that the innermost block has.
	 */
	int[] operands() {
		return Arrays.copyOfRange(this.values, this.innermost.height, this.size);
	}

	/**
	 * Begin to look how many operands there are at least.
	 * @return how many the innermost block leaves alone at all times
	 */
	int watch() {
		this.lowest = this.size;
		return this.innermost.height;
	}

	/**
	 * Return how many operands there were at least.
	 */
	int lowest() {
		return this.lowest;
	}

	boolean isUnreachable() {
		return this.innermost.unreachable;
	}

	boolean isDone() {
		return this.depth == 0;
	}

	/**
	 * Forget the operands: what follows is never reached.
	 */
	void unreachable() {
		this.size = this.innermost.height;
		this.innermost.unreachable = true;
	}

	/**
	 * Return the types that a branch to a label takes along.
	 */
	int[] label(int label) {
		if (label < 0 || label >= this.depth) {
			throw invalid("unknown label %d".formatted(Integer.toUnsignedLong(label)));
		}
		Block block = this.blocks[this.depth - 1 - label];
		return (block.opcode == Opcode.LOOP) ? block.parameters : block.results;
	}

	RuntimeException mismatch(String fact) {
		return invalid("type mismatch: " + fact);
	}

	RuntimeException tooMany(String fact) {
		return this.problems.failure(Reason.LIMIT_EXCEEDED, fact, "Keep them in memory.", this.offset);
	}

	RuntimeException invalid(String fact) {
		return this.problems.invalid(fact, this.offset);
	}

	/**
	 * A block.
	 */
	static final class Block {

		private int opcode;

		private int[] parameters = NOTHING;

		private int[] results = NOTHING;

		private int height;

		private boolean unreachable;

		private int initialized;

		int opcode() {
			return this.opcode;
		}

		int[] parameters() {
			return this.parameters;
		}

		int[] results() {
			return this.results;
		}

		/**
		 * Return how many variables had got a value when it began.
		 */
		int initialized() {
			return this.initialized;
		}

	}

}
