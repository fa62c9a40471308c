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

package io.github.wasmspring.docs.plugins;

import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmMemory;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmPoolExhaustedException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests that show the use of modules without a plugin interface.
 */
class DirectCallsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class))
		.withPropertyValues("wasm.locations=", "wasm.modules.arithmetic.location=classpath:guests/arithmetic.wasm",
				"wasm.modules.counter.location=classpath:guests/counter.wasm",
				"wasm.modules.greeter.location=classpath:guests/greeter-rust.wasm");

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void callShouldTakeAndReturnNumbers(String backend) {
		run(backend, "arithmetic", (arithmetic) -> {
			// tag::call[]
			assertThat(arithmetic.call("add", 2, 3)).isEqualTo(5);
			assertThat(arithmetic.call("divide", 17, 5)).isEqualTo(new Object[] { 3, 2 });
			// end::call[]
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void executeShouldKeepTheInstance(String backend) {
		run(backend, "counter", (counter) -> {
			// tag::execute[]
			int distance = counter.execute((instance) -> {
				int first = (int) instance.call("next");
				instance.call("next");
				return (int) instance.call("next") - first;
			});
			assertThat(distance).isEqualTo(2);
			// end::execute[]
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void instantiateShouldGiveInstanceOfOnesOwn(String backend) {
		run(backend, "counter", (counter) -> {
			// tag::instantiate[]
			try (WasmInstance instance = counter.instantiate()) {
				assertThat(instance.call("next")).isEqualTo(1);
				instance.global("count").set(41);
				assertThat(instance.call("next")).isEqualTo(42);
			}
			// end::instantiate[]
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void memoryShouldBeReadAndWritten(String backend) {
		run(backend, "greeter", (greeter) -> {
			// tag::memory[]
			String greeting = greeter.execute((instance) -> {
				WasmMemory memory = instance.memory();
				int length = "Wörld".getBytes(StandardCharsets.UTF_8).length;
				int name = (int) instance.call("alloc", length);
				memory.writeString(name, "Wörld");
				long result = (long) instance.call("greet", name, length);
				String text = memory.readString(result >>> 32, (int) result);
				instance.call("dealloc", result >>> 32, (int) result);
				instance.call("dealloc", name, length);
				return text;
			});
			assertThat(greeting).isEqualTo("Hello, Wörld!");
			// end::memory[]
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void viewShouldBeLive(String backend) {
		run(backend, "greeter", (greeter) -> greeter.execute((instance) -> {
			// tag::view[]
			int samples = (int) instance.call("alloc", 1000 * Float.BYTES);
			FloatBuffer view = instance.memory().floatView(samples, 1000);
			view.put(0, 0.5f);
			assertThat(instance.memory().readFloat(samples)).isEqualTo(0.5f);
			// end::view[]
			return null;
		}));
	}

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void exportsShouldBeDescribed(String backend) {
		run(backend, "arithmetic", (arithmetic) -> {
			// tag::exports[]
			List<WasmExport> exports = arithmetic.getExports();
			assertThat(exports).extracting(WasmExport::toString)
				.containsExactly("func add (i32, i32) -> i32", "func divide (i32, i32) -> (i32, i32)");
			// end::exports[]
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void trapShouldCloseInstanceThatNobodyOwns(String backend) {
		run(backend, "counter", (counter) -> {
			counter.call("next");
			assertThat(counter.call("next")).isEqualTo(2);
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> counter.call("fail"));
			assertThat(counter.call("next")).isEqualTo(1);
			counter.execute((instance) -> {
				assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> instance.call("fail"));
				assertThatIllegalStateException().isThrownBy(() -> instance.call("next"));
				return null;
			});
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void trapShouldLeaveOwnInstanceOpen(String backend) {
		run(backend, "counter", (counter) -> {
			try (WasmInstance instance = counter.instantiate()) {
				instance.call("next");
				assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> instance.call("fail"));
				assertThat(instance.call("next")).isEqualTo(2);
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "pooled", "single" })
	void stateShouldStayInInstancesThatAreKept(String mode) {
		this.contextRunner.withPropertyValues("wasm.modules.counter.instances.mode=" + mode).run((context) -> {
			WasmModule counter = context.getBean("counter", WasmModule.class);
			counter.call("next");
			assertThat(counter.call("next")).isEqualTo(2);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "chicory", "chicory-interpreter" })
	void stateShouldBeNewForEachCall(String backend) {
		this.contextRunner.withPropertyValues("wasm.backend=" + backend, "wasm.modules.counter.instances.mode=per-call")
			.run((context) -> {
				WasmModule counter = context.getBean("counter", WasmModule.class);
				counter.call("next");
				assertThat(counter.call("next")).isEqualTo(1);
			});
	}

	@Test
	void callWithinExecuteShouldNeedAnotherInstance() {
		this.contextRunner
			.withPropertyValues("wasm.modules.counter.instances.mode=single",
					"wasm.modules.counter.instances.max-wait=10ms")
			.run((context) -> {
				WasmModule counter = context.getBean("counter", WasmModule.class);
				assertThatExceptionOfType(WasmPoolExhaustedException.class)
					.isThrownBy(() -> counter.execute((instance) -> counter.call("next")));
			});
	}

	@Test
	void interruptShouldEndCompiledLoop() {
		run("chicory", "counter", (counter) -> {
			CompletableFuture<WasmTrapException> trap = new CompletableFuture<>();
			Thread thread = new Thread(
					() -> trap.complete(catchThrowableOfType(WasmTrapException.class, () -> counter.call("spin"))));
			thread.start();
			await().untilAsserted(() -> assertThat(thread.getStackTrace()).hasSizeGreaterThan(10));
			thread.interrupt();
			assertThat(trap).succeedsWithin(Duration.ofSeconds(10))
				.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(WasmTrapKind.INTERRUPTED));
		});
	}

	private void run(String backend, String module, Consumer<WasmModule> test) {
		this.contextRunner.withPropertyValues("wasm.backend=" + backend)
			.run((context) -> test.accept(context.getBean(module, WasmModule.class)));
	}

}
