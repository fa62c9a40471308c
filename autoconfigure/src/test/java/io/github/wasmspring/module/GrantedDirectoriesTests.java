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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.chicory.ChicoryWasi;
import io.github.wasmspring.wasi.WasiDirectory;
import io.github.wasmspring.wasi.WasiSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for {@link GrantedDirectories}: what a guest can do with directories of which one
 * lies within another, and with the path of one that is granted.
 */
@EveryBackend
class GrantedDirectoriesTests {

	private static final int FIRST = 3;

	private static final int SECOND = 4;

	private final DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(
			new WasmBackends(List.of(Backends.current()), Map.of()),
			ModuleRegistrySettings.DEFAULTS.withWasiProvider(new ChicoryWasi()));

	@TempDir
	private Path temporary;

	private Path data;

	private Path inbox;

	@BeforeEach
	void prepare() throws IOException {
		this.data = this.temporary.resolve("data");
		this.inbox = Files.createDirectories(this.data.resolve("inbox"));
		Files.createDirectories(this.data.resolve("sub"));
		Files.writeString(Files.createDirectory(this.temporary.resolve("outside")).resolve("secret"), "secret");
		Files.createSymbolicLink(this.data.resolve("sub/link"), Path.of("../../outside"));
	}

	@AfterEach
	void close() {
		this.registry.close();
	}

	private static WasiDirectory writable(String guest, Path host) {
		return new WasiDirectory(guest, host, false);
	}

	private static WasiDirectory readOnly(String guest, Path host) {
		return new WasiDirectory(guest, host, true);
	}

	private WasmModule register(String name, WasiDirectory... directories) {
		WasmModuleDefinition plain = WasmModuleDefinition.of(name, Guests.resource("wasi_hostile"),
				Backends.current().getId());
		WasiSettings settings = new WasiSettings(List.of(), Map.of(), List.of(directories),
				WasiSettings.DEFAULTS.stdout(), WasiSettings.DEFAULTS.stderr(), WasiSettings.DEFAULTS.maxOutput());
		this.registry.registerModule(plain.withWasi(settings));
		return this.registry.getModule(name);
	}

	private void refuse(String name, WasiDirectory... directories) {
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> register(name, directories))
			.withMessageContainingAll("Module '%s'".formatted(name), "lies within", this.inbox.toString(),
					"'WasiSettings.withDirectories'")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(WasmLoadException.Reason.MISCONFIGURED));
		assertThat(this.registry.getNames()).doesNotContain(name);
	}

	@Test
	void directoryWithinWritableOneShouldBeRefused() {
		refuse("one", writable("/data", this.data), writable("/inbox", this.inbox));
		refuse("one", writable("/data", this.data), readOnly("/inbox", this.inbox));
		refuse("one", writable("/inbox", this.inbox), writable("/data", this.data));
		refuse("one", readOnly("/inbox", this.inbox), writable("/data", this.data));
		refuse("one", writable("/data", this.data), writable("/inbox", this.data.resolve("sub/../inbox")));
	}

	@Test
	void directoryWithinWritableOneOfAnotherModuleShouldBeRefused() {
		register("outer", writable("/data", this.data));
		refuse("inner", writable("/inbox", this.inbox));
		refuse("inner", readOnly("/inbox", this.inbox));
		this.registry.removeModule("outer");
		register("inner", readOnly("/inbox", this.inbox));
		refuse("outer", writable("/data", this.data));
		register("reader", readOnly("/data", this.data));
		this.registry.removeModule("inner");
		register("outer", writable("/data", this.data));
	}

	@Test
	void directoryThatIsReachedByLinkShouldBeRefused() throws IOException {
		Path link = Files.createSymbolicLink(this.temporary.resolve("elsewhere"), this.inbox);
		refuse("one", writable("/data", this.data), readOnly("/inbox", link));
		register("outer", writable("/data", this.data));
		refuse("inner", readOnly("/inbox", link));
	}

	@Test
	void directoriesThatNobodyCanExchangeShouldBeAccepted() throws IOException {
		Path sibling = Files.createDirectory(this.temporary.resolve("data2"));
		register("nested", readOnly("/data", this.data), writable("/data/inbox", this.inbox));
		register("same", readOnly("/data", this.data), writable("/inbox", this.inbox));
		register("siblings", writable("/sub", this.data.resolve("sub")), writable("/sibling", sibling));
	}

	@Test
	void guestShouldNotMoveLinkToThePlaceOfDirectory() {
		WasmModule module = register("nested", readOnly("/data", this.data), writable("/data/inbox", this.inbox));
		try (WasmInstance instance = module.instantiate()) {
			assertThat(rename(instance, FIRST, "inbox", "old")).isNotZero();
			assertThat(rename(instance, FIRST, "sub/link", "inbox")).isNotZero();
			assertThat(this.inbox).isDirectory();
		}
	}

	@Test
	void directoryShouldBeHeldFromTheTimeWhenTheModuleIsLoaded() throws IOException {
		Files.writeString(this.inbox.resolve("letter"), "letter");
		WasmModule module = register("held", writable("/sub", this.data.resolve("sub")), readOnly("/in", this.inbox));
		try (WasmInstance early = module.instantiate()) {
			Files.move(this.inbox, this.data.resolve("old"));
			Files.createSymbolicLink(this.inbox, Path.of("../outside"));
			try (WasmInstance late = module.instantiate()) {
				for (WasmInstance instance : List.of(early, late)) {
					assertThat(read(instance, SECOND, "secret")).isEqualTo("error 44");
					assertThat(read(instance, SECOND, "letter")).isEqualTo("letter");
				}
			}
			assertThat(module.<String>execute((instance) -> read(instance, SECOND, "letter"))).isEqualTo("letter");
		}
	}

	@Test
	void closeShouldLeaveNothingOpen() throws IOException {
		assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")));
		WasmModule module = register("held", writable("/data", this.data));
		WasmInstance instance = module.instantiate();
		this.registry.removeModule("held");
		assertThat(open()).isPositive();
		instance.close();
		assertThat(open()).isZero();
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(
				() -> register("missing", writable("/data", this.data), readOnly("/x", this.data.resolve("x"))));
		refuse("one", writable("/data", this.data), readOnly("/inbox", this.inbox));
		assertThat(open()).isZero();
		assertThatCode(() -> register("again", writable("/data", this.data))).doesNotThrowAnyException();
	}

	private long open() throws IOException {
		Path real = this.temporary.toRealPath();
		try (Stream<Path> paths = Files.list(Path.of("/proc/self/fd"))) {
			return paths.filter((path) -> {
				try {
					return Files.readSymbolicLink(path).startsWith(real);
				}
				catch (IOException ex) {
					return false;
				}
			}).count();
		}
	}

	private static int rename(WasmInstance instance, int directory, String from, String to) {
		put(instance, "first_path", from);
		put(instance, "second_path", to);
		return call(instance, "rename_path", directory, directory);
	}

	private static String read(WasmInstance instance, int directory, String path) {
		put(instance, "first_path", path);
		int error = call(instance, "read_file", directory, 1);
		return (error != 0) ? "error " + error
				: new String(
						instance.memory()
							.readBytes(call(instance, "get_content"), call(instance, "get_content_length")),
						StandardCharsets.UTF_8);
	}

	private static void put(WasmInstance instance, String buffer, String path) {
		instance.memory().writeBytes(call(instance, buffer), (path + "\0").getBytes(StandardCharsets.UTF_8));
	}

	private static int call(WasmInstance instance, String function, Object... arguments) {
		return (Integer) Objects.requireNonNull(instance.call(function, arguments));
	}

}
