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
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.kawamuray.wasmtime.Config;
import io.github.kawamuray.wasmtime.Engine;
import io.github.kawamuray.wasmtime.Module;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.unit.DataSize;

import io.github.wasmspring.ForkedJvm;
import io.github.wasmspring.Guests;
import io.github.wasmspring.backend.artifact.DirectoryArtifactStore;
import io.github.wasmspring.backend.artifact.HmacArtifactSigner;
import io.github.wasmspring.backend.artifact.PrivateDirectory;
import io.github.wasmspring.backend.artifact.SignedArtifacts;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WasmtimeCache}, with the native engine in virtual machines of their
 * own.
 */
@Tag("slow")
class WasmtimeCacheTests {

	private static final String GUEST = "numbers";

	@TempDir
	Path directory;

	private Path cache;

	@BeforeEach
	void prepare() {
		this.cache = this.directory.resolve("cache");
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
			byte[] changed = intact.clone();
			changed[position] ^= 4;
			Files.write(file, changed);
			assertThat(compile(null)).contains("Backend 'wasmtime': dropped the compiled form",
					"it was changed, or signed with another key");
			assertThat(file).hasBinaryContent(intact);
		}
	}

	@Test
	void compileWhenSecretIsAnotherShouldCompileAgain() throws Exception {
		compile("one");
		assertThat(compile("one")).doesNotContain("another key");
		assertThat(compile("two")).contains("Backend 'wasmtime': dropped the compiled form",
				"it was changed, or signed with another key");
		assertThat(compile("two")).doesNotContain("another key");
	}

	@Test
	void compileWhenSeveralMachinesShareTheDirectoryShouldWork() throws Exception {
		List<ForkedJvm> machines = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			machines.add(start(null, GUEST, Long.MAX_VALUE));
		}
		for (ForkedJvm machine : machines) {
			assertThat(machine.await()).contains("compiled").doesNotContain("WARN");
		}
		assertThat(stored()).hasSize(1);
		assertThat(compile(null)).doesNotContain("WARN");
	}

	@Test
	void compileShouldKeepToTheSizeOfTheDirectory() throws Exception {
		compile(null);
		List<Path> first = stored();
		Files.setLastModifiedTime(first.get(0), FileTime.from(Instant.EPOCH));
		long size = Files.size(first.get(0));
		compile(null, "traps", size + 100);
		assertThat(stored()).hasSize(1).doesNotContainAnyElementsOf(first);
	}

	@Test
	void compileWhenDirectoryCannotBeCreatedShouldWarnAndWorkWithout() throws Exception {
		this.cache = Files.createFile(this.directory.resolve("file")).resolve("below");
		assertThat(compile(null)).containsOnlyOnce("WARN").contains("cannot be created");
	}

	private String compile(@Nullable String secret) throws Exception {
		return compile(secret, GUEST, Long.MAX_VALUE);
	}

	private String compile(@Nullable String secret, String guest, long maxSize) throws Exception {
		String printed = start(secret, guest, maxSize).await();
		assertThat(printed).contains("compiled");
		return printed;
	}

	private ForkedJvm start(@Nullable String secret, String guest, long maxSize) throws IOException {
		// Java 24 and later warn otherwise
		return ForkedJvm.start(this.directory, List.of("--enable-native-access=ALL-UNNAMED"), Compiler.class,
				this.directory.resolve("libraries").toString(), this.cache.toString(),
				(secret != null) ? secret.repeat(32) : "", guest, Long.toString(maxSize));
	}

	private List<Path> stored() throws IOException {
		return DirectoryContents.list(this.cache)
			.stream()
			.filter((path) -> path.toString().endsWith(".artifact"))
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
			byte[] bytes = Guests.bytes(arguments[3]);
			PrivateDirectory directory = PrivateDirectory.open(Path.of(arguments[1]));
			SignedArtifacts artifacts = new SignedArtifacts(
					new DirectoryArtifactStore(directory, DataSize.ofBytes(Long.parseLong(arguments[4]))),
					(arguments[2].isEmpty()) ? HmacArtifactSigner.ofDirectory(directory)
							: HmacArtifactSigner.ofSecret(arguments[2]));
			try (WasmtimeCache cache = new WasmtimeCache(artifacts);
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
			SignedArtifacts artifacts = new SignedArtifacts(
					new DirectoryArtifactStore(PrivateDirectory.open(Path.of(arguments[0])), DataSize.ofGigabytes(1)),
					HmacArtifactSigner.random());
			try (WasmtimeCache cache = new WasmtimeCache(artifacts);
					Config config = cache.configure(new Config());
					Engine engine = new Engine(config)) {
				int first = imports(cache, engine, guest);
				int second = imports(cache, engine, guest);
				imports(cache, engine, other);
				exchange(artifacts, WasmBinary.digest(guest), WasmBinary.digest(other));
				System.out.printf("imports: %d, then %d, then %d%n", first, second, imports(cache, engine, guest));
			}
		}

		private static void exchange(SignedArtifacts artifacts, String digest, String other) throws IOException {
			CachedFile file = CachedFile.of(read(artifacts, digest));
			CachedFile otherFile = CachedFile.of(read(artifacts, other));
			artifacts.write(WasmtimeCache.key(digest), "test",
					new CachedFile(file.name(), otherFile.content()).toBytes());
		}

		private static byte[] read(SignedArtifacts artifacts, String digest) {
			byte[] artifact = artifacts.read(WasmtimeCache.key(digest), "test");
			assertThat(artifact).isNotNull();
			return artifact;
		}

		private static int imports(WasmtimeCache cache, Engine engine, byte[] bytes) {
			try (Module module = cache.compile(WasmBinary.digest(bytes), () -> Module.fromBinary(engine, bytes))) {
				return module.imports().length;
			}
		}

	}

}
