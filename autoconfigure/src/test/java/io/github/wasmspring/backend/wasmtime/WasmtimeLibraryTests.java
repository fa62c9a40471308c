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

package io.github.wasmspring.backend.wasmtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.kawamuray.wasmtime.Engine;
import io.github.kawamuray.wasmtime.Module;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

import io.github.wasmspring.ForkedJvm;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmLoadException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WasmtimeLibrary}, each in a virtual machine of its own.
 */
@Tag("slow")
class WasmtimeLibraryTests {

	@TempDir
	Path directory;

	@Test
	void loadShouldUnpackOnceAndLeaveNoTemporaryFiles() throws Exception {
		Path libraries = this.directory.resolve("libraries");
		assertThat(load(libraries)).contains("compiled")
			.contains("Backend 'wasmtime' runs modules as native code of wasmtime 7.0.1, which is of 2023 and gets no"
					+ " security fixes. For modules from strangers choose 'chicory' or 'chicory-interpreter'");
		List<Path> files = DirectoryContents.list(libraries);
		assertThat(files).hasSize(1);
		Object key = DirectoryContents.fileKey(files.get(0));
		assertThat(load(libraries)).contains("compiled");
		assertThat(DirectoryContents.list(libraries)).isEqualTo(files);
		assertThat(DirectoryContents.fileKey(files.get(0))).isEqualTo(key);
		assertThat(DirectoryContents.list(this.directory.resolve("tmp"))).isEmpty();
	}

	@Test
	void loadShouldUseTheUsersCacheDirectory() throws Exception {
		assertThat(load(null, "-Duser.home=" + this.directory)).contains("compiled");
		assertThat(DirectoryContents.list(this.directory)).anySatisfy(
				(path) -> assertThat(path.toString()).contains("wasm-spring-boot").contains("wasmtime_jni_0.19.0"));
	}

	@Test
	void loadWhenFileWasChangedShouldReplaceIt() throws Exception {
		Path libraries = this.directory.resolve("libraries");
		load(libraries);
		Path file = DirectoryContents.list(libraries).get(0);
		byte[] bytes = Files.readAllBytes(file);
		byte[] changed = bytes.clone();
		changed[bytes.length / 2] ^= 1;
		Files.write(file, changed);
		assertThat(load(libraries)).contains("compiled");
		assertThat(file).hasBinaryContent(bytes);
	}

	@Test
	void loadWhenHomeIsNotWritableShouldUseTemporaryFileAndRemoveIt() throws Exception {
		Path file = Files.createFile(this.directory.resolve("file"));
		assertThat(load(null, "-Duser.home=" + file)).contains("compiled")
			.contains("is unpacked anew at each start")
			.contains("'wasmtime.library-directory'");
		assertThat(DirectoryContents.list(this.directory.resolve("tmp"))).isEmpty();
	}

	@Test
	void loadWhenGivenDirectoryIsNotUsableShouldThrow() throws Exception {
		Path file = Files.createFile(this.directory.resolve("file"));
		assertThat(load(file.resolve("below")))
			.contains("Module 'numbers', backend 'wasmtime': the native library cannot be unpacked: ")
			.contains(
					"Set the application's setting 'wasmtime.library-directory' to a directory that only the user of the application"
							+ " can change, or choose another backend: the setting 'backend=chicory'.");
	}

	@Test
	void loadWhenPlatformHasNoLibraryShouldThrow() throws Exception {
		assertThat(load(null, "-Dos.arch=riscv64"))
			.contains("Module 'numbers', backend 'wasmtime': wasmtime has no library for this platform,")
			.contains("on riscv64. There is one for Linux with glibc (x86-64, AArch64), macOS")
			.contains("or choose another backend: the setting 'backend=chicory'.");
	}

	/**
	 * The library of another processor.
	 */
	@Test
	void loadWhenLibraryCannotBeLoadedShouldTellWhatItNeeds() throws Exception {
		String other = System.getProperty("os.arch").equals("aarch64") ? "amd64" : "aarch64";
		assertThat(load(this.directory.resolve("libraries"), "-Dos.arch=" + other))
			.contains("Module 'numbers', backend 'wasmtime': the native library cannot be loaded: ")
			.contains("On Linux it needs glibc 2.18 and libgcc_s.so.1, and everywhere a directory whose files may be"
					+ " executed: set the application's setting 'wasmtime.library-directory' to one. Or choose another backend:"
					+ " the setting 'backend=chicory'.");
	}

	@Test
	void loadWhenSeveralMachinesStartAtOnceShouldUnpackOneFile() throws Exception {
		Path libraries = this.directory.resolve("libraries");
		List<ForkedJvm> machines = List.of(start(libraries), start(libraries), start(libraries));
		for (ForkedJvm machine : machines) {
			assertThat(machine.await()).contains("compiled");
		}
		assertThat(DirectoryContents.list(libraries)).hasSize(1);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_24)
	void loadWhenNativeAccessIsDeniedShouldTellTheOption() throws Exception {
		assertThat(load(this.directory.resolve("libraries"), "--illegal-native-access=deny"))
			.contains("Module 'numbers', backend 'wasmtime': Java does not allow native code. "
					+ "Start it with '--enable-native-access=ALL-UNNAMED', or choose another backend");
	}

	private String load(@Nullable Path libraries, String... options) throws Exception {
		return start(libraries, options).await();
	}

	private ForkedJvm start(@Nullable Path libraries, String... options) throws IOException {
		return ForkedJvm.start(this.directory, List.of(options), Loader.class,
				(libraries != null) ? new String[] { libraries.toString() } : new String[0]);
	}

	/**
	 * Loads the library and compiles a module.
	 */
	public static final class Loader {

		private Loader() {
		}

		public static void main(String[] arguments) {
			try {
				WasmtimeLibrary.load("numbers", (arguments.length > 0) ? Path.of(arguments[0]) : null);
			}
			catch (WasmLoadException ex) {
				System.out.println(ex.getMessage());
				return;
			}
			try (Engine engine = new Engine(); Module module = Module.fromBinary(engine, Guests.bytes("numbers"))) {
				System.out.println("compiled, imports: " + module.imports().length);
			}
		}

	}

}
