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

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * The first bytes of a file that may be anything.
 *
 * @param text the bytes, each as a character
 * @param content the text without the byte order mark of UTF-8 and white space around it
 */
record FileStart(String text, String content) {

	private static final int SIZE = 512;

	private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

	private static final Pattern NO_DIGIT = Pattern.compile("0x|[^0-9a-fA-F]");

	/**
	 * The digits that a module starts with, which an offset of 0 may precede.
	 */
	private static final Pattern HEXADECIMAL = Pattern.compile("(0{7,8})?0061736[dD]");

	static FileStart of(byte[] bytes) {
		String text = new String(bytes, 0, Math.min(bytes.length, SIZE), StandardCharsets.ISO_8859_1);
		return new FileStart(text,
				(text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text).strip());
	}

	/**
	 * Return a byte, or -1 if the file is shorter.
	 */
	int byteAt(int offset) {
		return (offset < this.text.length()) ? this.text.charAt(offset) : -1;
	}

	boolean hasBytes(int... bytes) {
		return hasBytesAt(0, bytes);
	}

	boolean hasBytesAt(int offset, int... bytes) {
		for (int i = 0; i < bytes.length; i++) {
			if (byteAt(offset + i) != bytes[i]) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Return whether all bytes are such.
	 */
	boolean consistsOf(IntPredicate such) {
		return this.text.chars().allMatch(such);
	}

	boolean begins(String content) {
		return this.content.startsWith(content);
	}

	/**
	 * Return whether the content starts with one of some words, in capitals or not.
	 */
	boolean says(String... words) {
		for (String word : words) {
			if (this.content.regionMatches(true, 0, word, 0, word.length())) {
				return true;
			}
		}
		return false;
	}

	boolean isHexadecimal() {
		return HEXADECIMAL.matcher(NO_DIGIT.matcher(this.content).replaceAll("")).lookingAt();
	}

}
