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

package io.github.wasmspring.backend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;

import io.github.wasmspring.Backends;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmValueType;
import io.github.wasmspring.backend.chicory.ChicoryWasi;
import io.github.wasmspring.wasi.WasiDirectory;
import io.github.wasmspring.wasi.WasiOutput;
import io.github.wasmspring.wasi.WasiSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * What programs that use WASI may rely on, on every backend.
 */
public abstract class AbstractWasiContractTests {

	@TempDir
	protected Path directory;

	protected WasmBackend backend() {
		return Backends.current();
	}

	protected WasiProvider wasi() {
		return new ChicoryWasi();
	}

	private WasiGuest reactor(WasiSettings settings) {
		return reactor(settings, UnaryOperator.identity());
	}

	private WasiGuest reactor(WasiSettings settings, UnaryOperator<BackendImports> imports) {
		return WasiGuest.reactor("wasi_reactor", backend(), wasi().open("wasi_reactor", settings), imports);
	}

	private WasiSettings writable() {
		return WasiGuest.settings(List.of(new WasiDirectory("/data", this.directory, false)));
	}

	@Test
	void commandShouldPrintWhatItPrintsNatively() throws IOException {
		Files.createDirectory(this.directory.resolve("folder"));
		Files.writeString(this.directory.resolve("input.txt"), "first line\nsecond line, café\n");
		Map<String, String> environment = new LinkedHashMap<>();
		environment.put("GREETING", "hello world");
		environment.put("EMPTY", "");
		WasiSettings settings = new WasiSettings(List.of("data", "7", "two words", ""), environment,
				List.of(new WasiDirectory("/data", this.directory, false)), WasiOutput.LOG, WasiOutput.LOG,
				WasiSettings.DEFAULTS.maxOutput());
		WasiGuest guest = WasiGuest.command("wasi_report", backend(), wasi().open("wasi_report", settings));
		assertThatExceptionOfType(GuestExit.class).isThrownBy(() -> guest.call("_start"))
			.satisfies((exit) -> assertThat(exit.getExitCode()).isEqualTo(7));
		guest.close();
		assertThat(guest.lines(Level.INFO)).isEqualTo(natively("wasi_report.out").lines().toList());
		assertThat(guest.lines(Level.WARN)).isEqualTo(natively("wasi_report.err").lines().toList());
		assertThat(this.directory.resolve("output.txt")).hasContent(natively("wasi_report.txt"));
		assertThat(this.directory).isDirectoryNotContaining("glob:**made").isDirectoryNotContaining("glob:**.wasi*");
	}

	private static String natively(String file) throws IOException {
		return new ClassPathResource("guests/" + file).getContentAsString(StandardCharsets.UTF_8);
	}

	@Test
	void commandShouldSeeNothingByDefault() {
		WasiGuest guest = WasiGuest.command("wasi_report", backend(),
				wasi().open("wasi_report", WasiSettings.DEFAULTS));
		guest.call("_start");
		guest.close();
		assertThat(guest.lines(Level.INFO)).containsExactly("0 arguments of wasi_report", "0 variables",
				"  GREETING is not set", "0 bytes of standard input, at its end");
	}

	@Test
	void reactorShouldLogWhatItPrintsLineByLine() {
		try (WasiGuest guest = reactor(WasiSettings.DEFAULTS)) {
			assertThat(guest.call("is_ready")).isEqualTo(1);
			guest.call("say", 1);
			guest.call("say", 2);
			assertThat(guest.lines(Level.INFO)).containsExactly("number 1", "number 2");
			assertThat(guest.lines(Level.WARN)).containsExactly("warning 1", "warning 2");
		}
	}

	@Test
	void lineThatIsNotEndedShouldBeLoggedByTheEnd() {
		WasiGuest guest = reactor(WasiSettings.DEFAULTS);
		guest.call("say_partly", 1);
		guest.call("say_partly", 2);
		assertThat(guest.lines(Level.INFO)).isEmpty();
		guest.close();
		assertThat(guest.lines(Level.INFO)).containsExactly("partly 1 partly 2 ");
	}

	@Test
	void controlCharactersShouldBeEscaped() {
		try (WasiGuest guest = reactor(WasiSettings.DEFAULTS)) {
			guest.call("say_nasty");
			assertThat(guest.lines(Level.INFO))
				.containsExactly("tab\there \\x1b[31mred\\x0dover \\x07 \\x85 \\u202e \uFFFD\uFFFD café", "");
		}
	}

	@Test
	void longLineShouldBeBroken() {
		try (WasiGuest guest = reactor(WasiSettings.DEFAULTS)) {
			guest.call("say_long", 20_000);
			assertThat(guest.lines(Level.INFO)).extracting(String::length).containsExactly(8192, 8192, 3616);
		}
	}

	@Test
	void discardedOutputShouldNotBeLogged() {
		WasiSettings settings = new WasiSettings(List.of(), Map.of(), List.of(), WasiOutput.DISCARD, WasiOutput.LOG,
				WasiSettings.DEFAULTS.maxOutput());
		try (WasiGuest guest = reactor(settings)) {
			guest.call("say", 1);
			assertThat(guest.lines(Level.INFO)).isEmpty();
			assertThat(guest.lines(Level.WARN)).containsExactly("warning 1");
		}
	}

