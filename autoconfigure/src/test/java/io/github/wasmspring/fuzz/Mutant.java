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

package io.github.wasmspring.fuzz;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

import io.github.wasmspring.Backends;
import io.github.wasmspring.Guests;
import io.github.wasmspring.backend.WasmBackend;

/**
 * A real module with changes.
 *
 * @param guest the name of the module
 * @param mutations the changes
 */
record Mutant(String guest, List<Mutation> mutations) implements FuzzCase {

	/**
	 * Guests to change. Small ones, so that a change often hits something.
	 */
	private static final List<String> GUESTS = List.of("numbers", "traps", "loops", "bulk", "memory_grow", "memory_max",
			"table_grow", "two_tables", "initialize", "start", "abi_allocate", "host_pair", "host_start", "imports",
			"wasi_exit", "nbody", "counting", "wasi_hostile");

	/**
	 * Return modules with one to three changes, most of which leave the framing alone.
	 */
	static Arbitrary<Mutant> arbitrary() {
		Arbitrary<Mutation.Kind> kinds = Arbitraries.frequency(Tuple.of(60, Mutation.Kind.OTHER_OPERATOR),
				Tuple.of(20, Mutation.Kind.FLIP_BIT), Tuple.of(20, Mutation.Kind.SET_BYTE),
				Tuple.of(12, Mutation.Kind.EXTREME_NUMBER), Tuple.of(4, Mutation.Kind.INSERT_EXTREME_NUMBER),
				Tuple.of(4, Mutation.Kind.TRUNCATE), Tuple.of(4, Mutation.Kind.DELETE),
				Tuple.of(4, Mutation.Kind.DUPLICATE), Tuple.of(6, Mutation.Kind.SPLICE),
				Tuple.of(3, Mutation.Kind.SWAP_SECTIONS), Tuple.of(3, Mutation.Kind.REPEAT_SECTION));
		Arbitrary<Mutation> mutations = Combinators
			.combine(kinds, Arbitraries.integers().between(0, 1 << 16).withDistribution(RandomDistribution.uniform()),
					Arbitraries.integers().between(0, 255))
			.as(Mutation::new);
		return Combinators.combine(Arbitraries.of(GUESTS), mutations.list().ofMinSize(1).ofMaxSize(3)).as(Mutant::new);
	}

	/**
	 * Load and use the module, and count how often that got as far as to an instance.
	 */
	void runOnEveryBackend() {
		for (Backends backend : Backends.standard()) {
			boolean loaded = tryOn(backend);
			Statistics.label(backend.get().getId()).collect(loaded ? "loaded" : "refused");
		}
	}

	@Override
	public boolean run(WasmBackend backend) {
		return new MutantRun(this, backend).run();
	}

	byte[] bytes() {
		byte[] bytes = Guests.bytes(this.guest);
		for (Mutation mutation : this.mutations) {
			bytes = mutation.apply(bytes);
		}
		return bytes;
	}

}
