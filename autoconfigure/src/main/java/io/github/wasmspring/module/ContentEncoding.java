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

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Undoes what a server did to a body to send less.
 */
final class ContentEncoding {

	private static final byte[] GZIP = { 0x1F, (byte) 0x8B };

	private ContentEncoding() {
	}

	/**
	 * Return the body as it was before it was encoded.
	 * @param header what the server says that it did, or {@code null}
	 * @throws IOException if it did something unknown
	 */
	static InputStream undo(@Nullable String header, InputStream body) throws IOException {
		InputStream result = body;
		List<String> encodings = List.of(StringUtils.tokenizeToStringArray(header, ","));
		for (int i = encodings.size() - 1; i >= 0; i--) {
			result = undoOne(encodings.get(i).toLowerCase(Locale.ROOT), result);
		}
		return result;
	}

	private static InputStream undoOne(String encoding, InputStream body) throws IOException {
		return switch (encoding) {
			case "identity" -> body;
			case "gzip", "x-gzip" -> unzip(body);
			default -> throw new IOException(
					"the server sends it encoded as '%s', which was not asked for".formatted(encoding));
		};
	}

	/**
	 * Clients may have undone it already, and leave the header as it was.
	 */
	private static InputStream unzip(InputStream body) throws IOException {
		PushbackInputStream input = new PushbackInputStream(body, GZIP.length);
		byte[] start = input.readNBytes(GZIP.length);
		input.unread(start);
		return (Arrays.equals(start, GZIP)) ? new GZIPInputStream(input) : input;
	}

}
