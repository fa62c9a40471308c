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

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmLoadException;

/**
 * Binary of a core module, known to start with the right preamble and to be complete.
 *
 * @since 0.1.0
 */
public final class WasmBinary {

	private final String name;

	private final byte[] bytes;

	private final String digest;

	private WasmBinary(String name, byte[] bytes, String digest) {
		this.name = name;
		this.bytes = bytes;
		this.digest = digest;
	}

	/**
	 * Create a binary.
	 * @param name the module's name, for messages
	 * @param bytes the bytes; belong to the binary from now on
	 * @return the binary
	 * @throws WasmLoadException if the bytes are not a core module or end too early
	 */
	public static WasmBinary of(String name, byte[] bytes) {
		Assert.hasText(name, "'name' must not be empty");
		Assert.notNull(bytes, "'bytes' must not be null");
		new BinaryFraming(name, bytes).check();
		return new WasmBinary(name, bytes, digest(bytes));
	}

	/**
	 * Return the SHA-256 digest of bytes.
	 * @param bytes the bytes
	 * @return 64 lower-case hexadecimal digits
	 */
	public static String digest(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Return the module's name.
	 * @return the name
	 */
	public String getName() {
		return this.name;
	}

	/**
	 * Return the bytes, which must not be changed.
	 * @return the bytes
	 */
	public byte[] getBytes() {
		return this.bytes;
	}

	/**
	 * Return the SHA-256 digest of the bytes.
	 * @return 64 lower-case hexadecimal digits
	 */
	public String getDigest() {
		return this.digest;
	}

}
