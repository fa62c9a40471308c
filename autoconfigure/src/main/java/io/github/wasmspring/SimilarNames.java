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

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Lists names in the order of their similarity to one that was not found.
 *
 * @since 0.1.0
 */
public final class SimilarNames {

	private static final int LONGEST_LIST = 10;

	private SimilarNames() {
	}

	/**
	 * Return the candidates that resemble a name most, the most similar first.
	 * @param name the name that was not found
	 * @param candidates all candidates
	 * @return at most ten names in single quotes, or {@code none}
	 */
	public static String list(String name, Collection<String> candidates) {
		if (candidates.isEmpty()) {
			return "none";
		}
		String listed = candidates.stream()
			.sorted(Comparator.comparingInt((String candidate) -> distance(normalize(name), normalize(candidate)))
				.thenComparing(Comparator.naturalOrder()))
			.limit(LONGEST_LIST)
			.map((candidate) -> "'" + candidate + "'")
			.collect(Collectors.joining(", "));
		int more = candidates.size() - LONGEST_LIST;
		return (more > 0) ? listed + " and " + more + " more" : listed;
	}

	/**
	 * Return the exported functions of a module that resemble a name most.
	 * @param name the name that was not found
	 * @param module the module
	 * @return at most ten names in single quotes, or {@code none}
	 */
	public static String exportedFunctions(String name, WasmModule module) {
		List<String> candidates = module.getExports()
			.stream()
			.filter((export) -> export.kind() == WasmExternalKind.FUNCTION)
			.map(WasmExport::name)
			.toList();
		return list(name, candidates);
	}

	private static String normalize(String name) {
		return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Return the Levenshtein distance of two names.
	 */
	private static int distance(String left, String right) {
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

}
