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

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Does what {@link DifferentialTests} does, with other functions each time, and with
 * fifty for each of {@code jqwik.tries.default}: by default a million.
 */
class DifferentialFuzzing {

	private static final int FUNCTIONS = 50 * Integer.getInteger("jqwik.tries.default", 20_000);

	/**
	 * How many parts are done at the same time, if there are processors for them.
	 */
	private static final int PARTS = 4;

	@Test
	void changedFunctionShouldBeReadInOneWay() {
		long seed = ThreadLocalRandom.current().nextLong();
		List<Differences> parts = IntStream.range(0, PARTS)
			.parallel()
			.mapToObj((part) -> compare(seed + part))
			.toList();
		parts.forEach(System.out::println);
		assertThat(parts).allSatisfy((part) -> {
			assertThat(part.found()).as(part.toString()).isEmpty();
			assertThat(part.acceptedShare()).as(part.toString()).isGreaterThan(30);
			assertThat(part.undecidedShare()).as(part.toString()).isLessThan(1);
		});
	}

	private static Differences compare(long seed) {
		try (Differences differences = new Differences()) {
			differences.compareFunctions(seed, FUNCTIONS / PARTS);
			return differences;
		}
	}

}
