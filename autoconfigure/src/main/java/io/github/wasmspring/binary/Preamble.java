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
import java.util.HexFormat;
import java.util.Locale;

import io.github.wasmspring.WasmLoadException.Reason;

/**
 * The first bytes of a binary, which tell a core module from everything else.
 */
final class Preamble {

	/**
	 * How many bytes it has.
	 */
	static final int SIZE = 8;

	private static final int MAGIC = 0x6D736100;

	private static final int CORE_MODULE = 0x0000_0001;

	private static final int COMPONENT_LAYER = 1;

	private Preamble() {
	}

	static void check(BinaryProblems problems, byte[] bytes) {
		if (bytes.length == 0) {
			throw problems.failure(Reason.NOT_WASM, "the file is empty",
					"Check the location and how the file was copied.", 0);
		}
		if (bytes.length < Integer.BYTES || littleEndian(bytes, 0) != MAGIC) {
			throw problems.failure(Reason.NOT_WASM,
					"not a WebAssembly binary: it starts with %s instead of 00 61 73 6d".formatted(start(bytes)),
					remedyFor(new String(bytes, 0, Math.min(bytes.length, 256), StandardCharsets.ISO_8859_1)), 0);
		}
		if (bytes.length < SIZE) {
			throw problems.failure(Reason.TRUNCATED,
					"the file is truncated: the preamble needs 8 bytes, but the file has " + bytes.length,
					"Copy or download the file again, completely and in binary mode.", bytes.length);
		}
		checkVersion(problems, littleEndian(bytes, Integer.BYTES));
	}

	private static void checkVersion(BinaryProblems problems, int version) {
		if (version >>> Short.SIZE == COMPONENT_LAYER) {
			throw problems.failure(Reason.COMPONENT, "the file is a component (layer 1), not a core module (layer 0)",
					"Components cannot be run; compile to a core module, for example with the target wasm32-wasip1 instead of wasm32-wasip2, or extract it with 'wasm-tools component unbundle'.",
					4);
		}
		if (version != CORE_MODULE) {
			throw problems.failure(Reason.MALFORMED, "unknown binary version " + version, "Compile to version 1.", 4);
		}
	}

	private static String remedyFor(String start) {
		String text = start.strip().toLowerCase(Locale.ROOT);
		if (text.startsWith("(module") || text.startsWith("(;") || text.startsWith(";;")) {
			return "This is the text format; convert it with 'wat2wasm file.wat -o file.wasm'.";
		}
		if (text.startsWith("<")) {
			return "This is an HTML or XML page; check that the location is the file itself.";
		}
		if (text.startsWith("version https://git-lfs")) {
			return "This is a Git LFS pointer; run 'git lfs pull'.";
		}
		return "Point the location at a .wasm file that a compiler wrote.";
	}

	private static int littleEndian(byte[] bytes, int offset) {
		return (bytes[offset] & 0xFF) | (bytes[offset + 1] & 0xFF) << 8 | (bytes[offset + 2] & 0xFF) << 16
				| bytes[offset + 3] << 24;
	}

	private static String start(byte[] bytes) {
		return HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(bytes.length, Integer.BYTES));
	}

}
