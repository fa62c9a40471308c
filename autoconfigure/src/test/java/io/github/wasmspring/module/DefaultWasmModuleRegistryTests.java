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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.Guests;
import io.github.wasmspring.NoSuchWasmModuleException;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleState;
import io.github.wasmspring.WasmValidation;
import io.github.wasmspring.backend.UnavailableBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link DefaultWasmModuleRegistry}.
 */
class DefaultWasmModuleRegistryTests {

	private static final String NUMBERS_DIGEST = WasmBinary.digest(Guests.bytes("numbers"));

	private final DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(
			new WasmBackends(List.of(ChicoryBackend.interpreted()),
					Map.of("chicory", new UnavailableBackend("Add 'compiler'.", Set.of(), false))),
			ModuleRegistrySettings.DEFAULTS.withDefaultBackend("chicory-interpreter"));

	@AfterEach
	void close() {
		this.registry.close();
	}

	@Test
	void closeShouldWaitForCallsThatRun() throws Exception {
		CountDownLatch called = new CountDownLatch(1);
		CountDownLatch closing = new CountDownLatch(1);
		AtomicBoolean ended = new AtomicBoolean();
		Thread closer = Thread.currentThread();
		this.registry.registerModule(definition("numbers", Guests.resource("numbers")));
		WasmModule module = this.registry.getModule("numbers");
		Thread caller = new Thread(() -> module.execute((instance) -> {
			called.countDown();
			awaitUntilItWaits(closer, closing);
			ended.set(true);
			return null;
		}));
		caller.start();
		assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
		closing.countDown();
		this.registry.close();
		assertThat(ended).isTrue();
		caller.join();
	}

	private static void awaitUntilItWaits(Thread thread, CountDownLatch begun) {
		Awaitility.await().until(() -> begun.getCount() == 0 && thread.getState() != Thread.State.RUNNABLE);
	}

	@Test
	void registerModuleShouldMakeItKnown() {
		this.registry.registerModule(definition("numbers", Guests.resource("numbers")));
		WasmModule module = this.registry.getModule("numbers");
		assertThat(module.getName()).isEqualTo("numbers");
		assertThat(module.getBackend()).isEqualTo("chicory-interpreter");
		assertThat(module.getDigest()).isEqualTo(NUMBERS_DIGEST);
		assertThat(this.registry.getNames()).containsExactly("numbers");
		assertThat(this.registry).containsExactly(module);
		assertThat(this.registry.stream()).containsExactly(module);
		assertThat(this.registry.getState("numbers")).isEqualTo(WasmModuleState.READY);
	}

