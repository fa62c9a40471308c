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
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SimilarNames}.
 */
class SimilarNamesTests {

	@Test
	void listShouldStartWithTheMostSimilar() {
		assertThat(SimilarNames.list("countVowels", List.of("alloc", "count_words", "count_vowels")))
			.isEqualTo("'count_vowels', 'count_words', 'alloc'");
	}

	@Test
	void listWhenThereAreNoCandidatesShouldSaySo() {
		assertThat(SimilarNames.list("x", List.of())).isEqualTo("none");
	}

	@Test
	void listWhenThereAreManyShouldCountTheRest() {
		List<String> names = IntStream.range(0, 25).mapToObj((i) -> "f" + i).toList();
		assertThat(SimilarNames.list("f7", names)).startsWith("'f7', ").endsWith(" and 15 more");
	}

}
