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

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;
import org.springframework.util.StreamUtils;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;

/**
 * Reads the binary of a module from its location, up to the largest size that is allowed.
 */
final class LocationReader {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

	private static final Duration DOWNLOAD_TIMEOUT = Duration.ofMinutes(5);

	private static final long LARGEST = Integer.MAX_VALUE - 8L;

	private final WasmModuleDefinition definition;

	LocationReader(WasmModuleDefinition definition) {
		this.definition = definition;
	}

	byte[] read() {
		Resource location = this.definition.location();
		try {
			if (location.isFile() && Files.isDirectory(location.getFile().toPath())) {
				throw failure(Reason.UNREADABLE, location + " is a directory",
						WasmText.of("Name the file in it, or search it by %s.", WasmSetting.LOCATIONS), null);
			}
			return (location instanceof UrlResource && location.getURL().getProtocol().startsWith("http"))
					? download(location.getURL())
					: readAll(location.getInputStream(), location.contentLength(), Long.MAX_VALUE);
		}
		catch (FileNotFoundException | NoSuchFileException ex) {
			throw failure(Reason.NOT_FOUND, "there is nothing at " + location, WasmText.of(
					"Correct %s. A file on the class path is written 'classpath:wasm/%s.wasm', one on disk 'file:/path/to/%s.wasm'.",
					WasmSetting.LOCATION, this.definition.name(), this.definition.name()), ex);
		}
		catch (IOException ex) {
			throw failure(Reason.UNREADABLE, "cannot read %s: %s".formatted(location, ex.getMessage()),
					WasmText.of("Check that the location can be reached and read."), ex);
		}
	}

	/**
	 * Download within a time, so that a server that does not answer, or slowly, cannot
	 * stop the application from starting for ever.
	 */
	private byte[] download(URL url) throws IOException {
		long deadline = System.nanoTime() + DOWNLOAD_TIMEOUT.toNanos();
		HttpURLConnection connection = (HttpURLConnection) url.openConnection();
		connection.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
		connection.setReadTimeout((int) READ_TIMEOUT.toMillis());
		connection.setUseCaches(false);
		try {
			checkStatus(connection);
			return readAll(connection.getInputStream(), connection.getContentLengthLong(), deadline);
		}
		finally {
			connection.disconnect();
		}
	}

	private static void checkStatus(HttpURLConnection connection) throws IOException {
		int status = connection.getResponseCode();
		String redirect = connection.getHeaderField("Location");
		if (status == HttpURLConnection.HTTP_NOT_FOUND || status == HttpURLConnection.HTTP_GONE) {
			throw new FileNotFoundException("the server answered " + status);
		}
		if (status >= HttpURLConnection.HTTP_MULT_CHOICE && status < HttpURLConnection.HTTP_BAD_REQUEST
				&& redirect != null) {
			throw new IOException("the server answered " + status + " and redirects to " + redirect
					+ ", which has another protocol; set that as the location");
		}
		if (status != HttpURLConnection.HTTP_OK) {
			throw new IOException("the server answered " + status);
		}
	}

	/**
	 * Read all bytes.
	 * @param expected how many there probably are, so that they need not be copied
	 */
	private byte[] readAll(InputStream input, long expected, long deadline) throws IOException {
		long limit = this.definition.maxBinarySize().toBytes();
		byte[] bytes = new byte[(int) Math.max(StreamUtils.BUFFER_SIZE, Math.min(expected, Math.min(limit, LARGEST)))];
		int size = 0;
		try (input) {
			int next = input.read();
			while (next >= 0) {
				if (size == limit || size == LARGEST) {
					throw tooLarge(this.definition.maxBinarySize());
				}
				if (size == bytes.length) {
					bytes = Arrays.copyOf(bytes, (int) Math.min(LARGEST, 2L * size));
				}
				bytes[size++] = (byte) next;
				size += Math.max(0, input.read(bytes, size, (int) Math.min(limit, bytes.length) - size));
				if (System.nanoTime() - deadline > 0 && deadline != Long.MAX_VALUE) {
					throw new IOException("the download took longer than " + DOWNLOAD_TIMEOUT.toSeconds() + " s");
				}
				next = input.read();
			}
		}
		return (size == bytes.length) ? bytes : Arrays.copyOf(bytes, size);
	}

	private WasmLoadException tooLarge(DataSize limit) {
		return failure(Reason.TOO_LARGE,
				"%s is larger than %d bytes".formatted(this.definition.location(), limit.toBytes()),
				WasmText.of("Raise %s if the file is the right one.", WasmSetting.MAX_BINARY_SIZE), null);
	}

	private WasmLoadException failure(Reason reason, String fact, WasmText remedy, @Nullable Throwable cause) {
		return new WasmLoadException(reason, this.definition.context(null), WasmText.of(fact), remedy, cause);
	}

}