	@Test
	void registerModuleWhenNameIsTakenShouldThrow() {
		this.registry.registerModule(definition("numbers", Guests.resource("numbers")));
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> this.registry.registerModule(definition("numbers", Guests.resource("traps"))))
			.withMessageContaining("a module of this name is registered already");
		assertThat(this.registry.getModule("numbers").call("add", 1, 2)).isEqualTo(3);
	}

	@Test
	void getModuleWhenUnknownShouldThrow() {
		this.registry.registerModule(definition("numbers", Guests.resource("numbers")));
		assertThatExceptionOfType(NoSuchWasmModuleException.class).isThrownBy(() -> this.registry.getModule("number"))
			.withMessageContainingAll("Module 'number'", "the setting 'location'", "'numbers'");
	}

	@Test
	void registerModuleWhenBackendIsUnknownShouldListTheKnown() {
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> this.registry
				.registerModule(WasmModuleDefinition.of("numbers", Guests.resource("numbers"), "chicori")))
			.withMessageContainingAll("Module 'numbers', backend 'chicori'", "there is no such backend",
					"'WasmModuleDefinition.withBackend'", "'chicory-interpreter'")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.UNKNOWN_BACKEND));
	}

	@Test
	void registerModuleWhenLibraryOfBackendIsMissingShouldNameIt() {
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> this.registry
				.registerModule(WasmModuleDefinition.of("numbers", Guests.resource("numbers"), "chicory")))
			.withMessageContainingAll("backend 'chicory'", "not on the class path", "Add 'compiler'.")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.BACKEND_UNAVAILABLE));
	}

	@Test
	void registerModuleWhenNothingIsAtTheLocationShouldThrow(@TempDir Path directory) {
		assertNotFound(Guests.resource("missing"));
		assertNotFound(new FileSystemResource(directory.resolve("missing.wasm")));
	}

	private void assertNotFound(Resource resource) {
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> this.registry.registerModule(definition("text", resource)))
			.withMessageContainingAll("Module 'text'", "there is nothing at", "'WasmModuleDefinition.withLocation'")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.NOT_FOUND));
	}

	@Test
	void registerModuleWhenLocationIsDirectoryShouldThrow(@TempDir Path directory) {
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> this.registry.registerModule(definition("text", new FileSystemResource(directory))))
			.withMessageContaining(directory.toString());
	}

	@Test
	void registerModuleWhenDigestMatchesShouldAccept() {
		this.registry.registerModule(digest("a", NUMBERS_DIGEST));
		this.registry.registerModule(digest("b", NUMBERS_DIGEST.toUpperCase(Locale.ROOT)));
		assertThat(this.registry.getNames()).containsExactly("a", "b");
	}

	@Test
	void registerModuleWhenDigestDiffersShouldThrow() {
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> this.registry.registerModule(digest("numbers", "0".repeat(64))))
			.withMessageContainingAll("but " + "0".repeat(64) + " is required",
					"'WasmModuleDefinition.withSha256(" + NUMBERS_DIGEST)
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.DIGEST_MISMATCH));
		assertThat(this.registry.getNames()).isEmpty();
	}

	@Test
	void registerModuleWhenImportsAreMissingShouldListThem() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> this.registry.registerModule(definition("imports", Guests.resource("imports"))))
			.withMessageContainingAll("imports", "func env.log (i32, i32) -> ()", "func env.now () -> i64",
					"func math.pow (f64, f64) -> f64");
	}

	@Test
	void closeShouldCloseTheModules() {
		this.registry.registerModule(definition("numbers", Guests.resource("numbers")));
		WasmModule module = this.registry.getModule("numbers");
		WasmInstance own = module.instantiate();
		this.registry.close();
		assertThat(this.registry.getState("numbers")).isEqualTo(WasmModuleState.CLOSED);
		assertThatIllegalStateException().isThrownBy(() -> module.call("add", 1, 2));
		own.close();
	}

	@Test
	void registerModuleShouldReadFromAWebServer() throws IOException {
		HttpServer server = serve(200, Guests.bytes("numbers"));
		try {
			this.registry.registerModule(definition("numbers", url(server)));
			assertThat(this.registry.getModule("numbers").call("add", 1, 2)).isEqualTo(3);
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void registerModuleWhenWebServerHasNothingShouldThrow() throws IOException {
		HttpServer server = serve(404, new byte[0]);
		try {
			assertNotFound(url(server));
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void registerModuleWhenWebServerFailsShouldThrow() throws IOException {
		HttpServer server = serve(503, new byte[0]);
		try {
			assertThatExceptionOfType(WasmLoadException.class)
				.isThrownBy(() -> this.registry.registerModule(definition("numbers", url(server))))
				.withMessageContainingAll("the server answered 503")
				.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.UNREADABLE));
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void registerModuleWhenBinaryIsTooLargeShouldThrow() throws IOException {
		HttpServer server = serve(200, Guests.bytes("numbers"));
		try {
			WasmModuleDefinition definition = WasmModuleDefinition.of("numbers", url(server), "chicory-interpreter")
				.withMaxBinarySize(DataSize.ofBytes(100));
			assertThatExceptionOfType(WasmLoadException.class)
				.isThrownBy(() -> this.registry.registerModule(definition))
				.withMessageContainingAll("larger than 100 bytes", "'WasmModuleDefinition.withMaxBinarySize'")
				.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.TOO_LARGE));
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void registerModuleShouldReadFromAFile(@TempDir Path directory) throws IOException {
		Path file = Files.write(directory.resolve("numbers.wasm"), Guests.bytes("numbers"));
		this.registry.registerModule(definition("numbers", new FileSystemResource(file)));
		assertThat(this.registry.getModule("numbers").call("add", 1, 2)).isEqualTo(3);
	}

	@Test
	void validateWhenNothingIsWrongShouldSaySo() {
		for (String guest : List.of("numbers", "traps", "counting", "huge_function", "start_trap", "imports_all")) {
			WasmValidation validation = this.registry.validate(Guests.bytes(guest));
			assertThat(validation.isValid()).as(guest).isTrue();
			assertThat(validation.reason()).as(guest).isNull();
			assertThat(validation.problem()).as(guest).isNull();
			assertThat(validation.exports()).as(guest).isNotEmpty();
		}
	}

	@Test
	void validateShouldTellTheInstructionThatIsInvalid() {
		byte[] bytes = Guests.bytes("numbers");
		byte[] add = { 7, 0, 0x20, 0, 0x20, 1, 0x6A, 0x0B };
		int offset = indexOf(bytes, add);
		// i32.add becomes f32.add
		bytes[offset + 6] = (byte) 0x92;
		WasmValidation validation = this.registry.validate(bytes);
		assertThat(validation.isValid()).isFalse();
		assertThat(validation.reason()).isEqualTo(Reason.INVALID);
		assertThat(validation.problem()).contains("type mismatch: expected f32, but got i32");
		assertThat(validation.remedy()).contains("wasm-validate");
		assertThat(validation.offset()).isEqualTo(offset + 6);
		assertThat(validation.exports()).extracting(WasmExport::name).contains("add");
	}

	@Test
	void validateShouldTellTheEntryThatIsInvalid() {
		byte[] bytes = Guests.bytes("start");
		// the start section names a function that does not exist
		int offset = indexOf(bytes, new byte[] { 8, 1 });
		bytes[offset + 2] = 99;
		WasmValidation validation = this.registry.validate(bytes);
		assertThat(validation.reason()).isEqualTo(Reason.INVALID);
		assertThat(validation.offset()).isEqualTo(offset + 2);
	}

	@Test
	void validateShouldTellWhereTheFileIsTruncated() {
		byte[] bytes = Guests.bytes("numbers");
		WasmValidation validation = this.registry.validate(Arrays.copyOf(bytes, 30));
		assertThat(validation.reason()).isEqualTo(Reason.TRUNCATED);
		assertThat(validation.offset()).isEqualTo(8);
		assertThat(this.registry.validate(new byte[] { 1, 2, 3 }).offset()).isZero();
		assertThat(this.registry.validate(Guests.bytes("component")).offset()).isEqualTo(4);
	}

	@Test
	void validateWhenBackendIsUnknownShouldThrow() {
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> this.registry.validate(Guests.bytes("numbers"), "none"))
			.withMessageContaining("Backend 'none': there is no such backend");
	}

	private static int indexOf(byte[] bytes, byte[] pattern) {
		for (int i = 8; i <= bytes.length - pattern.length; i++) {
			if (Arrays.equals(bytes, i, i + pattern.length, pattern, 0, pattern.length)) {
				return i;
			}
		}
		throw new AssertionError("Pattern not found");
	}

	@Test
	void validateShouldRefuseWhatCannotBeLoaded() {
		// exports function 0, but there is none
		byte[] bytes = { 0, 'a', 's', 'm', 1, 0, 0, 0, 7, 5, 1, 1, 'f', 0, 0 };
		WasmValidation validation = this.registry.validate(bytes);
		assertThat(validation.reason()).isEqualTo(Reason.INVALID);
		assertThat(validation.problem()).contains("export 'f': unknown function 0");
		assertThat(validation.offset()).isEqualTo(11);
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> this.registry.registerModule(definition("f", new ByteArrayResource(bytes))))
			.withMessageContaining("export 'f': unknown function 0");
	}

	@Test
	void validateShouldTellThePlaceBehindManyCustomSections() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes(new byte[] { 0, 'a', 's', 'm', 1, 0, 0, 0 });
		for (int i = 0; i < 100_000; i++) {
			bytes.writeBytes(new byte[] { 0, 2, 1, 'x' });
		}
		// a memory whose minimum is above its maximum
		bytes.writeBytes(new byte[] { 5, 4, 1, 1, 2, 1 });
		WasmValidation validation = this.registry.validate(bytes.toByteArray());
		assertThat(validation.isValid()).isFalse();
		assertThat(validation.offset()).isEqualTo(8 + 400_000 + 3);
	}

	@Test
	void registerModulesWhenOneFailsShouldCloseTheOthers() {
		List<WasmModule> loaded = new ArrayList<>();
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> this.registry.registerModules(List.of((registry) -> {
				registry.registerModule(definition("numbers", Guests.resource("numbers")));
				loaded.add(this.registry.getModule("numbers"));
				registry.registerModule(definition("invalid", Guests.resource("invalid")));
			})));
		assertThatIllegalStateException().isThrownBy(() -> loaded.get(0).call("add", 1, 2));
	}

	private static WasmModuleDefinition definition(String name, Resource location) {
		return WasmModuleDefinition.of(name, location, "chicory-interpreter");
	}

	private static WasmModuleDefinition digest(String name, String digest) {
		return WasmModuleDefinition.of(name, Guests.resource("numbers"), "chicory-interpreter").withSha256(digest);
	}

	private static HttpServer serve(int status, byte[] body) throws IOException {
		return serve(status, body, null);
	}

	private static HttpServer serve(int status, byte[] body, @Nullable String location) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			if (location != null) {
				exchange.getResponseHeaders().add("Location", location);
			}
			exchange.sendResponseHeaders(status, (body.length == 0) ? -1 : body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		server.start();
		return server;
	}

	private static Resource url(HttpServer server) throws IOException {
		return new UrlResource(
				"http://%s:%d/text.wasm".formatted(server.getAddress().getHostString(), server.getAddress().getPort()));
	}

}
