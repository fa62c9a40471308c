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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;

import io.github.wasmspring.Backends;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WatchedModules}.
 */
@ExtendWith(OutputCaptureExtension.class)
class WatchedModulesTests {

	private final WasmBackend backend = Backends.standard().get(1).get();

	private final DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(
			new WasmBackends(List.of(this.backend), Map.of()),
			ModuleRegistrySettings.DEFAULTS.withDefaultBackend(this.backend.getId()));

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void writeFile() throws IOException {
		this.file = Files.write(this.directory.resolve("rule.wasm"), Guests.bytes("numbers"));
	}

	@AfterEach
	void close() {
		this.registry.close();
	}

	private WasmModule register(Path location) {
		return this.registry
			.registerModule(WasmModuleDefinition.of("rule", new FileSystemResource(location)).withReload(true));
	}

	private static void awaitVersion(WasmModule module, long version) {
		Awaitility.await().until(() -> module.getVersion() == version);
	}

	@Test
	void fileThatIsWrittenShouldServe() throws IOException {
		WasmModule module = register(this.file);
		assertThat(module.call("add", 1, 2)).isEqualTo(3);
		Files.write(this.file, Guests.bytes("memory_grow"));
		awaitVersion(module, 2);
		assertThat(module.call("size")).isEqualTo(1);
	}

	@Test
	void fileThatIsRenamedShouldServe() throws IOException {
		WasmModule module = register(this.file);
		Path other = Files.write(this.directory.resolve("rule.tmp"), Guests.bytes("memory_grow"));
		Files.move(other, this.file, StandardCopyOption.ATOMIC_MOVE);
		awaitVersion(module, 2);
	}

	@Test
	void fileThatLinkOfDirectoryLeadsToShouldServe() throws IOException {
		Path first = Files.createDirectory(this.directory.resolve("..1"));
		Path second = Files.createDirectory(this.directory.resolve("..2"));
		Files.copy(this.file, first.resolve("rule.wasm"));
		Files.write(second.resolve("rule.wasm"), Guests.bytes("memory_grow"));
		Path data = Files.createSymbolicLink(this.directory.resolve("..data"), first);
		WasmModule module = register(data.resolve("rule.wasm"));
		Path link = Files.createSymbolicLink(this.directory.resolve("..new"), second);
		Files.move(link, data, StandardCopyOption.ATOMIC_MOVE);
		awaitVersion(module, 2);
	}

	@Test
	void fileThatDoesNotServeShouldLeaveTheOldVersion(CapturedOutput output) throws IOException {
		WasmModule module = register(this.file);
		byte[] next = Guests.bytes("memory_grow");
		Files.write(this.file, Arrays.copyOf(next, next.length / 2));
		Awaitility.await().until(() -> output.getAll().contains("The changed file of module 'rule' does not serve"));
		assertThat(module.call("add", 1, 2)).isEqualTo(3);
		Files.write(this.file, next);
		awaitVersion(module, 2);
	}

	@Test
	void versionThatWasRolledBackShouldNotComeAgain() throws IOException {
		WasmModule module = register(this.file);
		Files.write(this.file, Guests.bytes("memory_grow"));
		awaitVersion(module, 2);
		this.registry.rollbackModule("rule");
		Files.write(this.file, Guests.bytes("memory_grow"));
		Path other = this.directory.resolve("other.wasm");
		Files.write(other, Guests.bytes("numbers"));
		WasmModule second = this.registry
			.registerModule(WasmModuleDefinition.of("other", new FileSystemResource(other)).withReload(true));
		Files.write(other, Guests.bytes("memory_grow"));
		awaitVersion(second, 2);
		assertThat(module.call("add", 1, 2)).isEqualTo(3);
	}

	@Test
	void locationThatIsNoFileShouldBeRefusedIfReloadIsSet() {
		WasmModuleDefinition definition = WasmModuleDefinition.of("rule",
				new ByteArrayResource(Guests.bytes("numbers")));
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> this.registry.registerModule(definition.withReload(true)))
			.withMessageContainingAll("Module 'rule'", "is no file", "WasmModuleDefinition.withReload(false)");
	}

	@Test
	void locationThatIsNoFileShouldBeWarnedOfIfReloadIsTheDefault(CapturedOutput output) {
		this.registry.registerModule(WasmModuleDefinition.of("rule", new ByteArrayResource(Guests.bytes("numbers")))
			.withReloadWherePossible());
		assertThat(output).contains("Module 'rule': it is not reloaded when it changes");
	}

}
