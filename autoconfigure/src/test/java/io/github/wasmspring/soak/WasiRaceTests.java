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

package io.github.wasmspring.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.chicory.ChicoryWasi;
import io.github.wasmspring.instance.InstanceMode;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.ModuleRegistrySettings;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.wasi.WasiDirectory;
import io.github.wasmspring.wasi.WasiSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Lets a guest use files while another process exchanges what is on their way,
 * {@code race.tries} times for each operation on each backend: nothing leads outside, and
 * nothing lasts.
 */
@Tag("slow")
@EveryBackend
class WasiRaceTests {

	private static final Log logger = LogFactory.getLog(WasiRaceTests.class);

	/**
	 * What ends calls that block.
	 */
	private static final Duration SHORT = Duration.ofMillis(500);

	/**
	 * What ends no call that does not block.
	 */
	private static final Duration LONG = Duration.ofMinutes(2);

	private static final int TRIES_OF_CALL = 50;

	private static final int DIRECTORY = 3;

	private final int tries = Integer.getInteger("race.tries");

	@TempDir
	private Path temporary;

	private Path data;

	private Path outside;

	@BeforeEach
	void prepare() throws Exception {
		this.data = Files.createDirectory(this.temporary.resolve("data"));
		this.outside = fill(Files.createDirectory(this.temporary.resolve("outside")), "secret");
		Files.writeString(this.outside.resolve("secret_name"), "secret");
		fill(Files.createDirectory(this.data.resolve("directory")), "harmless");
		Files.createSymbolicLink(this.data.resolve("link"), Path.of("../outside"));
		Files.writeString(this.data.resolve("file"), "harmless");
		assumeTrue(new ProcessBuilder("mkfifo", this.data.resolve("pipe").toString()).start().waitFor() == 0);
	}

	private static Path fill(Path directory, String content) throws IOException {
		Files.writeString(directory.resolve("file"), content);
		Files.writeString(directory.resolve("moving"), content);
		Files.createSymbolicLink(directory.resolve("text"), Path.of(content));
		return directory;
	}

	@Test
	@Timeout(3600)
	void linkInThePlaceOfDirectoryShouldNotLeadOutside() throws IOException {
		Map<String, String> before = snapshot();
		race(this.data, "directory/", EnumSet.allOf(Operation.class), "directory", "link", "none", (outcome) -> {
			assertThat(outcome.seen()).isZero();
			assertThat(outcome.timeouts()).isZero();
		});
		assertThat(snapshot()).isEqualTo(before);
	}

	@Test
	@Timeout(3600)
	void linkInThePlaceOfTheRootShouldNotBeSeen() throws IOException {
		Map<String, String> before = snapshot();
		race(this.data.resolve("directory"), "", EnumSet.allOf(Operation.class), "directory", "link", "none",
				(outcome) -> {
					assertThat(outcome.seen()).isZero();
					assertThat(outcome.timeouts()).isZero();
					assertThat(outcome.successes()).isEqualTo(outcome.tries());
				});
		assertThat(snapshot()).isEqualTo(before);
	}

	@Test
	@Timeout(3600)
	void pipeInThePlaceOfDirectoryShouldNotBlock() throws IOException {
		race(this.data, "directory/", EnumSet.allOf(Operation.class), "directory", "pipe", "none",
				(outcome) -> assertThat(outcome.timeouts()).isZero());
	}

	@Test
	@Timeout(3600)
	void pipeInThePlaceOfFileShouldNotOutlastTheTimeout() throws IOException {
		race(this.data, "", EnumSet.of(Operation.READ, Operation.SET_TIMES, Operation.WRITE), "file", "pipe", "release",
				(outcome) -> assertThat(outcome.seen()).isZero());
	}

	@Test
	@Timeout(3600)
	void pipeThatIsReadyShouldNotBeRead() throws IOException {
		race(this.data, "", EnumSet.of(Operation.READ, Operation.STATUS), "file", "pipe", "hold", (outcome) -> {
			assertThat(outcome.seen()).isZero();
			assertThat(outcome.timeouts()).isZero();
		});
	}

