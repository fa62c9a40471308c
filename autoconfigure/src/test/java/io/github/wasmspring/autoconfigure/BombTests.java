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
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ByteArrayResource;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.binary.Bombs;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.module.WasmModuleRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for guests that take all that they can get, while the application goes on to use
 * another module.
 */
@Tag("slow")
@EveryBackend
class BombTests {

	/**
	 * Time for what comes to an end by itself, also on a busy machine.
	 */
	private static final Duration LONG = Duration.ofSeconds(60);

	private final String backend = Backends.current().getId();

	@TempDir
	private Path directory;

	private final AtomicInteger pings = new AtomicInteger();

	@Test
	void memoryShouldGrowToTheLimitOnly() {
		besideAnotherModule("bombs", (bomb) -> {
			assertThat(bomb.call(LONG, "grow_memory_at_once")).isEqualTo(-1);
			assertThat(bomb.call(LONG, "grow_memory")).isEqualTo(64);
		});
	}

	@Test
	void tableShouldGrowToTheLimitOnly() {
		besideAnotherModule("bombs", (bomb) -> assertThat((int) bomb.call(LONG, "grow_table")).isBetween(1, 2_500_000));
	}

	@Test
	void compilersShouldNotSeeWhatOverwhelmsThem() {
		besideAnotherModule("bombs", (context, bomb) -> {
			WasmModuleRegistry registry = context.getBean(WasmModuleRegistry.class);
			for (byte[] bytes : List.of(Bombs.locals(4000, 49_990), Bombs.branches(1, 200_000),
					Bombs.branchTables(1, 3000, 1000), Bombs.functions(1_000_000), Bombs.operands(1, 1000, 100_000))) {
				assertThatExceptionOfType(WasmLoadException.class)
					.isThrownBy(() -> registry
						.registerModule(WasmModuleDefinition.of("compile", new ByteArrayResource(bytes), this.backend)))
					.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.LIMIT_EXCEEDED));
			}
		});
	}

	@Test
	void memoryShouldNotStartBeyondTheLimit() {
		besideAnotherModule("bombs",
				(context,
						bomb) -> assertThatExceptionOfType(WasmLoadException.class)
							.isThrownBy(
									() -> context.getBean(WasmModuleRegistry.class)
										.registerModule(WasmModuleDefinition.of("memory", Guests.resource("memory_big"),
												this.backend)))
							.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.LIMIT_EXCEEDED)));
	}

	@Test
	void recursionShouldTrap() {
		besideAnotherModule("bombs",
				(bomb) -> assertThatExceptionOfType(WasmTrapException.class)
					.isThrownBy(() -> bomb.call(LONG, "recurse", 0))
					.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(WasmTrapKind.STACK_OVERFLOW)));
	}

	@Test
	void endlessHostCallsShouldTimeOut() {
		besideAnotherModule("bombs", (bomb) -> {
			assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(() -> bomb.call("ping_for_ever"));
			assertThat(this.pings).hasPositiveValue();
		});
	}

	@Test
	void endlessBulkInstructionsShouldTimeOut() {
		besideAnotherModule("bombs", (bomb) -> assertThatExceptionOfType(WasmTimeoutException.class)
			.isThrownBy(() -> bomb.call("fill_for_ever")));
	}

	@Test
	void endlessOutputShouldTimeOut() {
		besideAnotherModule("wasi_bombs", (bomb) -> {
			assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(() -> bomb.call("write_lines"));
			assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(() -> bomb.call("write_one_line"));
		});
	}

	@Test
	void sleepShouldTimeOut() {
		besideAnotherModule("wasi_bombs", (bomb) -> assertThatExceptionOfType(WasmTimeoutException.class)
			.isThrownBy(() -> bomb.call("sleep_long")));
	}

	@Test
	void descriptorsShouldRunOut() throws IOException {
		Files.writeString(this.directory.resolve("file.txt"), "content");
		besideAnotherModule("wasi_bombs",
				(bomb) -> assertThat((int) bomb.call(LONG, "open_files")).isPositive().isLessThan(256));
	}

	private void besideAnotherModule(String guest, Consumer<WasmModule> action) {
		besideAnotherModule(guest, (context, bomb) -> action.accept(bomb));
	}

	/**
	 * Use a module while another thread uses another one all the time.
	 */
	private void besideAnotherModule(String guest, BiConsumer<ApplicationContext, WasmModule> action) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class))
			.withUserConfiguration(Ping.class)
			.withBean(AtomicInteger.class, () -> this.pings)
			.withPropertyValues("wasm.backend=" + this.backend, "wasm.defaults.max-memory=4MB",
					"wasm.modules.calm.location=classpath:guests/numbers.wasm",
					"wasm.modules.bomb.location=classpath:guests/" + guest + ".wasm", "wasm.modules.bomb.timeout=300ms",
					"wasm.modules.bomb.max-table-elements=2500000", "wasm.modules.bomb.wasi.directories[0].guest=/data",
					"wasm.modules.bomb.wasi.directories[0].host=" + this.directory,
					"wasm.modules.bomb.wasi.stdout=discard")
			.run((context) -> {
				WasmModule calm = context.getBean("calm", WasmModule.class);
				try (OtherUser other = new OtherUser(calm)) {
					action.accept(context, context.getBean("bomb", WasmModule.class));
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
