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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmValueType;

/**
 * Writes parts of binaries, as the specification encodes them.
 */
final class WasmWriter {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	/**
	 * Return a writer that has written the preamble.
	 */
	static WasmWriter module() {
		return new WasmWriter().bytes(0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00);
	}

	WasmWriter bytes(int... values) {
		for (int value : values) {
			this.bytes.write(value);
		}
		return this;
	}

	WasmWriter bytes(byte[] source, int offset, int length) {
		this.bytes.write(source, offset, length);
		return this;
	}

	WasmWriter append(WasmWriter other) {
		this.bytes.writeBytes(other.toByteArray());
		return this;
	}

	/**
	 * Write an unsigned number in the LEB128 format.
	 */
	WasmWriter number(int value) {
		int rest = value;
		while ((rest & ~0x7F) != 0) {
			this.bytes.write((rest & 0x7F) | 0x80);
			rest >>>= 7;
		}
		this.bytes.write(rest);
		return this;
	}

	/**
	 * Write a signed number in the LEB128 format.
	 */
	WasmWriter signedNumber(int value) {
		int rest = value;
		while (rest > 0x3F || rest < -0x40) {
			this.bytes.write((rest & 0x7F) | 0x80);
			rest >>= 7;
		}
		this.bytes.write(rest & 0x7F);
		return this;
	}

	WasmWriter name(String name) {
		byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
		return number(encoded.length).bytes(encoded, 0, encoded.length);
	}

	WasmWriter vector(List<WasmWriter> elements) {
		number(elements.size());
		elements.forEach(this::append);
		return this;
	}

	/**
	 * Write what comes with its size before it: a section's content, or a function.
	 */
	WasmWriter sized(WasmWriter content) {
		return number(content.size()).append(content);
	}

	WasmWriter section(int id, WasmWriter content) {
		return bytes(id).sized(content);
	}

	WasmWriter functionType(WasmFunctionType type) {
		return bytes(0x60).valueTypes(type.parameters()).valueTypes(type.results());
	}

	private WasmWriter valueTypes(List<WasmValueType> types) {
		number(types.size());
		types.forEach((type) -> bytes(NumberCode.of(type).type()));
		return this;
	}

	int size() {
		return this.bytes.size();
	}

	byte[] toByteArray() {
		return this.bytes.toByteArray();
	}

}
