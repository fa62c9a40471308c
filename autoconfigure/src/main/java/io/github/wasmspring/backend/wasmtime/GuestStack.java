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

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.OpCode;

/**
 * Bounds the stack that a function of a guest takes, so that one which cannot take much
 * need not be checked for more. The bound counts each value that the compiler could keep
 * on the stack, and is many times what it does keep there. There is none for what calls
 * the host, a function that is not known, or itself.
 */
final class GuestStack {

	/**
	 * What a frame takes besides its values, and so does the way into the guest.
	 */
	private static final long FRAME = 1024;

	/**
	 * Size of a value, which may be a vector.
	 */
	private static final long VALUE = 16;

	/**
	 * Most values that one instruction becomes, besides those of the block that it begins
	 * or ends.
	 */
	private static final long VALUES = 32;

	private static final int DEEPEST = 16;

	/**
	 * What a call of one of the {@link MemoryFunctions} takes, reckoned like that of any
	 * function of 120 instructions.
	 */
	private static final long MEMORY_FUNCTION_FRAME = FRAME + VALUE * 121 * (VALUES + 6);

	private final WasmModule module;

	private final int imported;

	private final long widestType;

	/**
	 * What is known of each function, zero for nothing yet.
	 */
	private final int[] bounds;

	GuestStack(WasmModule module) {
		this.module = module;
		this.imported = module.importSection().count(ExternalType.FUNCTION);
		this.bounds = new int[module.functionSection().functionCount()];
		long widest = 1;
		for (FunctionType type : module.typeSection().types()) {
			if (type != null) {
				widest = Math.max(widest, type.params().size() + type.returns().size());
			}
		}
		this.widestType = widest;
	}

	/**
	 * Return the most stack that a function takes, with everything that it calls.
	 * @param function the index of the function
	 * @return the number of bytes, at most what any guest may take
	 */
	int bound(int function) {
		return (int) Math.min(StackCheck.GUEST_STACK, bound(function, DEEPEST) + frame(1, 0));
	}

	private int bound(int function, int depth) {
		int index = function - this.imported;
		if (index < 0 || depth == 0) {
			return StackCheck.GUEST_STACK;
		}
		if (this.bounds[index] == 0) {
			this.bounds[index] = StackCheck.GUEST_STACK; // as long as it calls itself
			this.bounds[index] = compute(this.module.codeSection().getFunctionBody(index), depth);
		}
		return this.bounds[index];
	}

	private int compute(FunctionBody body, int depth) {
		long frame = frame(countInstructions(body), body.localTypes().size());
		long deepest = 0;
		if (frame >= StackCheck.GUEST_STACK) {
			return StackCheck.GUEST_STACK;
		}
		for (AnnotatedInstruction instruction : body.instructions()) {
			if (instruction.opcode() == OpCode.CALL) {
				deepest = Math.max(deepest, bound((int) instruction.operand(0), depth - 1));
			}
			else if (MemoryFunctions.has(instruction.opcode())) {
				// becomes a call of a function that calls none
				deepest = Math.max(deepest, MEMORY_FUNCTION_FRAME);
			}
			else if (GuestCode.isCall(instruction.opcode())) {
				return StackCheck.GUEST_STACK;
			}
		}
		return (int) Math.min(StackCheck.GUEST_STACK, frame + deepest);
	}

	/**
	 * Count the instructions, with those that {@link GuestCode} adds.
	 */
	private static long countInstructions(FunctionBody body) {
		long count = body.instructions().size() + ControlPage.CHECK_INSTRUCTIONS;
		for (AnnotatedInstruction instruction : body.instructions()) {
			if (instruction.opcode() == OpCode.LOOP || instruction.opcode() == OpCode.MEMORY_SIZE) {
				count += ControlPage.CHECK_INSTRUCTIONS;
			}
		}
		return count;
	}

	/**
	 * Each instruction may begin a block, in which each variable is another value.
	 */
	private long frame(long instructions, long locals) {
		return FRAME + VALUE * (instructions + 1) * (VALUES + locals + this.widestType);
	}

}
