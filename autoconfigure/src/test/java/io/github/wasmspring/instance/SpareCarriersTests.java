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

package io.github.wasmspring.instance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

import io.github.wasmspring.Backends;
import io.github.wasmspring.ForkedJvm;
import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SpareCarriers}.
 */
@EnabledForJreRange(min = JRE.JAVA_24)
class SpareCarriersTests {

	@Test
	void longCallsShouldNotStopOtherVirtualThreads(@TempDir Path directory) throws Exception {
		String printed = ForkedJvm
			.start(directory, List.of("-Djdk.virtualThreadScheduler.parallelism=2"), Application.class)
			.await();
		assertThat(printed).contains("others ran: true", "carriers: 2").doesNotContain("failed");
	}

	/**
	 * Occupies each carrier with a loop, one of them on an instance of its own.
	 */
	public static final class Application {

		private Application() {
		}

		public static void main(String[] arguments) throws Exception {
			HostFunctions host = HostFunctions.of("env")
				.function("nothing", "() -> ()", (caller, values) -> new long[0])
				.function("sleep", "() -> ()", (caller, values) -> new long[0])
				.build();
			WasmModule module = Guests.load("loops", Backends.standard().get(0).get(),
					(settings) -> settings.withTimeout(Duration.ofSeconds(5)), host);
			ThreadFactory threads = VirtualThreadFactories.create();
			CountDownLatch ended = new CountDownLatch(2);
			CountDownLatch others = new CountDownLatch(1);
			threads.newThread(() -> loop(() -> module.call("br"), ended)).start();
			threads.newThread(() -> {
				try (WasmInstance instance = module.instantiate()) {
					loop(() -> instance.call("br"), ended);
				}
			}).start();
			while (VirtualThreads.getCarriers() < 4 && ended.getCount() > 0) {
				Thread.onSpinWait();
			}
			threads.newThread(others::countDown).start();
			boolean ran = others.await(60, TimeUnit.SECONDS) && ended.getCount() == 2;
			System.out.println("others ran: " + ran);
			ended.await();
			while (VirtualThreads.getCarriers() != 2) {
				Thread.onSpinWait();
			}
			System.out.println("carriers: " + VirtualThreads.getCarriers());
		}

		private static void loop(Runnable call, CountDownLatch ended) {
			try {
				call.run();
			}
			catch (WasmTimeoutException ex) {
				ended.countDown();
			}
			catch (RuntimeException ex) {
				System.out.println("failed: " + ex);
				ended.countDown();
			}
		}

	}

}
