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

/**
 * Estimates how many bytes of bytecode instructions become, as Chicory compiles them.
 */
final class BytecodeSize {

	private static final int CALL_OF_HELPER = 3;

	/**
	 * Variables from here on take a wide instruction, most likely.
	 */
	private static final int FIRST_WIDE = 200;

	private BytecodeSize() {
	}

	/**
	 * Estimate the size of an instruction without what is in it.
	 */
	static int of(CodeNode node) {
		PieceCall call = node.call();
		return (call != null) ? call.bytes() : of(node.instruction(), node.targets());
	}

	private static int of(Instruction instruction, CodeLabel[] targets) {
		int opcode = instruction.opcode;
		if (InstructionSet.isMemoryAccess(opcode)) {
			return 8;
		}
		return switch (opcode) {
			case Opcode.BLOCK, Opcode.LOOP, Opcode.NOP -> 0;
			case Opcode.IF -> 6;
			case Opcode.BR, Opcode.RETURN -> (targets[0].isLoop()) ? 6 : 4;
			case Opcode.BR_IF -> (targets[0].isLoop()) ? 9 : 4;
			case Opcode.BR_TABLE -> 16 + 4 * targets.length;
			case Opcode.LOCAL_GET, Opcode.LOCAL_SET -> local(instruction.index);
			case Opcode.LOCAL_TEE -> local(instruction.index) + 1;
			case Opcode.I32_CONST -> constant(instruction.value);
			case Opcode.I64_CONST, Opcode.F32_CONST, Opcode.F64_CONST -> CALL_OF_HELPER;
			case Opcode.CALL -> 10;
			case Opcode.CALL_INDIRECT, Opcode.CALL_REF -> 14;
			case Opcode.GLOBAL_GET, Opcode.GLOBAL_SET -> 8;
			case Opcode.SELECT, Opcode.SELECT_TYPED -> 8;
			case Opcode.DROP -> 1;
			default -> (opcode >= Opcode.I32_ADD && opcode <= Opcode.I64_EXTEND_I32_U) ? 2
					: (opcode >= Opcode.MEMORY_INIT) ? 10 : CALL_OF_HELPER;
		};
	}

	/**
	 * Return the size of a load or store of a local variable.
	 */
	static int local(int index) {
		return (index < FIRST_WIDE) ? 2 : 4;
	}

	private static int constant(long value) {
		return (value >= -1 && value <= 5) ? 1 : (value == (byte) value) ? 2 : 3;
	}

}
