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
 * Feature of WebAssembly that not every backend can run. What is not here, all of the
 * shipped backends can run: several results, bulk memory, reference types, sign
 * extension, saturating conversions.
 *
 * @since 0.1.0
 */
public enum WasmFeature {

	/**
	 * Instructions on vectors of 128 bits.
	 */
	VECTORS("vector instructions (SIMD)",
			"compile the guest without SIMD, for example with -mno-simd128 or without -C target-feature=+simd128"),

	/**
	 * Vector instructions whose results depend on the processor.
	 */
	RELAXED_VECTORS("relaxed vector instructions (relaxed SIMD)",
			"compile the guest without it, for example without -mrelaxed-simd"),

	/**
	 * Calls that replace their caller.
	 */
	TAIL_CALLS("tail calls", "compile the guest without them, for example without -mtail-call"),

	/**
	 * Exceptions that a guest throws and catches, and tags.
	 */
	EXCEPTIONS("exception handling", "compile the guest without it, for example without -fwasm-exceptions"),

	/**
	 * Exceptions in the form that they had before they became part of the specification.
	 */
	LEGACY_EXCEPTIONS("exception handling in its old form (try, catch)",
			"compile the guest without it, for example without -fwasm-exceptions, or with -fignore-exceptions"),

	/**
	 * Structures and arrays that the engine collects.
	 */
	GARBAGE_COLLECTION("garbage-collected types", "compile the guest for linear memory"),

	/**
	 * References to functions of a certain type, and calls through them.
	 */
	FUNCTION_REFERENCES("typed function references", "compile the guest without them"),

	/**
	 * Shared memories and atomic instructions.
	 */
	THREADS("threads (a shared memory or atomic instructions)",
			"compile the guest without them, for example without -pthread or -matomics"),

	/**
	 * Several linear memories in one module.
	 */
	MULTIPLE_MEMORIES("several memories", "compile the guest with one memory"),

	/**
	 * Memories and tables whose addresses have 64 bits.
	 */
	LARGE_MEMORIES("64-bit memories (memory64)", "compile the guest for wasm32"),

	/**
	 * Arithmetic in constant expressions, or globals of the module itself.
	 */
	EXTENDED_CONSTANTS("arithmetic in constant expressions",
			"compile the guest without it, for example without -mextended-const");

	private final String description;

	private final String remedy;

	WasmFeature(String description, String remedy) {
		this.description = description;
		this.remedy = remedy;
	}

	/**
	 * Return how to do without this feature.
	 * @return a clause that follows "or"
	 */
	public String getRemedy() {
		return this.remedy;
	}

	/**
	 * Return the name of the feature as it appears in messages.
	 */
	@Override
	public String toString() {
		return this.description;
	}

}
