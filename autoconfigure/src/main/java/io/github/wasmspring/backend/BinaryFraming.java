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

package io.github.wasmspring.backend;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;

/**
 * Checks that bytes are framed as a core module: the preamble, and the sizes of the
 * sections that follow it.
 */
final class BinaryFraming {

	private static final int MAGIC = 0x6D736100;

	private static final int CORE_MODULE = 0x0000_0001;

	private static final int COMPONENT_LAYER = 1;

	private static final int PREAMBLE_SIZE = 8;

	private static final int LAST_SECTION = 13;

	private static final int LONGEST_LEB128 = 5;

	private final String name;

	private final byte[] bytes;

	private int position;

	BinaryFraming(String name, byte[] bytes) {
		this.name = name;
		this.bytes = bytes;
	}

	void check() {
		checkMagic();
		checkVersion();
		this.position = PREAMBLE_SIZE;
		while (this.position < this.bytes.length) {
			skipSection();
		}
	}

	private void checkMagic() {
		if (this.bytes.length == 0) {
			throw failure(Reason.NOT_WASM, "the file is empty", 0, "Check the location and how the file was copied.");
		}
		if (this.bytes.length < Integer.BYTES || littleEndian(0) != MAGIC) {
			throw failure(Reason.NOT_WASM,
					"not a WebAssembly binary: it starts with %s instead of 00 61 73 6d".formatted(start()), 0,
					remedyFor(
							new String(this.bytes, 0, Math.min(this.bytes.length, 256), StandardCharsets.ISO_8859_1)));
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

	private void checkVersion() {
		if (this.bytes.length < PREAMBLE_SIZE) {
			throw truncated("the preamble needs 8 bytes, but the file has " + this.bytes.length, this.bytes.length);
		}
		int version = littleEndian(4);
		if (version >>> 16 == COMPONENT_LAYER) {
			throw failure(Reason.COMPONENT, "the file is a component (layer 1), not a core module (layer 0)", 4,
					"Components cannot be run; compile to a core module, for example with the target wasm32-wasip1 instead of wasm32-wasip2, or extract it with 'wasm-tools component unbundle'.");
		}
		if (version != CORE_MODULE) {
			throw failure(Reason.MALFORMED, "unknown binary version " + version, 4, "Compile to version 1.");
		}
	}

	private void skipSection() {
		int start = this.position;
		int id = this.bytes[this.position++] & 0xFF;
		if (id > LAST_SECTION) {
			throw failure(Reason.MALFORMED,
					"there is no section %d, as the byte at offset %d says".formatted(id, start), start,
					"Check whether something was appended to the file, or build it again.");
		}
		long size = readSize(start, id);
		int left = this.bytes.length - this.position;
		if (size > left) {
			throw truncated(
					"section %d at offset %d has %d bytes, but only %d are left".formatted(id, start, size, left),
					start);
		}
		this.position += (int) size;
	}

	private long readSize(int start, int id) {
		long size = 0;
		for (int i = 0; i < LONGEST_LEB128; i++) {
			if (this.position == this.bytes.length) {
				throw truncated("section %d at offset %d ends within its size".formatted(id, start), start);
			}
			byte next = this.bytes[this.position++];
			size |= (long) (next & 0x7F) << (7 * i);
			if (next >= 0) {
				return size;
			}
		}
		throw failure(Reason.MALFORMED, "section %d at offset %d has a malformed size".formatted(id, start), start,
				null);
	}

	private int littleEndian(int offset) {
		return (this.bytes[offset] & 0xFF) | (this.bytes[offset + 1] & 0xFF) << 8
				| (this.bytes[offset + 2] & 0xFF) << 16 | this.bytes[offset + 3] << 24;
	}

	private String start() {
		return HexFormat.ofDelimiter(" ").formatHex(this.bytes, 0, Math.min(this.bytes.length, 4));
	}

	private WasmLoadException truncated(String fact, int offset) {
		return failure(Reason.TRUNCATED, "the file is truncated: " + fact, offset,
				"Copy or download the file again, completely and in binary mode.");
	}

	private WasmLoadException failure(Reason reason, String fact, int offset, @Nullable String remedy) {
		return new WasmLoadException(reason, WasmErrorContext.of(this.name, null), fact, remedy, offset, null);
	}

}
