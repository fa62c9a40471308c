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

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;

/**
 * Builds modules from sections in hexadecimal digits.
 */
final class RawModule {

	/**
	 * A type of functions that take and return nothing.
	 */
	static final String TYPE = "1: 01 60 00 00";

	/**
	 * A function of that type.
	 */
	static final String FUNCTION = "3: 01 00";

	/**
	 * A memory of one page.
	 */
	static final String MEMORY = "5: 01 00 01";

	private RawModule() {
	}

	/**
	 * Build a module.
	 * @param sections the sections, each with its number, a colon and its content
	 */
	static byte[] of(String... sections) {
		ByteArrayOutputStream module = new ByteArrayOutputStream();
		module.writeBytes(bytes("00 61 73 6d 01 00 00 00"));
		for (String section : sections) {
			int colon = section.indexOf(':');
			module.write(Integer.parseInt(section.substring(0, colon)));
			module.writeBytes(sized(bytes(section.substring(colon + 1))));
		}
		return module.toByteArray();
	}

	/**
	 * Build a module with a memory and a function that takes and returns nothing.
	 * @param body groups of local variables, and code with its end
	 */
	static byte[] function(String body) {
		return of(TYPE, FUNCTION, MEMORY, code(body));
	}

	/**
	 * Return a section of bodies, each without its size.
	 */
	static String code(String... bodies) {
		StringBuilder section = new StringBuilder("10: %02x".formatted(bodies.length));
		for (String body : bodies) {
			section.append(hex(sized(bytes(body))));
		}
		return section.toString();
	}

	static byte[] bytes(String hex) {
		return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
	}

	static String hex(byte[] bytes) {
		return HexFormat.of().formatHex(bytes);
	}

	/**
	 * Return a number as it is encoded.
	 */
	static String number(int value) {
		return encode((writer) -> writer.writeU32(value));
	}

	private static String encode(Consumer<ByteWriter> writing) {
		ByteWriter writer = new ByteWriter();
		writing.accept(writer);
		return hex(writer.toByteArray());
	}

	private static byte[] sized(byte[] content) {
		return bytes(number(content.length) + hex(content));
	}

	static DecodedModule decode(byte[] binary) {
		return DecodedModule.of(WasmErrorContext.of("raw", null), binary, LoadLimits.DEFAULTS, 65536);
	}

	/**
	 * Return what is wrong with a module: the reason and the message, or {@code null}.
	 */
	static @Nullable String problem(byte[] binary) {
		WasmLoadException problem = decode(binary).problem();
		return (problem != null) ? problem.getReason() + ": " + problem.getMessage() : null;
	}

}
