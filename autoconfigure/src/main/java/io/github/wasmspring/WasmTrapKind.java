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

/**
 * Kind of trap, in the terms of the specification.
 *
 * @since 0.1.0
 * @see <a href=
 * "https://webassembly.github.io/spec/core/intro/overview.html#trap">Traps</a>
 */
public enum WasmTrapKind {

	/**
	 * The guest executed {@code unreachable}, which is how most compilers express an
	 * abort or a panic.
	 */
	UNREACHABLE("unreachable executed (the guest aborted or panicked)"),

	/**
	 * An integer was divided by zero.
	 */
	INTEGER_DIVIDE_BY_ZERO("integer divide by zero"),

	/**
	 * The result of an integer operation is not representable.
	 */
	INTEGER_OVERFLOW("integer overflow"),

	/**
	 * A floating point number has no integer counterpart.
	 */
	INVALID_CONVERSION_TO_INTEGER("invalid conversion to integer"),

	/**
	 * An access was outside of the linear memory.
	 */
	OUT_OF_BOUNDS_MEMORY_ACCESS("out of bounds memory access"),

	/**
	 * An access was outside of a table.
	 */
	OUT_OF_BOUNDS_TABLE_ACCESS("out of bounds table access"),

	/**
	 * An indirect call met a function of another type.
	 */
	INDIRECT_CALL_TYPE_MISMATCH("indirect call type mismatch"),

	/**
	 * An indirect call was outside of the table.
	 */
	UNDEFINED_ELEMENT("undefined element"),

	/**
	 * An indirect call met a null reference.
	 */
	UNINITIALIZED_ELEMENT("uninitialized element"),

	/**
	 * Calls were nested too deeply.
	 */
	STACK_OVERFLOW("call stack exhausted"),

	/**
	 * The guest was stopped from outside, because its time is over or the calling thread
	 * was interrupted.
	 */
	INTERRUPTED("interrupted"),

	/**
	 * A host function threw the exception that is the cause.
	 */
	HOST_EXCEPTION("host function failed"),

	/**
	 * Something else.
	 */
	OTHER("trap");

	private final String text;

	WasmTrapKind(String text) {
		this.text = text;
	}

	/**
	 * Return the wording of the specification's test suite.
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