	@Test
	@Timeout(20)
	void endlessOutputShouldStopWhenTheThreadIsInterrupted() throws InterruptedException {
		WasiSettings settings = new WasiSettings(List.of(), Map.of(), List.of(), WasiOutput.DISCARD, WasiOutput.DISCARD,
				WasiSettings.DEFAULTS.maxOutput());
		try (WasiGuest guest = reactor(settings)) {
			interruptAfter(200,
					() -> assertThatExceptionOfType(GuestTrap.class).isThrownBy(() -> guest.call("say_for_ever")));
			assertThat(guest.call("is_ready")).isEqualTo(1);
		}
	}

	@Test
	@Timeout(20)
	void sleepShouldStopWhenTheThreadIsInterrupted() throws InterruptedException {
		try (WasiGuest guest = reactor(WasiSettings.DEFAULTS)) {
			interruptAfter(200,
					() -> assertThatExceptionOfType(GuestTrap.class).isThrownBy(() -> guest.call("nap", 60_000))
						.withCauseInstanceOf(CancellationException.class));
			assertThat(guest.call("is_ready")).isEqualTo(1);
		}
	}

	private static void interruptAfter(long milliseconds, Runnable action) throws InterruptedException {
		Thread caller = Thread.currentThread();
		Thread interrupter = new Thread(() -> {
			try {
				Thread.sleep(milliseconds);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			caller.interrupt();
		});
		interrupter.start();
		action.run();
		assertThat(Thread.interrupted()).isTrue();
		interrupter.join();
	}

	@Test
	void exitShouldPassAsItIs() {
		try (WasiGuest guest = reactor(WasiSettings.DEFAULTS)) {
			for (int code : new int[] { 0, 1, 42 }) {
				assertThatExceptionOfType(GuestExit.class).isThrownBy(() -> guest.call("leave", code))
					.satisfies((exit) -> assertThat(exit.getExitCode()).isEqualTo(code))
					.withNoCause();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 42 })
	void exitBelowHostFunctionShouldPassAsItIs(int code) {
		WasiContexts context = wasi().open("wasi_exit", WasiSettings.DEFAULTS);
		try (WasiGuest guest = WasiGuest.command("wasi_exit", backend(), context, this::withCallBack)) {
			for (String function : List.of("leave", "leave_nested")) {
				assertThatExceptionOfType(GuestExit.class).isThrownBy(() -> guest.call(function, code))
					.satisfies((exit) -> assertThat(exit.getExitCode()).isEqualTo(code))
					.withNoCause();
			}
		}
	}

	private BackendImports withCallBack(BackendImports imports) {
		Map<BackendImports.Key, BackendImports.Function> functions = new HashMap<>(imports.functions());
		functions.put(new BackendImports.Key("env", "call_back"),
				new BackendImports.Function(new WasmFunctionType(List.of(WasmValueType.I32), List.of()),
						(caller, arguments) -> Objects.requireNonNull(caller.getFunction("leave")).call(arguments)));
		return new BackendImports(functions);
	}

	@Test
	void exitInStartSectionShouldPassAsItIs() {
		try (WasiContexts context = wasi().open("wasi_exit_start", WasiSettings.DEFAULTS)) {
			assertThatExceptionOfType(GuestExit.class)
				.isThrownBy(() -> WasiGuest.command("wasi_exit_start", backend(), context))
				.satisfies((exit) -> assertThat(exit.getExitCode()).isEqualTo(3));
		}
	}

	@Test
	void clocksAndRandomNumbersShouldWork() {
		try (WasiGuest guest = reactor(WasiSettings.DEFAULTS)) {
			assertThat(guest.call("seconds")).isCloseTo(Instant.now().getEpochSecond(), within(5L));
			assertThat(guest.call("nanoseconds")).isPositive().isLessThanOrEqualTo(guest.call("nanoseconds"));
			assertThat(guest.call("random_number")).isNotEqualTo(guest.call("random_number"));
			assertThat(guest.call("nap", 30)).isEqualTo(1);
		}
	}

	@Test
	@Timeout(20)
	void waitForInputShouldEndAtOnce() {
		try (WasiGuest guest = reactor(WasiSettings.DEFAULTS)) {
			assertThat(guest.call("wait_for_input")).isZero();
		}
	}

	@Test
	void largeTransfersShouldBeWhole() {
		try (WasiGuest guest = reactor(writable())) {
			assertThat(guest.call("copy", 1_000_000)).isZero();
			assertThat(this.directory.resolve("copy")).hasSize(1_000_010);
		}
	}

	@Test
	void instanceOfAnotherEngineShouldBeServed() {
		try (WasiGuest guest = reactor(writable(), OpaqueInstance::hideCaller)) {
			guest.call("say", 3);
			assertThat(guest.lines(Level.INFO)).containsExactly("number 3");
			assertThat(guest.call("copy", 100_000)).isZero();
			assertThat(guest.call("random_number")).isNotEqualTo(guest.call("random_number"));
			assertThat(guest.call("nap", 10)).isEqualTo(1);
			assertThatExceptionOfType(GuestExit.class).isThrownBy(() -> guest.call("leave", 5))
				.satisfies((exit) -> assertThat(exit.getExitCode()).isEqualTo(5));
		}
	}

}
