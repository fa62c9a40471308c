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

package io.github.wasmspring.docs.conventions;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Test that the pages on commands show.
 */
@TestPropertySource(
		properties = { "wasm.locations=", "wasm.modules.statistics.location=classpath:guests/statistics-rust.wasm",
				"wasm.modules.vowels.location=classpath:guests/vowels-rust.wasm" })
// tag::test[]
@SpringBootTest
class StatisticsTests {

	@Autowired
	private Statistics statistics;

	@Test
	void countShouldCountWords() {
		assertThat(this.statistics.count("two words")).isEqualTo(new Statistics.Counts(0, 2, 9));
	}

}
// end::test[]
