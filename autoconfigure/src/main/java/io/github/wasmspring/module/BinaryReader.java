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
import java.net.URLConnection;
import java.nio.file.NoSuchFileException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;

/**
 * Reads the binary of a module from its location, up to the largest size that is allowed.
 */
final class BinaryReader {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

	private final WasmModuleDefinition definition;

	BinaryReader(WasmModuleDefinition definition) {
		this.definition = definition;
	}

	byte[] read() {
		try (InputStream input = open(this.definition.location())) {
			DataSize limit = this.definition.maxBinarySize();
			int most = (int) Math.min(Integer.MAX_VALUE - 9, limit.toBytes());
			byte[] bytes = input.readNBytes(most + 1);
			if (bytes.length > most) {
				throw tooLarge(limit);
			}
			return bytes;
		}
		catch (FileNotFoundException | NoSuchFileException ex) {
			throw failure(Reason.NOT_FOUND, "there is nothing at " + this.definition.location(),
					"Correct 'wasm.modules.%s.location'. A file on the class path is written 'classpath:wasm/%s.wasm', one on disk 'file:/path/to/%s.wasm'."
						.formatted(this.definition.name(), this.definition.name(), this.definition.name()),
					ex);
		}
		catch (IOException ex) {
			throw failure(Reason.UNREADABLE, "cannot read %s: %s".formatted(this.definition.location(), ex),
					"Check that the location can be reached and read.", ex);
		}
	}

	private InputStream open(Resource resource) throws IOException {
		if (resource instanceof UrlResource && resource.getURL().getProtocol().startsWith("http")) {
			return openConnection(resource.getURL());
		}
		return resource.getInputStream();
	}

	/**
	 * Open a connection with timeouts, so that a server that does not answer cannot stop
	 * the application from starting for ever.
	 */
	private InputStream openConnection(URL url) throws IOException {
		URLConnection connection = url.openConnection();
		connection.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
		connection.setReadTimeout((int) READ_TIMEOUT.toMillis());
		connection.setUseCaches(false);
		if (connection instanceof HttpURLConnection http && http.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST
				&& http.getResponseCode() != HttpURLConnection.HTTP_NOT_FOUND) {
			throw new IOException("the server answered " + http.getResponseCode());
		}
		return connection.getInputStream();
	}

	private WasmLoadException tooLarge(DataSize limit) {
		return failure(Reason.TOO_LARGE,
				"%s is larger than %d bytes".formatted(this.definition.location(), limit.toBytes()),
				"Raise 'wasm.modules.%s.max-binary-size' if the file is the right one."
					.formatted(this.definition.name()),
				null);
	}

	private WasmLoadException failure(Reason reason, String fact, String remedy, @Nullable Throwable cause) {
		return new WasmLoadException(reason, WasmErrorContext.of(this.definition.name(), null), fact, remedy, cause);
	}

}
