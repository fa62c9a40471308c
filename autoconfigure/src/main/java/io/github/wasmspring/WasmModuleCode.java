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

package io.github.wasmspring;

import java.util.List;

/**
 * What became of the functions of a module, as far as its backend tells: those that run
 * slower than others, and why.
 *
 * @param methods how many methods of the JVM the functions became, 0 if the backend makes
 * none
 * @param largestMethod the size of the largest of them in bytes of bytecode
 * @param slowFunctions the functions that run slower than others, the first ones in the
 * order of the module
 * @since 0.1.0
 */
public record WasmModuleCode(int methods, int largestMethod, List<SlowFunction> slowFunctions) {

	/**
	 * The code of a backend that tells nothing about it.
	 */
	public static final WasmModuleCode UNKNOWN = new WasmModuleCode(0, 0, List.of());

	public WasmModuleCode {
		slowFunctions = List.copyOf(slowFunctions);
	}

	/**
	 * A function that runs slower than others.
	 *
	 * @param name what the module calls it, or its index
	 * @param size the size of its largest method in bytes of bytecode, 0 if it has none
	 * @param reason why it is slow
	 */
	public record SlowFunction(String name, int size, Reason reason) {

		/**
		 * Return the function with the reason and what helps.
		 */
		@Override
		public String toString() {
			return "'%s'%s: %s".formatted(this.name, (this.size > 0) ? " (%d bytes)".formatted(this.size) : "",
					this.reason);
		}

	}

	/**
	 * Why a function runs slower than others.
	 */
	public enum Reason {

		/**
		 * It does not fit into a method, and is interpreted.
		 */
		INTERPRETED("too large for a Java method, so that it is interpreted; run the module on 'wasmtime'"),

		/**
		 * The JIT does not compile its method.
		 */
		NOT_COMPILED("the JIT does not compile a method of this size; start the JVM with "
				+ "-XX:-DontCompileHugeMethods, or run the module on 'wasmtime'"),

		/**
		 * Its loops have more accesses to memory than the JIT inlines.
		 */
		NOT_INLINED("the JIT does not inline all accesses to memory of its loops; "
				+ "run the module on 'wasmtime' if it is too slow");

		private final String text;

		Reason(String text) {
			this.text = text;
		}

		/**
		 * Return the reason and what helps, as a part of a sentence.
		 */
		@Override
		public String toString() {
			return this.text;
		}

	}

}
