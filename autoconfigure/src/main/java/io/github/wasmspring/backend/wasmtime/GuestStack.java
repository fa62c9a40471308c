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

import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.binary.EncodedModule;
import io.github.wasmspring.binary.FunctionType;
import io.github.wasmspring.binary.Instruction;
import io.github.wasmspring.binary.ModuleDecoder;
import io.github.wasmspring.binary.ModuleVisitor;
import io.github.wasmspring.binary.Opcode;

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

	private static final int UNKNOWN = 0;

	private static final int OPEN = -1;

	private final Functions functions;

	/**
	 * What is known of each function with all that it calls.
	 */
	private final int[] bounds;

	private GuestStack(Functions functions) {
		this.functions = functions;
		this.bounds = new int[functions.count];
	}

	/**
	 * Create the bounds of a guest.
	 * @param name name of the module, for messages
	 * @param guest the guest as it is compiled, with all that was added to it
	 */
	static GuestStack of(String name, EncodedModule guest) {
		Functions functions = new Functions();
		new ModuleDecoder(name, guest).decode(functions);
		return new GuestStack(functions);
	}

	/**
	 * Return the most stack that a function takes, with everything that it calls.
	 * @param function the index of the function
	 * @return the number of bytes, at most what any guest may take
	 */
	int bound(int function) {
		int index = function - this.functions.imported;
		if (index < 0) {
			return StackCheck.GUEST_STACK;
		}
		if (this.bounds[index] == UNKNOWN) {
			compute(index);
		}
		return (int) Math.min(StackCheck.GUEST_STACK, this.bounds[index] + this.functions.frame(1, 0));
	}

	/**
	 * Compute the bound of a function after those of all that it calls. Each function is
	 * opened once, and each of its calls is looked at once more than it opens a function.
	 */
	private void compute(int function) {
		int[] path = new int[16];
		int[] next = new int[16];
		int[] deepest = new int[16];
		int depth = 0;
		open(path, next, deepest, depth, function);
		while (depth >= 0) {
			int current = path[depth];
			if (next[depth] == this.functions.endOfCalls(current)) {
				this.bounds[current] = Math.min(StackCheck.GUEST_STACK,
						this.functions.frames[current] + deepest[depth]);
				depth--;
				continue;
			}
			int callee = this.functions.calls[next[depth]];
			int bound = this.bounds[callee];
			if (bound == UNKNOWN) {
				depth++;
				if (depth == path.length) {
					path = Arrays.copyOf(path, 2 * depth);
					next = Arrays.copyOf(next, 2 * depth);
					deepest = Arrays.copyOf(deepest, 2 * depth);
				}
				open(path, next, deepest, depth, callee);
				continue;
			}
			deepest[depth] = Math.max(deepest[depth], (bound == OPEN) ? StackCheck.GUEST_STACK : bound);
			next[depth]++;
		}
	}

	private void open(int[] path, int[] next, int[] deepest, int depth, int function) {
		this.bounds[function] = OPEN;
		path[depth] = function;
		next[depth] = this.functions.startOfCalls(function);
		deepest[depth] = 0;
	}

	/**
	 * Collects what each function takes, and what it calls.
	 */
	private static final class Functions extends ModuleVisitor {

		private int imported;

		private int count;

		private long widestType = 1;

		/**
		 * What each function takes without what it calls.
		 */
		private int[] frames = new int[64];

		private int[] endsOfCalls = new int[64];

		private int[] calls = new int[64];

		private int countCalls;

		private boolean inBody;

		private long locals;

		private long instructions;

		private boolean bounded;

		@Override
		public void visitType(FunctionType type) {
			this.widestType = Math.max(this.widestType, type.values());
		}

		@Override
		public void visitImport(String module, String name, WasmExternalKind kind, Object type) {
			if (kind == WasmExternalKind.FUNCTION) {
				this.imported++;
			}
		}

		@Override
		public boolean visitBody(int function, int size) {
			this.inBody = true;
			this.locals = 0;
			this.instructions = 0;
			this.bounded = true;
			return true;
		}

		@Override
		public void visitLocals(long count, int type) {
			this.locals += count;
		}

		@Override
		public void visitInstruction(Instruction instruction) {
			if (!this.inBody) {
				return;
			}
			this.instructions++;
			int opcode = instruction.opcode();
			if (opcode == Opcode.CALL && instruction.index() >= this.imported) {
				addCall(instruction.index() - this.imported);
			}
			else if (Opcode.isCall(opcode)) {
				this.bounded = false;
			}
		}

		private void addCall(int callee) {
			if (this.countCalls == this.calls.length) {
				this.calls = Arrays.copyOf(this.calls, 2 * this.countCalls);
			}
			this.calls[this.countCalls++] = callee;
		}

		@Override
		public void visitBodyEnd() {
			this.inBody = false;
			long frame = frame(this.instructions, this.locals);
			if (!this.bounded || frame >= StackCheck.GUEST_STACK) {
				frame = StackCheck.GUEST_STACK;
				this.countCalls = startOfCalls(this.count);
			}
			if (this.count == this.frames.length) {
				this.frames = Arrays.copyOf(this.frames, 2 * this.count);
				this.endsOfCalls = Arrays.copyOf(this.endsOfCalls, 2 * this.count);
			}
			this.frames[this.count] = (int) frame;
			this.endsOfCalls[this.count] = this.countCalls;
			this.count++;
		}

		int startOfCalls(int function) {
			return (function > 0) ? this.endsOfCalls[function - 1] : 0;
		}

		int endOfCalls(int function) {
			return this.endsOfCalls[function];
		}

		/**
		 * Each instruction may begin a block, in which each variable is another value.
		 */
		long frame(long instructions, long locals) {
			return FRAME + VALUE * (instructions + 1) * (VALUES + locals + this.widestType);
		}

	}

}
