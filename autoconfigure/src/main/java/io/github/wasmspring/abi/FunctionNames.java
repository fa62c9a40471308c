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

package io.github.wasmspring.abi;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names under which a guest may know the function of a Java method.
 *
 * @since 0.1.0
 */
public final class FunctionNames {

	private static final Pattern WORD_BOUNDARY = Pattern
		.compile("(?<=[\\p{Ll}\\p{Nd}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

	private FunctionNames() {
	}

	/**
	 * Return the name of a method, its form in snake case and its form in kebab case.
	 * @param methodName the name of the method
	 * @return the names without duplicates
	 */
	public static List<String> of(String methodName) {
		String[] words = WORD_BOUNDARY.split(methodName);
		Set<String> names = new LinkedHashSet<>();
		names.add(methodName);
		names.add(String.join("_", words).toLowerCase(Locale.ROOT));
		names.add(String.join("-", words).toLowerCase(Locale.ROOT));
		return List.copyOf(names);
	}

}
