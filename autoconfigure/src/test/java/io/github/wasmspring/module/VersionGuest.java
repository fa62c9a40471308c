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

package io.github.wasmspring.module;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.springframework.core.io.ByteArrayResource;

/**
 * Guests that differ in the number that their only function returns.
 */
final class VersionGuest {

	static final String FUNCTION = "version";

	private VersionGuest() {
	}

	static ByteArrayResource resource(int version) {
		return new ByteArrayResource(binary(version));
	}

	static byte[] binary(int version) {
		return binary(FUNCTION, version);
	}

	/**
	 * Return {@code (module (func (export "...") (result i32) (i32.const ...)))}.
	 */
	static byte[] binary(String function, int version) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.write(0);
		body.write(0x41);
		writeSigned(version, body);
		body.write(0x0B);
		ByteArrayOutputStream code = new ByteArrayOutputStream();
		code.write(1);
		code.write(body.size());
		code.writeBytes(body.toByteArray());
		byte[] name = function.getBytes(StandardCharsets.UTF_8);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes(new byte[] { 0, 'a', 's', 'm', 1, 0, 0, 0 });
		bytes.writeBytes(new byte[] { 1, 5, 1, 0x60, 0, 1, 0x7F });
		bytes.writeBytes(new byte[] { 3, 2, 1, 0 });
		bytes.writeBytes(new byte[] { 7, (byte) (name.length + 4), 1, (byte) name.length });
		bytes.writeBytes(name);
		bytes.writeBytes(new byte[] { 0, 0 });
		bytes.write(0x0A);
		bytes.write(code.size());
		bytes.writeBytes(code.toByteArray());
		return bytes.toByteArray();
	}

	private static void writeSigned(int value, ByteArrayOutputStream output) {
		int rest = value;
		while (rest < -64 || rest > 63) {
			output.write((rest & 0x7F) | 0x80);
			rest >>= 7;
		}
		output.write(rest & 0x7F);
	}

}
