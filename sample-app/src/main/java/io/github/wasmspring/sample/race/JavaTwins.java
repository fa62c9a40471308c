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

package io.github.wasmspring.sample.race;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Digests and grayscale in plain Java.
 */
final class JavaTwins {

	private JavaTwins() {
	}

	static byte[] sha256(byte[] input) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(input);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static byte[] grayscale(byte[] rgba) {
		byte[] gray = new byte[rgba.length];
		for (int i = 0; i < rgba.length; i += 4) {
			int luma = (299 * (rgba[i] & 0xff) + 587 * (rgba[i + 1] & 0xff) + 114 * (rgba[i + 2] & 0xff) + 500) / 1000;
			gray[i] = (byte) luma;
			gray[i + 1] = (byte) luma;
			gray[i + 2] = (byte) luma;
			gray[i + 3] = rgba[i + 3];
		}
		return gray;
	}

}
