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

import java.io.IOException;
import java.util.Objects;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no engine reads an encoded module in another way than our decoder. The
 * functions are the same in each build; {@link DifferentialFuzzing} tries others.
 */
@Tag("slow")
class DifferentialTests {

	@Test
	void changedFunctionShouldBeReadInOneWay() {
		try (Differences differences = new Differences()) {
			differences.compareFunctions(20221109, 4000);
			assertThat(differences.found()).as(differences.toString()).isEmpty();
			assertThat(differences.acceptedShare()).as(differences.toString()).isGreaterThan(30);
			assertThat(differences.undecidedShare()).as(differences.toString()).isLessThan(1);
		}
	}

	@Test
	void guestShouldBeReadInOneWay() throws IOException {
		Resource[] guests = new PathMatchingResourcePatternResolver().getResources("classpath*:guests/*.wasm");
		assertThat(guests).hasSizeGreaterThan(50);
		try (Differences differences = new Differences()) {
			for (Resource guest : guests) {
				differences.compare(Objects.requireNonNull(guest.getFilename()), guest.getContentAsByteArray());
			}
			assertThat(differences.found()).isEmpty();
		}
	}

}
