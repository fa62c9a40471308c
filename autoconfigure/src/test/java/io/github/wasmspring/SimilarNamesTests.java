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

import java.util.AbstractList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

	@Test
	void listShouldFindASimilarNameAmongVeryMany() {
		List<String> names = Stream
			.concat(IntStream.range(0, 100_000).mapToObj((i) -> "f%08d".formatted(i) + "y".repeat(20)),
					Stream.of("count_vowels"))
			.toList();
		assertThat(SimilarNames.list("countVowels", names)).startsWith("'count_vowels', ").endsWith(" and 99991 more");
	}

	@Test
	void listShouldHaveNoNameThatIsVeryLong() {
		String longName = "x".repeat(60_000);
		assertThat(SimilarNames.list("x", List.of(longName, "y"))).isEqualTo("'y' and 1 more");
		assertThat(SimilarNames.list(longName, List.of("y", "x"))).isEqualTo("'x', 'y'");
		assertThat(SimilarNames.list("x", List.of(longName, longName + "y")))
			.isEqualTo("2, all with names of more than 100 characters");
	}

	@Test
	void comparisonsShouldNotGrowWithTheNumberOfNames() {
		for (int count : new int[] { 1_000, 2_000, 4_000 }) {
			CountedNames names = new CountedNames(count);
			assertThat(SimilarNames.compared("f1", names)).hasSizeLessThanOrEqualTo(SimilarNames.MOST_COMPARED)
				.allSatisfy((name) -> assertThat(name).hasSizeLessThanOrEqualTo(SimilarNames.LONGEST_COMPARED));
			assertThat(names.looks).isEqualTo(count);
		}
	}

	/**
	 * Names of many lengths that count how often one is looked at.
	 */
	private static final class CountedNames extends AbstractList<String> {

		private final int size;

		private int looks;

		CountedNames(int size) {
			this.size = size;
		}

		@Override
		public String get(int index) {
			this.looks++;
			return "f".repeat(1 + index % 200);
		}

		@Override
		public int size() {
			return this.size;
		}

	}

}
