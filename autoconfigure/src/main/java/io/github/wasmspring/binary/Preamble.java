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

import java.util.HexFormat;

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

	/**
	 * The last of the versions that came before the first one.
	 */
	private static final int LAST_DRAFT = 0x0000_000D;

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
					remedyFor(bytes), 0);
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
			boolean draft = version > CORE_MODULE && version <= LAST_DRAFT;
			throw problems.failure(Reason.MALFORMED, "unknown binary version " + Integer.toUnsignedString(version),
					(draft) ? "This is a draft of WebAssembly from before 2017; compile it again with a newer compiler."
							: "Compile to version 1, or copy the file again if its compiler did.",
					4);
		}
	}

	private static String remedyFor(byte[] bytes) {
		FileKind kind = FileKind.of(bytes);
		return (kind != null) ? kind.remedy() : "Point the location at a .wasm file that a compiler wrote.";
	}

	private static int littleEndian(byte[] bytes, int offset) {
		return (bytes[offset] & 0xFF) | (bytes[offset + 1] & 0xFF) << 8 | (bytes[offset + 2] & 0xFF) << 16
				| bytes[offset + 3] << 24;
	}

	private static String start(byte[] bytes) {
		return HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(bytes.length, Integer.BYTES));
	}

}
