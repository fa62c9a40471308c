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

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Lists names in the order of their similarity to one that was not found.
 *
 * @since 0.1.0
 */
public final class SimilarNames {

	private static final int LONGEST_LIST = 10;

	/**
	 * Most names that are compared, and how long they may be: guests choose them, and to
	 * compare two takes time that grows with the product of their lengths.
	 */
	static final int MOST_COMPARED = 500;

	static final int LONGEST_COMPARED = 100;

	private SimilarNames() {
	}

	/**
	 * Return the candidates that resemble a name most, the most similar first. Of very
	 * many, only those of a similar length are looked at, and never one that is very
	 * long.
	 * @param name the name that was not found
	 * @param candidates all candidates
	 * @return at most ten names in single quotes, or {@code none}
	 */
	public static String list(String name, Collection<String> candidates) {
		if (candidates.isEmpty()) {
			return "none";
		}
		List<String> similar = compared(name, candidates).stream()
			.map((candidate) -> new Candidate(candidate, distance(name, candidate)))
			.sorted()
			.limit(LONGEST_LIST)
			.map((candidate) -> "'" + candidate.name() + "'")
			.toList();
		int more = candidates.size() - similar.size();
		if (similar.isEmpty()) {
			return "%d, all with names of more than %d characters".formatted(more, LONGEST_COMPARED);
		}
		String listed = String.join(", ", similar);
		return (more > 0) ? listed + " and " + more + " more" : listed;
	}

	/**
	 * Return the candidates that a name is compared with: as many as allowed, those first
	 * whose length is most similar.
	 */
	static List<String> compared(String name, Collection<String> candidates) {
		List<List<String>> byDifference = Stream.<List<String>>generate(ArrayList::new)
			.limit(LONGEST_COMPARED + 1)
			.toList();
		for (String candidate : candidates) {
			if (candidate.length() <= LONGEST_COMPARED) {
				int difference = Math.abs(candidate.length() - Math.min(name.length(), LONGEST_COMPARED));
				List<String> others = byDifference.get(difference);
				if (others.size() < MOST_COMPARED) {
					others.add(candidate);
				}
			}
		}
		return byDifference.stream().flatMap(List::stream).limit(MOST_COMPARED).toList();
	}

	/**
	 * Return the exported functions of a module that resemble a name most.
	 * @param name the name that was not found
	 * @param module the module
	 * @return at most ten names in single quotes, or {@code none}
	 */
	public static String exportedFunctions(String name, WasmModule module) {
		return exports(name, module, WasmFunctionType.class);
	}

	/**
	 * Return the exports of a module that resemble a name most.
	 * @param name the name that was not found
	 * @param module the module
	 * @param type the type that the export should have
	 * @return at most ten names in single quotes, or {@code none}
	 */
	public static String exports(String name, WasmModule module, Class<? extends WasmExternalType> type) {
		return list(name,
				module.getExports()
					.stream()
					.filter((export) -> type.isInstance(export.type()))
					.map(WasmExport::name)
					.toList());
	}

	/**
	 * Return how many letters have to be added, left out or exchanged to make one name of
	 * another. Dashes, underscores and capitals do not count, nor what is beyond the
	 * first 100 letters.
	 * @param left a name
	 * @param right another name
	 * @return 0 if they are alike
	 */
	public static int distance(String left, String right) {
		return levenshtein(normalize(left), normalize(right));
	}

	private static String normalize(String name) {
		return name.substring(0, Math.min(name.length(), LONGEST_COMPARED))
			.replace("_", "")
			.replace("-", "")
			.toLowerCase(Locale.ROOT);
	}

	private static int levenshtein(String left, String right) {
		int[] previous = new int[right.length() + 1];
		for (int j = 0; j <= right.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= left.length(); i++) {
			int[] current = new int[right.length() + 1];
			current[0] = i;
			for (int j = 1; j <= right.length(); j++) {
				int substitution = previous[j - 1] + ((left.charAt(i - 1) != right.charAt(j - 1)) ? 1 : 0);
				current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
			}
			previous = current;
		}
		return previous[right.length()];
	}

	/**
	 * A name that is compared.
	 *
	 * @param name the name
	 * @param distance its distance from the one that was not found
	 */
	private record Candidate(String name, int distance) implements Comparable<Candidate> {

		@Override
		public int compareTo(Candidate other) {
			return Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name).compare(this, other);
		}

	}

}
