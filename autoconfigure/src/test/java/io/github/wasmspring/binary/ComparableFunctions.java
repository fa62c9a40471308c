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

import io.github.wasmspring.WasmErrorContext;

/**
 * Finds the functions of a {@link RandomModule} that end by themselves, and whose results
 * depend on nothing but the specification.
 */
final class ComparableFunctions extends ModuleVisitor {

	/**
	 * Instructions whose result may be a NaN with any sign and payload.
	 */
	private static final List<int[]> NOT_DETERMINED = List.of(new int[] { 0x8B, 0xA6 }, new int[] { 0xB6, 0xB6 },
			new int[] { 0xBB, 0xBB });

	/**
	 * The only segment of data that Chicory and wasmtime agree on: Chicory does not drop
	 * active ones. Of elements, it initializes none from beyond their segment without a
	 * trap, so these are not compared.
	 */
	private static final int PASSIVE_SEGMENT = 1;

	private final List<Integer> functions = new ArrayList<>();

	private final List<Boolean> loops = new ArrayList<>();

	private int function;

	private boolean comparable;

	private ComparableFunctions() {
	}

	/**
	 * Return which of the tested functions can be compared, by their numbers.
	 */
	static List<Integer> of(byte[] module) {
		ComparableFunctions visitor = new ComparableFunctions();
		new ModuleDecoder(new BinaryProblems(WasmErrorContext.of("comparable", null), module), module).decode(visitor);
		return visitor.functions;
	}

	@Override
	public boolean visitBody(int function, int size) {
		this.function = function - RandomModule.HELPERS - 1;
		this.comparable = this.function >= 0;
		this.loops.clear();
		return this.comparable;
	}

	@Override
	public void visitInstruction(Instruction instruction) {
		int opcode = instruction.opcode();
		switch (opcode) {
			case Opcode.BLOCK, Opcode.LOOP, Opcode.IF -> this.loops.add(opcode == Opcode.LOOP);
			case Opcode.END -> {
				if (!this.loops.isEmpty()) {
					this.loops.remove(this.loops.size() - 1);
				}
			}
			case Opcode.BR, Opcode.BR_IF -> branch(instruction.index());
			case Opcode.BR_TABLE -> {
				for (int i = 0; i < instruction.count(); i++) {
					branch(instruction.numbers[i]);
				}
			}
			case Opcode.CALL, Opcode.REF_FUNC -> require(instruction.index() < RandomModule.HELPERS);
			case Opcode.MEMORY_INIT -> require(instruction.index() == PASSIVE_SEGMENT);
			case Opcode.TABLE_INIT, Opcode.RETURN_CALL -> require(false);
			default -> {
				require(InstructionSet.feature(opcode) == null);
				NOT_DETERMINED.forEach((range) -> require(opcode < range[0] || opcode > range[1]));
			}
		}
	}

	private void require(boolean fulfilled) {
		this.comparable &= fulfilled;
	}

	private void branch(int label) {
		require(label >= this.loops.size() || !this.loops.get(this.loops.size() - 1 - label));
	}

	@Override
	public void visitBodyEnd() {
		if (this.comparable) {
			this.functions.add(this.function);
		}
	}

}
