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

import java.util.regex.Pattern;

/**
 * Makes messages fit for a log. They contain names that the guest chose, of any length,
 * with line breaks and escape sequences if it likes.
 */
final class MessageText {

	private static final int LONGEST = 8192;

	/**
	 * Line breaks and tabs, apart from those of the lists that this project writes.
	 */
	private static final Pattern BLANKS = Pattern.compile("(?!\n  - )[\r\n\t]+");

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}&&[^\n]]");

	private MessageText() {
	}

	/**
	 * Return a text that is printable, and not too long.
	 */
	static String printable(String text) {
		String start = (text.length() > LONGEST) ? text.substring(0, LONGEST) + "..." : text;
		return UNPRINTABLE.matcher(BLANKS.matcher(start).replaceAll(" ")).replaceAll("?");
	}

}
