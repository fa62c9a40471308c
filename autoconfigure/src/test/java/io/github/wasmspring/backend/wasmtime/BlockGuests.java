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

package io.github.wasmspring.backend.wasmtime;

import java.util.HexFormat;

/**
 * Modules with blocks of type 100. A reader that takes the number for a type of values
 * takes the constant behind it for a vector, and the instructions behind that for its
 * bytes.
 */
final class BlockGuests {

	private static final int VECTOR = 16;

	private static final int TYPES = 128;

	private BlockGuests() {
	}

	/**
	 * Return a module with a memory that exports functions from {@code f0} on.
	 * @param instructions the instructions of each function, which take and leave
	 * nothing, in hexadecimal digits
	 */
	static byte[] hiding(String... instructions) {
		StringBuilder exports = new StringBuilder(size(instructions.length));
		StringBuilder bodies = new StringBuilder(size(instructions.length));
		for (int i = 0; i < instructions.length; i++) {
			exports.append("02" + "66")
				.append(HexFormat.of().toHexDigits((byte) ('0' + i)))
				.append("00")
				.append(size(i));
			String body = "00" + "0240" + "02e400" + "41fd0c" + padded(instructions[i]) + "1a" + "0c01" + "0b" + "00"
					+ "0b" + "0b";
			bodies.append(size(body.length() / 2)).append(body);
		}
		return HexFormat.of()
			.parseHex("0061736d01000000" //
					+ section("01", "8001" + "600000".repeat(TYPES))
					+ section("03", size(instructions.length) + "00".repeat(instructions.length))
					+ section("05", "01010101") + section("07", exports.toString()) + section("0a", bodies.toString()));
	}

	private static String padded(String instructions) {
		return instructions + "01".repeat(VECTOR - instructions.length() / 2);
	}

	private static String section(String id, String content) {
		return id + size(content.length() / 2) + content;
	}

	private static String size(int value) {
		HexFormat hex = HexFormat.of();
		return hex.toHexDigits((byte) (value & 0x7F | 0x80)) + hex.toHexDigits((byte) (value >> 7));
	}

}
