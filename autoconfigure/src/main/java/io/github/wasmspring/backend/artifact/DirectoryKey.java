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

package io.github.wasmspring.backend.artifact;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;

/**
 * Random key in a file of a directory. Of several virtual machines that start at once one
 * creates it, and the others read that.
 *
 * @param directory the directory
 */
record DirectoryKey(PrivateDirectory directory) {

	private static final String NAME = "key";

	private static final int ATTEMPTS = 3;

	/**
	 * Return the key, or {@code null} if it can neither be read nor be created, or others
	 * can read or replace it. The directory is abandoned in that case.
	 */
	byte @Nullable [] get() {
		if (!this.directory.isUsable()) {
			return null;
		}
		try {
			this.directory.permissions()
				.checkAbove(WasmText.of(", or set %s, without which the key is there", WasmSetting.CACHE_SECRET));
			for (int i = 0; i < ATTEMPTS; i++) {
				byte[] key = read();
				if (key != null) {
					return key;
				}
				create();
			}
			throw new IOException(file() + " changes all the time");
		}
		catch (WasmLoadException ex) {
			this.directory.abandon(ex);
			return null;
		}
		catch (IOException ex) {
			this.directory.abandon("has no key", ex);
			return null;
		}
	}

	private byte @Nullable [] read() throws IOException {
		Path file = file();
		try {
			this.directory.permissions().checkSecret(file);
			byte[] key = Files.readAllBytes(file);
			if (key.length == HmacArtifactSigner.KEY_SIZE) {
				return key;
			}
			Files.deleteIfExists(file);
			return null;
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	private void create() throws IOException {
		Path temporary = this.directory.writeTemporary(HmacArtifactSigner.randomKey());
		try {
			createUnlessExists(temporary);
		}
		catch (FileAlreadyExistsException ex) {
			// somebody else was faster
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

	/**
	 * A link fails if the file exists, which a move does not do in one step everywhere.
	 */
	private void createUnlessExists(Path temporary) throws IOException {
		try {
			Files.createLink(file(), temporary);
		}
		catch (FileAlreadyExistsException ex) {
			throw ex;
		}
		catch (IOException | UnsupportedOperationException ex) {
			Files.move(temporary, file());
		}
	}

	private Path file() {
		return this.directory.resolve(NAME);
	}

}