	/**
	 * Let a guest try, while another process exchanges two names.
	 */
	private void race(Path root, String prefix, Set<Operation> operations, String first, String second, String pipe,
			Consumer<Outcome> check) throws IOException {
		try (DefaultWasmModuleRegistry registry = register(root, (pipe.equals("release")) ? SHORT : LONG);
				PathExchanger exchanger = new PathExchanger(this.temporary, this.data.resolve(first),
						this.data.resolve(second), pipe)) {
			for (Operation operation : operations) {
				Outcome outcome = race(registry.getModule("wasi_hostile"), prefix, operation);
				logger.info("%s: '%s' exchanged with '%s': %s".formatted(Backends.current().getId(), first, second,
						outcome));
				check.accept(outcome);
				assertThat(exchanger.isRunning()).isTrue();
			}
		}
	}

	private Outcome race(WasmModule module, String prefix, Operation operation) {
		int seen = 0;
		int successes = 0;
		int timeouts = 0;
		int done = 0;
		while (done < this.tries) {
			try {
				int[] result = module.execute((instance) -> call(instance, prefix + operation.path, operation));
				seen += result[0];
				successes += result[1];
			}
			catch (WasmTimeoutException ex) {
				timeouts++;
			}
			done += TRIES_OF_CALL;
		}
		return new Outcome(operation, done, seen, successes, timeouts);
	}

	private static int[] call(WasmInstance instance, String path, Operation operation) {
		put(instance, "first_path", path);
		put(instance, "second_path", path + "_renamed");
		int seen = call(instance, "try_often", DIRECTORY, operation.ordinal(), TRIES_OF_CALL);
		return new int[] { seen, call(instance, "get_successes") };
	}

	private static void put(WasmInstance instance, String buffer, String path) {
		instance.memory().writeBytes(call(instance, buffer), (path + "\0").getBytes(StandardCharsets.UTF_8));
	}

	private static int call(WasmInstance instance, String function, Object... arguments) {
		return (Integer) Objects.requireNonNull(instance.call(function, arguments));
	}

	private static DefaultWasmModuleRegistry register(Path root, Duration timeout) {
		DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(
				new WasmBackends(List.of(Backends.current()), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withWasiProvider(new ChicoryWasi()));
		WasmModuleDefinition plain = WasmModuleDefinition.of("wasi_hostile", Guests.resource("wasi_hostile"),
				Backends.current().getId());
		WasiSettings wasi = new WasiSettings(List.of(), Map.of(), List.of(new WasiDirectory("/data", root, false)),
				WasiSettings.DEFAULTS.stdout(), WasiSettings.DEFAULTS.stderr(), WasiSettings.DEFAULTS.maxOutput());
		InstanceSettings instances = plain.instances().withMode(InstanceMode.POOLED).withMax(2).withTimeout(timeout);
		registry.registerModule(plain.withInstances(instances).withWasi(wasi));
		return registry;
	}

	private Map<String, String> snapshot() throws IOException {
		Map<String, String> snapshot = new TreeMap<>();
		try (Stream<Path> paths = Files.walk(this.outside)) {
			for (Path path : paths.toList()) {
				snapshot.put(path.toString(), Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
						+ ((Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) ? Files.readString(path) : ""));
			}
		}
		return snapshot;
	}

	/**
	 * What the guest tries, in the order of its numbers.
	 */
	enum Operation {

		READ("file"),

		READ_LINK("text"),

		LIST("."),

		CREATE("new"),

		CREATE_DIRECTORY("made"),

		SET_TIMES("file"),

		RENAME("moving"),

		STATUS("file"),

		WRITE("file");

		private final String path;

		Operation(String path) {
			this.path = path;
		}

	}

	/**
	 * What came of it.
	 *
	 * @param operation what was tried
	 * @param tries how often it was tried; less if there were timeouts
	 * @param seen how often the guest saw what is outside
	 * @param successes how often it succeeded
	 * @param timeouts how often the timeout ended a call
	 */
	private record Outcome(Operation operation, int tries, int seen, int successes, int timeouts) {
	}

}
