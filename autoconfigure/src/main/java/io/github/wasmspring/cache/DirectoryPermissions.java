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

package io.github.wasmspring.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;

/**
 * Checks that nobody but the owner can change a directory, where the file system knows
 * owners and permissions.
 *
 * @param path the directory
 */
record DirectoryPermissions(Path path) {

	private static final Set<PosixFilePermission> OTHERS_WRITE = Set.of(PosixFilePermission.GROUP_WRITE,
			PosixFilePermission.OTHERS_WRITE);

	private static final Set<PosixFilePermission> OTHERS_READ = Set.of(PosixFilePermission.GROUP_READ,
			PosixFilePermission.OTHERS_READ);

	void check() throws IOException {
		PosixFileAttributes attributes = attributes(this.path);
		if (attributes == null) {
			return;
		}
		if (!Collections.disjoint(attributes.permissions(), OTHERS_WRITE)) {
			throw failure(
					"others can write in %s (%s), and what is there is run as code".formatted(this.path,
							PosixFilePermissions.toString(attributes.permissions())),
					"Run 'chmod go-w %s', or set 'wasm.cache.directory' to one that does not exist, such as '%s': it will be created for its owner only."
						.formatted(this.path, this.path.resolve("wasm-cache")));
		}
		UserPrincipal user = currentUser();
		UserPrincipal owner = attributes.owner();
		if (user != null && !owner.equals(user) && !owner.getName().equals("root")) {
			throw failure(
					"%s belongs to '%s', who can write in it, and what is there is run as code".formatted(this.path,
							owner.getName()),
					"Run 'chown %s %s', or set 'wasm.cache.directory' to one that does not exist: it will be created for its owner only."
						.formatted(user.getName(), this.path));
		}
	}

	/**
	 * Check that nobody but the owner can read or change a file in the directory.
	 */
	void checkSecret(Path file) throws IOException {
		PosixFileAttributes attributes = attributes(file);
		if (attributes != null && (!Collections.disjoint(attributes.permissions(), OTHERS_WRITE)
				|| !Collections.disjoint(attributes.permissions(), OTHERS_READ))) {
			throw failure(
					"others can read %s (%s), the key that signs what is run as code".formatted(file,
							PosixFilePermissions.toString(attributes.permissions())),
					"Run 'rm %s': a new key will be made, and modules are compiled again.".formatted(file));
		}
	}

	private static @Nullable PosixFileAttributes attributes(Path path) throws IOException {
		PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
		return (view != null) ? view.readAttributes() : null;
	}

	private @Nullable UserPrincipal currentUser() {
		try {
			return this.path.getFileSystem()
				.getUserPrincipalLookupService()
				.lookupPrincipalByName(System.getProperty("user.name"));
		}
		catch (IOException | UnsupportedOperationException ex) {
			return ownerOfProcess();
		}
	}

	/**
	 * Return the user of a process that runs under a number without a name, as containers
	 * may.
	 */
	private static @Nullable UserPrincipal ownerOfProcess() {
		try {
			return Files.getOwner(Path.of("/proc/self"));
		}
		catch (IOException ex) {
			return null;
		}
	}

	static WasmLoadException failure(String fact, String remedy) {
		return new WasmLoadException(Reason.MISCONFIGURED, new WasmErrorContext(null, null, null), fact, remedy, null);
	}

}
