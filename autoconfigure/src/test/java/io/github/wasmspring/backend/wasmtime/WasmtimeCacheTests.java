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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import io.github.kawamuray.wasmtime.Config;
import io.github.kawamuray.wasmtime.Engine;
import io.github.kawamuray.wasmtime.Module;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.github.wasmspring.Guests;
import io.github.wasmspring.backend.WasmBinary;
import io.github.wasmspring.backend.wasmtime.CacheStore.CachedFile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WasmtimeCache}, with the native engine in virtual machines of their
 * own.
 */
class WasmtimeCacheTests {

	private static final String GUEST = "numbers";

	@TempDir
	Path directory;

	private Path cache;

	@BeforeEach
	void prepare() throws IOException {
		this.cache = Files.createDirectory(this.directory.resolve("cache"));
	}

	@Test
	void compileShouldStoreAndFindModules() throws Exception {
		compile(null);
		assertThat(stored()).hasSize(1);
		Object key = DirectoryContents.fileKey(stored().get(0));
		assertThat(compile(null)).doesNotContain("WARN");
		assertThat(stored()).hasSize(1);
		assertThat(DirectoryContents.fileKey(stored().get(0))).as("was written once").isEqualTo(key);
		assertThat(DirectoryContents.list(this.directory.resolve("tmp"))).isEmpty();
	}

	/**
	 * A file that is signed is run as it is, even if it is that of another module. This
	 * shows that the engine does not compile again, and what signatures are for.
	 */
	@Test
	void compileWhenFileIsSignedShouldLetTheEngineUseIt() throws Exception {
		assertThat(ForkedJvm
			.start(this.directory, List.of(), Exchange.class, this.cache.toString(),
					this.directory.resolve("libraries").toString())
			.await()).contains("imports: 0, then 0, then 1");
	}

	@Test
	void compileWhenFileWasChangedShouldNotLetTheEngineSeeIt() throws Exception {
		compile(null);
		Path file = stored().get(0);
		byte[] intact = Files.readAllBytes(file);
		for (int position = 0; position < intact.length; position += intact.length / 2) {
			Object key = DirectoryContents.fileKey(file);
			byte[] changed = intact.clone();
			changed[position] ^= 4;
			Files.write(file, changed);
			assertThat(compile(null)).contains("which was changed or signed with another key");
			assertThat(DirectoryContents.fileKey(file)).as("was written anew").isNotEqualTo(key);
			assertThat(file).hasBinaryContent(intact);
		}
	}

	@Test
	void compileWhenSecretIsAnotherShouldCompileAgain() throws Exception {
		compile("one");
		assertThat(compile("one")).doesNotContain("another key");
		assertThat(compile("two")).contains("which was changed or signed with another key");
		assertThat(compile("two")).doesNotContain("another key");
	}

	@Test
	void compileWhenSeveralMachinesShareTheDirectoryShouldWork() throws Exception {
		List<ForkedJvm> machines = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			machines.add(start(null));
		}
		for (ForkedJvm machine : machines) {
			assertThat(machine.await()).contains("compiled").doesNotContain("WARN");
		}
		assertThat(stored()).hasSize(1);
		assertThat(compile(null)).doesNotContain("WARN");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void compileWhenOthersMayChangeTheDirectoryShouldWarnAndWorkWithout() throws Exception {
		compile(null);
		Path own = stored().get(0).getParent();
		Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
		assertThat(compile(null)).containsOnlyOnce("WARN").contains("may be changed by other users (rwxrwxrwx)");
	}

	@Test
	void compileWhenDirectoryCannotBeCreatedShouldWarnAndWorkWithout() throws Exception {
		this.cache = Files.createFile(this.directory.resolve("file"));
		assertThat(compile(null)).containsOnlyOnce("WARN").contains("cannot be used");
	}

	private String compile(@Nullable String secret) throws Exception {
		String printed = start(secret).await();
		assertThat(printed).contains("compiled");
		return printed;
	}

	private ForkedJvm start(@Nullable String secret) throws IOException {
		// Java 24 and later warn otherwise
		return ForkedJvm.start(this.directory, List.of("--enable-native-access=ALL-UNNAMED"), Compiler.class,
				this.directory.resolve("libraries").toString(), this.cache.toString(), (secret != null) ? secret : "");
	}

	private List<Path> stored() throws IOException {
		return DirectoryContents.list(this.cache)
			.stream()
			.filter((path) -> path.toString().endsWith(".module"))
			.toList();
	}

	/**
	 * Compiles a module with the cache.
	 */
	public static final class Compiler {

		private Compiler() {
		}

		public static void main(String[] arguments) {
			WasmtimeLibrary.load(GUEST, Path.of(arguments[0]));
			byte[] bytes = Guests.bytes(GUEST);
			try (WasmtimeCache cache = new WasmtimeCache(Path.of(arguments[1]),
					(!arguments[2].isEmpty()) ? arguments[2] : null);
					Config config = cache.configure(new Config());
					Engine engine = new Engine(config);
					Module module = cache.compile(WasmBinary.digest(bytes), () -> Module.fromBinary(engine, bytes))) {
				System.out.println("compiled, imports: " + module.imports().length);
			}
		}

	}

	/**
	 * Compiles a module without imports twice, and then finds one with an import in its
	 * place.
	 */
	public static final class Exchange {

		private Exchange() {
		}

		public static void main(String[] arguments) throws IOException {
			WasmtimeLibrary.load(GUEST, Path.of(arguments[1]));
			byte[] guest = Guests.bytes(GUEST);
			byte[] other = Guests.bytes("host_start");
			Path directory = Path.of(arguments[0]);
			try (WasmtimeCache cache = new WasmtimeCache(directory, "secret");
					Config config = cache.configure(new Config());
					Engine engine = new Engine(config)) {
				int first = imports(cache, engine, guest);
				int second = imports(cache, engine, guest);
				imports(cache, engine, other);
				exchange(directory, WasmBinary.digest(guest), WasmBinary.digest(other));
				System.out.printf("imports: %d, then %d, then %d%n", first, second, imports(cache, engine, guest));
			}
		}

		private static void exchange(Path directory, String digest, String other) throws IOException {
			Path own = DirectoryContents.list(directory).get(0).getParent();
			CacheStore store = new CacheStore(own, CacheKey.of(own, "secret"), new CacheSweep(Long.MAX_VALUE));
			CachedFile file = store.read(digest);
			CachedFile otherFile = store.read(other);
			assertThat(file).isNotNull();
			assertThat(otherFile).isNotNull();
			store.write(digest, new CachedFile(file.name(), otherFile.content()));
		}

		private static int imports(WasmtimeCache cache, Engine engine, byte[] bytes) {
			try (Module module = cache.compile(WasmBinary.digest(bytes), () -> Module.fromBinary(engine, bytes))) {
				return module.imports().length;
			}
		}

	}

}
