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

import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Does what {@link DifferentialTests} does, with other functions each time, and with
 * fifty for each of {@code jqwik.tries.default}: by default a million.
 */
class DifferentialFuzzing {

	private static final int FUNCTIONS = 50 * Integer.getInteger("jqwik.tries.default", 20_000);

	@Test
	void changedFunctionShouldBeReadInOneWay() {
		try (Differences differences = new Differences()) {
			differences.compareFunctions(ThreadLocalRandom.current().nextLong(), FUNCTIONS);
			System.out.println(differences);
			assertThat(differences.found()).as(differences.toString()).isEmpty();
			assertThat(differences.acceptedShare()).as(differences.toString()).isGreaterThan(30);
			assertThat(differences.undecidedShare()).as(differences.toString()).isLessThan(1);
		}
	}

}
