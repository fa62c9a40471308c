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

package io.github.wasmspring.wasi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.wasmspring.wasi.SandboxFileSystem.HostDirectoryOpener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SandboxFileSystem}, with and without directories that are held open.
 */
class SandboxFileSystemTests {

	@TempDir
	private Path temporary;

	private Path root(Platform platform, boolean readOnly) throws IOException {
		Path data = Files.createDirectories(this.temporary.resolve("data/folder/nested")).getParent().getParent();
		Files.createDirectories(this.temporary.resolve("outside"));
		Files.writeString(this.temporary.resolve("outside/secret"), "secret");
		Files.writeString(data.resolve("file"), "content");
		Files.createSymbolicLink(data.resolve("out"), Path.of("../outside"));
		Files.createSymbolicLink(data.resolve("folder/in"), Path.of("../file"));
		Files.createSymbolicLink(data.resolve("absolute"), data.resolve("file"));
		return SandboxFileSystem.open(new WasiDirectory("/", data, readOnly), platform.opener).getRootDirectory();
	}

	@ParameterizedTest
	@EnumSource
	void filesShouldBeReadAndChanged(Platform platform) throws IOException {
		Path root = root(platform, false);
		assertThat(read(root.resolve("file"))).isEqualTo("content");
		try (FileChannel channel = FileChannel.open(root.resolve("folder/new"), StandardOpenOption.CREATE_NEW,
				StandardOpenOption.WRITE)) {
			channel.write(ByteBuffer.wrap("new".getBytes()));
		}
		Files.createDirectory(root.resolve("folder/nested/made"));
		Files.move(root.resolve("folder/new"), root.resolve("folder/nested/made/moved"),
				StandardCopyOption.ATOMIC_MOVE);
		assertThat(read(root.resolve("folder/nested/made/moved"))).isEqualTo("new");
		Files.setLastModifiedTime(root.resolve("folder/in"), FileTime.fromMillis(0));
		assertThat(this.temporary.resolve("data/file").toFile().lastModified()).isZero();
		assertThatExceptionOfType(DirectoryNotEmptyException.class)
			.isThrownBy(() -> Files.delete(root.resolve("folder/nested/made")));
		assertThatExceptionOfType(DirectoryNotEmptyException.class)
			.isThrownBy(() -> Files.move(root.resolve("folder/nested"), root, StandardCopyOption.ATOMIC_MOVE));
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> Files.createDirectory(root.resolve("folder/nested/made")));
		Files.delete(root.resolve("folder/nested/made/moved"));
		Files.delete(root.resolve("folder/nested/made"));
		assertThat(Files.exists(root.resolve("folder/nested/made"))).isFalse();
		try (Stream<Path> paths = Files.list(root)) {
			assertThat(paths.map(Path::toString)).containsExactlyInAnyOrder("/file", "/folder", "/out", "/absolute");
		}
	}

	@ParameterizedTest
	@EnumSource
	void linksShouldStayInside(Platform platform) throws IOException {
		Path root = root(platform, false);
		assertThat(Files.readSymbolicLink(root.resolve("folder/in"))).hasToString("/file");
		assertThat(Files.isRegularFile(root.resolve("folder/in"))).isTrue();
		assertThat(Files.isSymbolicLink(root.resolve("folder/in"))).isTrue();
		for (String path : new String[] { "out/secret", "out/new", "out/.." }) {
			Path escape = root.resolve(path.replace("/..", "/./"));
			refuse(WasiError.NOT_PERMITTED, () -> read(root.resolve("out/secret")));
			refuse(WasiError.NOT_PERMITTED, () -> Files.createDirectory(escape.resolve("made")));
			refuse(WasiError.NOT_PERMITTED, () -> Files.exists(escape.resolve("secret")));
		}
		refuse(WasiError.NOT_PERMITTED, () -> Files.readSymbolicLink(root.resolve("out")));
		refuse(WasiError.NOT_PERMITTED, () -> Files.readSymbolicLink(root.resolve("absolute")));
		refuse(WasiError.LOOP, () -> read(root.resolve("folder/in")));
		refuse(WasiError.LOOP, () -> read(root.resolve("out")));
		assertThat(Files.readAttributes(root.resolve("../.."), "unix:*").get("isDirectory")).isEqualTo(true);
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> Files.createSymbolicLink(root.resolve("link"), root.resolve("file")));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> Files.createLink(root.resolve("link"), root.resolve("file")));
	}

	@ParameterizedTest
	@EnumSource
	void readOnlyShouldRefuseChanges(Platform platform) throws IOException {
		Path root = root(platform, true);
		assertThat(read(root.resolve("file"))).isEqualTo("content");
		for (StandardOpenOption option : StandardOpenOption.values()) {
			if (option != StandardOpenOption.READ && option != StandardOpenOption.SYNC
					&& option != StandardOpenOption.DSYNC) {
				refuse(WasiError.READ_ONLY, () -> FileChannel.open(root.resolve("file"), option));
			}
		}
		refuse(WasiError.READ_ONLY, () -> Files.createDirectory(root.resolve("made")));
		refuse(WasiError.READ_ONLY, () -> Files.delete(root.resolve("file")));
		refuse(WasiError.READ_ONLY, () -> Files.move(root.resolve("file"), root.resolve("moved")));
		refuse(WasiError.READ_ONLY, () -> Files.setLastModifiedTime(root.resolve("file"), FileTime.fromMillis(0)));
		assertThat(this.temporary.resolve("data/file")).hasContent("content");
	}

	@ParameterizedTest
	@EnumSource
	void attributesShouldTellFilesApart(Platform platform) throws IOException {
		Path root = root(platform, true);
		Map<String, Object> file = Files.readAttributes(root.resolve("file"), "unix:*");
		assertThat(file).containsEntry("size", 7L).containsEntry("isRegularFile", true);
		assertThat(Files.readAttributes(root.resolve("folder/../file"), "unix:*").get("ino"))
			.isEqualTo(file.get("ino"));
		assertThat(Files.readAttributes(root.resolve("folder"), "unix:*").get("ino")).isNotEqualTo(file.get("ino"));
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> Files.readAttributes(root.resolve("none"), "unix:*", LinkOption.NOFOLLOW_LINKS));
	}

	@ParameterizedTest
	@EnumSource
	void directoryThatBecomesLinkShouldNotBeFollowed(Platform platform) throws IOException {
		root(platform, false);
		Path data = this.temporary.resolve("data").toRealPath();
		try (HostDirectory opened = platform.opener.open(data); HostDirectory folder = opened.openDirectory("folder")) {
			Files.move(data.resolve("folder"), data.resolve("elsewhere"));
			Files.createSymbolicLink(data.resolve("folder"), Path.of("../outside"));
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> opened.openDirectory("folder"));
			assertThatExceptionOfType(Exception.class)
				.isThrownBy(() -> folder.openFile("secret", java.util.Set.of(StandardOpenOption.READ)));
		}
		assertThat(this.temporary.resolve("outside")).isDirectoryContaining("glob:**secret");
	}

	private static String read(Path path) throws IOException {
		try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
			ByteBuffer content = ByteBuffer.allocate(100);
			channel.read(content);
			return new String(content.array(), 0, content.position());
		}
	}

	private static void refuse(WasiError error, ThrowingCallable action) {
		assertThatExceptionOfType(SandboxException.class).isThrownBy(action)
			.satisfies((ex) -> assertThat(ex.getError()).isEqualTo(error));
	}

	/**
	 * How directories are opened.
	 */
	enum Platform {

		/**
		 * As this platform can.
		 */
		NATIVE(HostDirectory::open),

		/**
		 * As a platform does that holds no directories open.
		 */
		PORTABLE((root) -> new CheckedHostDirectory(Files.newDirectoryStream(root), root));

		private final HostDirectoryOpener opener;

		Platform(HostDirectoryOpener opener) {
			this.opener = opener;
		}

	}

}
