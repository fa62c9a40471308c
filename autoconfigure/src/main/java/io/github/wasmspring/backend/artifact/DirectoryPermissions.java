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
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.SettingNames;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;

/**
 * Checks that nobody but the owner can change a directory, where the file system knows
 * owners and permissions.
 *
 * @param path the directory, without symbolic links above it
 * @param setting the setting that names it
 * @param names what settings are called, or {@code null} if that is not known
 */
record DirectoryPermissions(Path path, WasmSetting setting, @Nullable SettingNames names) {

	private static final Set<PosixFilePermission> OTHERS_WRITE = Set.of(PosixFilePermission.GROUP_WRITE,
			PosixFilePermission.OTHERS_WRITE);

	private static final Set<PosixFilePermission> OTHERS_READ = Set.of(PosixFilePermission.GROUP_READ,
			PosixFilePermission.OTHERS_READ);

	/**
	 * Bit of a directory in which only the owner of a file can exchange it.
	 */
	private static final int STICKY = 01000;

	private static volatile @Nullable CurrentUser currentUser;

	/**
	 * Check the directory itself.
	 */
	void check() throws IOException {
		if (Files.isSymbolicLink(this.path)) {
			Path real = this.path.toRealPath();
			throw failure(WasmText.of("%s is %s, which is a symbolic link", this.setting, this.path), WasmText
				.of("Set %s to the directory that it points to: '%s'.", this.setting.proposing(real), real));
		}
		PosixFileAttributes attributes = attributes(this.path);
		if (attributes == null) {
			return;
		}
		if (!Collections.disjoint(attributes.permissions(), OTHERS_WRITE)) {
			throw failure(
					WasmText.of("others can write in %s (%s), and what is there is run as code", this.path,
							PosixFilePermissions.toString(attributes.permissions())),
					(isSticky(this.path)) ? WasmText.of(
							"Set %s to one that does not exist, such as '%s': it will be created for its owner only.",
							this.setting, this.path.resolve("wasm-cache"))
							: WasmText.of(
									"Run 'chmod go-w %s', or set %s to one that does not exist: it will be created for its owner only.",
									this.path, this.setting));
		}
		if (isForeign(attributes)) {
			throw failure(
					WasmText.of("%s belongs to '%s', who can write in it, and what is there is run as code", this.path,
							attributes.owner().getName()),
					WasmText.of(
							"Run 'chown %s %s', or set %s to one that does not exist: it will be created for its owner only.",
							currentUser().number(), this.path, this.setting));
		}
	}

	/**
	 * Check that nobody else can put another directory at the place of this one, which
	 * takes the right to write in a directory above. In a directory such as {@code /tmp},
	 * only owners can do that. A group of the owner's name has no other member by
	 * convention.
	 * @param alternative what to do instead of changing the directory above, a clause
	 */
	void checkAbove(WasmText alternative) throws IOException {
		for (Path above = this.path.getParent(); above != null; above = above.getParent()) {
			PosixFileAttributes attributes = attributes(above);
			if (attributes == null) {
				return;
			}
			if (isForeign(attributes)) {
				throw failure(WasmText.of(
						"'%s', to whom %s belongs, can put something else in the place of %s, and what is there is run as code",
						attributes.owner().getName(), above, this.path),
						WasmText.of("Set %s to a directory below one of your own%s.", this.setting, alternative));
			}
			if (canExchange(attributes) && !isSticky(above)) {
				throw failure(WasmText.of(
						"others can put something else in the place of %s, because they can write in %s (%s), and what is there is run as code",
						this.path, above, PosixFilePermissions.toString(attributes.permissions())),
						WasmText.of(
								"Run 'chmod go-w %s', or 'chmod +t %s' if others have to write there; or set %s to a directory elsewhere%s.",
								above, above, this.setting, alternative));
			}
		}
	}

	private static boolean canExchange(PosixFileAttributes attributes) {
		Set<PosixFilePermission> permissions = attributes.permissions();
		return permissions.contains(PosixFilePermission.OTHERS_WRITE)
				|| (permissions.contains(PosixFilePermission.GROUP_WRITE)
						&& !attributes.group().getName().equals(attributes.owner().getName()));
	}

	private static boolean isSticky(Path directory) throws IOException {
		return directory.getFileSystem().supportedFileAttributeViews().contains("unix")
				&& Files.getAttribute(directory, "unix:mode") instanceof Integer mode && (mode & STICKY) != 0;
	}

	/**
	 * Check that nobody but the owner can read or change a file in the directory.
	 */
	void checkSecret(Path file) throws IOException {
		PosixFileAttributes attributes = attributes(file);
		if (attributes == null) {
			return;
		}
		if (attributes.isSymbolicLink() || isForeign(attributes)) {
			throw failure(
					WasmText.of("%s, the key that signs what is run as code, is %s", file,
							(attributes.isSymbolicLink()) ? "a symbolic link"
									: "a file of '%s'".formatted(attributes.owner().getName())),
					WasmText.of(
							"Find out who put it there. Then run 'rm %s': a new key will be made, and modules are compiled again.",
							file));
		}
		if (!Collections.disjoint(attributes.permissions(), OTHERS_WRITE)
				|| !Collections.disjoint(attributes.permissions(), OTHERS_READ)) {
			throw failure(
					WasmText.of("others can read %s (%s), the key that signs what is run as code", file,
							PosixFilePermissions.toString(attributes.permissions())),
					WasmText.of("Run 'rm %s': a new key will be made, and modules are compiled again.", file));
		}
	}

	private static @Nullable PosixFileAttributes attributes(Path path) throws IOException {
		PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class,
				LinkOption.NOFOLLOW_LINKS);
		return (view != null) ? view.readAttributes() : null;
	}

	private static boolean isForeign(PosixFileAttributes attributes) throws IOException {
		UserPrincipal owner = attributes.owner();
		return !owner.getName().equals("root") && !owner.equals(currentUser().principal());
	}

	private static CurrentUser currentUser() throws IOException {
		CurrentUser user = currentUser;
		if (user == null) {
			user = CurrentUser.find();
			currentUser = user;
		}
		return user;
	}

	/**
	 * Check that the path can be a directory.
	 */
	void checkNoFile() {
		if (Files.exists(this.path) && !Files.isDirectory(this.path)) {
			throw failure(WasmText.of("%s is %s, which is a file", this.setting, this.path),
					WasmText.of("Set %s to a directory.", this.setting));
		}
	}

	private WasmLoadException failure(WasmText fact, WasmText remedy) {
		return new WasmLoadException(Reason.MISCONFIGURED, new WasmErrorContext(null, null, null, this.names), fact,
				remedy, null);
	}

	/**
	 * User that owns what this process creates, which Java tells only by example. The
	 * property {@code user.name} may say something else, or nothing: in a container, a
	 * user often has a number only.
	 *
	 * @param principal the user
	 * @param number its number, or its name where users have none
	 */
	private record CurrentUser(UserPrincipal principal, String number) {

		static CurrentUser find() throws IOException {
			Path example;
			try {
				example = Files.createTempFile("wasm", null);
			}
			catch (IOException ex) {
				return of(Path.of("/proc/self"));
			}
			try {
				return of(example);
			}
			finally {
				Files.deleteIfExists(example);
			}
		}

		private static CurrentUser of(Path example) throws IOException {
			UserPrincipal owner = Files.getOwner(example);
			boolean numbered = example.getFileSystem().supportedFileAttributeViews().contains("unix");
			return new CurrentUser(owner,
					(numbered) ? String.valueOf(Files.getAttribute(example, "unix:uid")) : owner.getName());
		}

	}

}
