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
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.StreamUtils;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.module.ModuleHttpClient.Response;

/**
 * Reads the binary of a module from its location, up to the largest size that is allowed.
 */
final class LocationReader {

	private static final long LARGEST = Integer.MAX_VALUE - 8L;

	private final WasmModuleDefinition definition;

	private final Supplier<? extends ModuleHttpClient> httpClient;

	private final Duration downloadTimeout;

	/**
	 * Create a new instance.
	 * @param definition what to read
	 * @param httpClient returns what asks web servers
	 * @param downloadTimeout longest time for all of a download
	 */
	LocationReader(WasmModuleDefinition definition, Supplier<? extends ModuleHttpClient> httpClient,
			Duration downloadTimeout) {
		this.definition = definition;
		this.httpClient = httpClient;
		this.downloadTimeout = downloadTimeout;
	}

	byte[] read() {
		Resource location = this.definition.location();
		try {
			checkFile(location);
			return (isRemote(location)) ? download(location.getURL().toString())
					: readAll(location.getInputStream(), location.contentLength());
		}
		catch (FileNotFoundException | NoSuchFileException ex) {
			throw notFound(ex);
		}
		catch (TimeoutException ex) {
			throw failure(Reason.UNREADABLE,
					"cannot read %s: the download took longer than %s".formatted(LocationText.of(location),
							DurationFormatterUtils.print(this.downloadTimeout, DurationFormat.Style.COMPOSITE)),
					WasmText.of("Check that the server is well, or raise %s.", WasmSetting.DOWNLOAD_TIMEOUT), null);
		}
		catch (DownloadStatusException ex) {
			throw unreadable(ex, (ex.isRefusal()) ? WasmText.of(
					"Write credentials into %s, as in 'https://user:password@host/file.wasm', or set %s, for example 'Authorization'.",
					WasmSetting.LOCATION, WasmSetting.HEADERS)
					: WasmText.of("Check that the location can be reached and read."));
		}
		catch (IOException ex) {
			throw unreadable(ex, WasmText.of("Check that the location can be reached and read."));
		}
	}

	/**
	 * Check that there is something to read, unless a server would have to be asked.
	 */
	void locate() {
		Resource location = this.definition.location();
		try {
			checkFile(location);
			if (!isRemote(location) && !location.exists()) {
				throw notFound(null);
			}
		}
		catch (IOException ex) {
			throw notFound(ex);
		}
	}

	private void checkFile(Resource location) throws IOException {
		if (location.isFile() && Files.isDirectory(location.getFile().toPath())) {
			throw failure(Reason.UNREADABLE, LocationText.of(location) + " is a directory",
					WasmText.of("Name the file in it, or search it by %s.", WasmSetting.LOCATIONS), null);
		}
	}

	private static boolean isRemote(Resource location) throws IOException {
		return location instanceof UrlResource && location.getURL().getProtocol().startsWith("http");
	}

	private WasmLoadException notFound(@Nullable IOException cause) {
		return failure(Reason.NOT_FOUND, "there is nothing at " + LocationText.of(this.definition.location()), WasmText
			.of("Correct %s. A file on the class path is written 'classpath:wasm/%s.wasm', one on disk 'file:/path/to/%s.wasm'.",
					WasmSetting.LOCATION, this.definition.name(), this.definition.name()),
				cause);
	}

	private WasmLoadException unreadable(IOException cause, WasmText remedy) {
		String problem = (cause.getMessage() != null) ? cause.getMessage() : cause.getClass().getSimpleName();
		return failure(Reason.UNREADABLE, "cannot read %s: %s".formatted(LocationText.of(this.definition.location()),
				LocationText.withoutSecrets(problem)), remedy, cause);
	}

	private byte[] download(String location) throws IOException, TimeoutException {
		ModuleDownload download = new ModuleDownload(this.httpClient.get(), location, this.definition.headers());
		return TimedDownload.run(this.definition.name(), this.downloadTimeout, () -> {
			try (Response response = download.open()) {
				String encoding = response.getHeader("Content-Encoding");
				return readAll(ContentEncoding.undo(encoding, response.getBody()), lengthOf(response));
			}
		});
	}

	private static long lengthOf(Response response) {
		String length = response.getHeader("Content-Length");
		return (length != null && length.matches("\\d{1,18}")) ? Long.parseLong(length) : -1;
	}

	/**
	 * Read all bytes.
	 * @param expected how many there probably are, so that they need not be copied
	 */
	private byte[] readAll(InputStream input, long expected) throws IOException {
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
				next = input.read();
			}
		}
		return (size == bytes.length) ? bytes : Arrays.copyOf(bytes, size);
	}

	private WasmLoadException tooLarge(DataSize limit) {
		return failure(Reason.TOO_LARGE,
				"%s is larger than %d bytes".formatted(LocationText.of(this.definition.location()), limit.toBytes()),
				WasmText.of("Raise %s if the file is the right one.", WasmSetting.MAX_BINARY_SIZE), null);
	}

	private WasmLoadException failure(Reason reason, String fact, WasmText remedy, @Nullable Throwable cause) {
		return new WasmLoadException(reason, this.definition.context(null), WasmText.of(fact), remedy,
				(cause != null) ? LocationText.withoutSecrets(cause) : null);
	}

}
