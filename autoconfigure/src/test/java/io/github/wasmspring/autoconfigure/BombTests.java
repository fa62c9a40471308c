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

package io.github.wasmspring.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.host.HostFunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for guests that take all that they can get, while the application goes on to use
 * another module.
 */
class BombTests {

	/**
	 * Time for what comes to an end by itself, also on a busy machine.
	 */
	private static final Duration LONG = Duration.ofSeconds(60);

	@TempDir
	private Path directory;

	private final AtomicInteger pings = new AtomicInteger();

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void memoryShouldGrowToTheLimitOnly(String backend) {
		besideAnotherModule(backend, "bombs", (bomb) -> {
			assertThat(bomb.call(LONG, "grow_memory_at_once")).isEqualTo(-1);
			assertThat(bomb.call(LONG, "grow_memory")).isEqualTo(64);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void tableShouldGrowToSomeLimitOnly(String backend) {
		besideAnotherModule(backend, "bombs",
				(bomb) -> assertThat((int) bomb.call(LONG, "grow_table")).isLessThan(10_000_001));
	}

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void recursionShouldTrap(String backend) {
		besideAnotherModule(backend, "bombs",
				(bomb) -> assertThatExceptionOfType(WasmTrapException.class)
					.isThrownBy(() -> bomb.call(LONG, "recurse", 0))
					.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(WasmTrapKind.STACK_OVERFLOW)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void endlessHostCallsShouldTimeOut(String backend) {
		besideAnotherModule(backend, "bombs", (bomb) -> {
			assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(() -> bomb.call("ping_for_ever"));
			assertThat(this.pings).hasPositiveValue();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void endlessBulkInstructionsShouldTimeOut(String backend) {
		besideAnotherModule(backend, "bombs", (bomb) -> assertThatExceptionOfType(WasmTimeoutException.class)
			.isThrownBy(() -> bomb.call("fill_for_ever")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void endlessOutputShouldTimeOut(String backend) {
		besideAnotherModule(backend, "wasi_bombs", (bomb) -> {
			assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(() -> bomb.call("write_lines"));
			assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(() -> bomb.call("write_one_line"));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void sleepShouldTimeOut(String backend) {
		besideAnotherModule(backend, "wasi_bombs", (bomb) -> assertThatExceptionOfType(WasmTimeoutException.class)
			.isThrownBy(() -> bomb.call("sleep_long")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void descriptorsShouldRunOut(String backend) throws IOException {
		Files.writeString(this.directory.resolve("file.txt"), "content");
		besideAnotherModule(backend, "wasi_bombs",
				(bomb) -> assertThat((int) bomb.call(LONG, "open_files")).isPositive().isLessThan(256));
	}

	/**
	 * Use a module while another thread uses another one all the time.
	 */
	private void besideAnotherModule(String backend, String guest, Consumer<WasmModule> action) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class))
			.withUserConfiguration(Ping.class)
			.withBean(AtomicInteger.class, () -> this.pings)
			.withPropertyValues("wasm.backend=" + backend, "wasm.defaults.max-memory=4MB",
					"wasm.modules.calm.location=classpath:guests/numbers.wasm",
					"wasm.modules.bomb.location=classpath:guests/" + guest + ".wasm", "wasm.modules.bomb.timeout=300ms",
					"wasm.modules.bomb.wasi.directories[0].guest=/data",
					"wasm.modules.bomb.wasi.directories[0].host=" + this.directory,
					"wasm.modules.bomb.wasi.stdout=discard")
			.run((context) -> {
				WasmModule calm = context.getBean("calm", WasmModule.class);
				try (OtherUser other = new OtherUser(calm)) {
					action.accept(context.getBean("bomb", WasmModule.class));
					other.check();
				}
				assertThat(calm.call("add", 40, 2)).isEqualTo(42);
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Ping {

		@Bean
		HostFunctions ping(AtomicInteger pings) {
			return HostFunctions.of("env").function("ping", "() -> ()", (caller, arguments) -> {
				pings.incrementAndGet();
				return new long[0];
			}).build();
		}

	}

	/**
	 * Somebody who uses another module meanwhile.
	 */
	private static final class OtherUser implements AutoCloseable {

		private final AtomicBoolean stopped = new AtomicBoolean();

		private final AtomicInteger calls = new AtomicInteger();

		private final Thread thread;

		private volatile Throwable failure;

		OtherUser(WasmModule module) {
			this.thread = new Thread(() -> use(module), "other user");
			this.thread.start();
		}

		private void use(WasmModule module) {
			try {
				while (!this.stopped.get()) {
					assertThat(module.call("add", 1, this.calls.get())).isEqualTo(this.calls.incrementAndGet());
				}
			}
			catch (Throwable ex) {
				this.failure = ex;
			}
		}

		/**
		 * Wait until the other module was used once more.
		 */
		void check() throws InterruptedException {
			int before = this.calls.get();
			while (this.failure == null && this.calls.get() == before) {
				Thread.sleep(1);
			}
			assertThat(this.failure).isNull();
		}

		@Override
		public void close() {
			this.stopped.set(true);
		}

	}

}
