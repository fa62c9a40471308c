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

import java.util.Locale;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.StringUtils;

/**
 * Warns of functions whose name says that they return a number, although a Java method
 * takes it for the address of text: their types cannot tell.
 */
final class NumberNames {

	private static final Log logger = LogFactory.getLog(NumberNames.class);

	private static final Set<String> FIRST_WORDS = Set.of("count", "num", "number", "length", "len", "size", "index",
			"sum", "total", "is", "has", "can", "add", "max", "min", "hash", "compare");

	private static final Set<String> LAST_WORDS = Set.of("count", "length", "len", "size", "index", "sum", "total",
			"number", "hash", "code", "id");

	private NumberNames() {
	}

	static void check(MethodSignature signature, String subject, String export) {
		if (saysNumber(export)) {
			logger.warn(
					"%s: '%s' takes the i32 that it returns for the address of text that ends with a zero. If it is a number, as its name says, declare the Java method with the result int"
						.formatted(subject, signature));
		}
	}

	static boolean saysNumber(String export) {
		String[] words = StringUtils.tokenizeToStringArray(export.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_"), "_-.");
		return words.length > 0 && (FIRST_WORDS.contains(words[0].toLowerCase(Locale.ROOT))
				|| LAST_WORDS.contains(words[words.length - 1].toLowerCase(Locale.ROOT)));
	}

}
