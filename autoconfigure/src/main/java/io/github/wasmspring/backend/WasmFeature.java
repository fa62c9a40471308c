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

package io.github.wasmspring.backend;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Feature of WebAssembly that not every backend can run. What is not here, either all of
 * the shipped backends can run (several results, bulk memory, reference types, sign
 * extension, saturating conversions) or none of them (64-bit memories, relaxed SIMD,
 * exception handling in its old form, components).
 *
 * @since 0.1.0
 */
public enum WasmFeature {

	/**
	 * Instructions on vectors of 128 bits.
	 */
	VECTORS("vector instructions (SIMD)",
			"compile the guest without SIMD, for example with -mno-simd128 or without -C target-feature=+simd128",
			"wasmtime"),

	/**
	 * Calls that replace their caller.
	 */
	TAIL_CALLS("tail calls", "compile the guest without them, for example without -mtail-call", "chicory",
			"chicory-interpreter"),

	/**
	 * Exceptions that a guest throws and catches. No shipped backend runs them: Chicory
	 * keeps each for as long as the instance lives, so a guest could fill the heap.
	 */
	EXCEPTIONS("exception handling", "compile the guest without it, for example without -fwasm-exceptions"),

	/**
	 * Structures and arrays that the engine collects. No shipped backend runs them:
	 * Chicory collects nothing during a call, so a guest could fill the heap.
	 */
	GARBAGE_COLLECTION("garbage-collected types", "compile the guest for linear memory"),

	/**
	 * References to functions of a certain type, and calls through them.
	 */
	FUNCTION_REFERENCES("typed function references", "compile the guest without them", "chicory",
			"chicory-interpreter"),

	/**
	 * Shared memories and atomic instructions.
	 */
	THREADS("threads (a shared memory or atomic instructions)",
			"compile the guest without them, for example without -pthread or -matomics", "chicory",
			"chicory-interpreter"),

	/**
	 * Several linear memories in one module.
	 */
	MULTIPLE_MEMORIES("several memories", "compile the guest with one memory", "chicory", "chicory-interpreter"),

	/**
	 * Arithmetic in constant expressions.
	 */
	EXTENDED_CONSTANTS("arithmetic in constant expressions",
			"compile the guest without it, for example without -mextended-const", "chicory", "chicory-interpreter");

	private final String description;

	private final String remedy;

	private final List<String> backends;

	WasmFeature(String description, String remedy, String... backends) {
		this.description = description;
		this.remedy = remedy;
		this.backends = List.of(backends);
	}

	/**
	 * Return the features that a shipped backend can run.
	 * @param backend the id of the backend
	 * @return the features; all of them for an id that is not of a shipped backend
	 */
	public static Set<WasmFeature> of(String backend) {
		Set<WasmFeature> features = EnumSet.allOf(WasmFeature.class);
		if (Arrays.stream(values()).anyMatch((feature) -> feature.backends.contains(backend))) {
			features.removeIf((feature) -> !feature.backends.contains(backend));
		}
		return features;
	}

	/**
	 * Return the ids of the shipped backends that can run this feature.
	 * @return the ids, maybe none
	 */
	public List<String> getBackends() {
		return this.backends;
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
