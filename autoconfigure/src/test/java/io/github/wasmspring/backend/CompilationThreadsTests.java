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

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.binary.BinaryWriter;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link CompilationThreads}.
 */
@Timeout(60)
class CompilationThreadsTests {

	private final CompilationThreads threads = new CompilationThreads(2);

	private final CountDownLatch blocked = new CountDownLatch(1);

	private final CountDownLatch closed = new CountDownLatch(1);

	@AfterEach
	void unblock() {
		this.blocked.countDown();
		this.threads.close();
	}

	@Test
	void loadShouldRunOnAThreadOfItsOwnAsTheBackendThatIsBound() throws Exception {
		AtomicReference<Thread> used = new AtomicReference<>();
		AtomicReference<ClassLoader> seen = new AtomicReference<>();
		WasmBackend backend = this.threads.bind(new TestBackend(() -> {
			used.set(Thread.currentThread());
			seen.set(Thread.currentThread().getContextClassLoader());
		}));
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader own = new URLClassLoader(new URL[0])) {
			Thread.currentThread().setContextClassLoader(own);
			backend.load(binary("fast", Duration.ofSeconds(30)));
			assertThat(seen.get()).isSameAs(own);
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
		assertThat(backend.getId()).isEqualTo("test");
		assertThat(used.get().isDaemon()).isTrue();
		assertThat(used.get()).isNotSameAs(Thread.currentThread());
	}

	@Test
	void loadWhenBackendFailsShouldThrowTheSame() {
		IllegalStateException failure = new IllegalStateException("broken");
		WasmBackend backend = this.threads.bind(new TestBackend(() -> {
			throw failure;
		}));
		assertThatIllegalStateException().isThrownBy(() -> backend.load(binary("broken", Duration.ZERO)))
			.isSameAs(failure);
		assertThatExceptionOfType(StackOverflowError.class)
			.isThrownBy(() -> this.threads.bind(new TestBackend(CompilationThreadsTests::overflow))
				.load(binary("deep", Duration.ofSeconds(30))));
	}

	private static void overflow() {
		overflow();
	}

	@Test
	void loadWhenCompilerIsTooSlowShouldThrowAndCloseTheLateModule() throws Exception {
		WasmBackend backend = this.threads.bind(new TestBackend(this::block));
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> backend.load(binary("slow", Duration.ofMillis(50))))
			.withMessageContainingAll("Module 'slow', backend 'test'", "not compiled within 50 ms",
					"the setting 'compile-timeout'")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.COMPILE_TIMEOUT));
		assertThat(this.closed.getCount()).isOne();
		this.blocked.countDown();
		assertThat(this.closed.await(20, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void loadThatMayTakeMoreThanTheHeapShouldThrowBeforeItStarts() {
		AtomicInteger compiled = new AtomicInteger();
		WasmBackend backend = this.threads.bind(new TestBackend(compiled::incrementAndGet) {

			@Override
			public long estimateHeap(WasmBinary binary) {
				return Runtime.getRuntime().maxMemory();
			}

		});
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> backend.load(binary("large", Duration.ofSeconds(30))))
			.withMessageContainingAll("Module 'large', backend 'test'",
					"it may take %d MB of heap to load it, but only".formatted(Runtime.getRuntime().maxMemory() >> 20),
					"a larger heap (-Xmx)")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.LIMIT_EXCEEDED));
		assertThat(compiled).hasValue(0);
	}

	@Test
	void loadOfWhatOthersGaveUpShouldWaitForTheSameCompilation() {
		AtomicInteger compiled = new AtomicInteger();
		WasmBackend backend = this.threads.bind(new TestBackend(() -> {
			compiled.incrementAndGet();
			block();
		}));
		for (String name : List.of("one", "two", "three", "four")) {
			assertThatExceptionOfType(WasmLoadException.class)
				.isThrownBy(() -> backend.load(binary(name, Duration.ofMillis(20))))
				.withMessageContainingAll("Module '" + name + "'", "not compiled within 20 ms");
		}
		unblockOnceThisThreadWaits();
		assertThat(backend.load(binary("patient", Duration.ofSeconds(30)))).isNotNull();
		assertThat(compiled).hasValue(1);
		assertThat(this.closed.getCount()).isOne();
		assertThat(backend.load(binary("next", Duration.ofSeconds(30)))).isNotNull();
		assertThat(compiled).hasValue(2);
	}

	/**
	 * Let the compiler end only when the caller waits for it, since what has ended is not
	 * shared any more.
	 */
	private void unblockOnceThisThreadWaits() {
		Thread caller = Thread.currentThread();
		new Thread(() -> {
			while (caller.getState() != Thread.State.TIMED_WAITING) {
				Thread.onSpinWait();
			}
			this.blocked.countDown();
		}).start();
	}

	@Test
	void failureOfWhatOthersGaveUpShouldNameTheModuleThatIsLoaded() {
		WasmBackend backend = this.threads.bind(new TestBackend(() -> {
			block();
			throw new WasmLoadException(Reason.INVALID, WasmErrorContext.of("first", "test"), "broken", null, null);
		}));
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> backend.load(binary("first", Duration.ofMillis(20))));
		unblockOnceThisThreadWaits();
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> backend.load(binary("second", Duration.ofSeconds(30))))
			.withMessage("Module 'second', backend 'test': broken");
	}

	@Test
	void timeShouldRunWhileTheLoadWaitsForAThread() throws Exception {
		WasmBinary running = binary("slow", Duration.ofSeconds(30)).withCompileTimeRunning();
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(running.getCompileTimeLeft()).isPositive().isLessThan(Duration.ofSeconds(30)));
		assertThat(running.withCompileTimeRunning()).isSameAs(running);
		WasmBinary over = binary("slow", Duration.ofNanos(1)).withCompileTimeRunning();
		assertThat(over.getCompileTimeLeft()).isPositive();
		assertThat(over.getCompileTime()).isEqualTo(Duration.ofNanos(1));
		assertThat(binary("slow", Duration.ZERO).withCompileTimeRunning().getCompileTimeLeft()).isZero();
	}

	@Test
	void loadWhenAllThreadsAreBusyShouldNameTheModules() {
		WasmBackend backend = this.threads.bind(new TestBackend(this::block));
		for (String name : List.of("one", "two")) {
			assertThatExceptionOfType(WasmLoadException.class)
				.isThrownBy(() -> backend.load(distinct(name, Duration.ofMillis(20))));
		}
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> backend.load(distinct("three", Duration.ofMillis(20))))
			.withMessageContainingAll("Module 'three'", "busy with the modules ['one', 'two']")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.COMPILE_TIMEOUT));
		this.blocked.countDown();
		assertThat(backend.load(binary("four", Duration.ofSeconds(30)))).isNotNull();
	}

	@Test
	void loadWhenInterruptedShouldThrowAndKeepTheInterrupt() throws Exception {
		WasmBackend backend = this.threads.bind(new TestBackend(this::block));
		List<Object> seen = Collections.synchronizedList(new ArrayList<>());
		Thread caller = new Thread(() -> {
			try {
				backend.load(binary("slow", Duration.ZERO));
			}
			catch (WasmLoadException ex) {
				seen.add(ex.getReason());
				seen.add(Thread.currentThread().isInterrupted());
			}
		});
		caller.start();
		caller.interrupt();
		caller.join();
		assertThat(seen).containsExactly(Reason.INTERRUPTED, true);
	}

	@Test
	void loadWhenClosedShouldNameTheModule() {
		WasmBackend backend = this.threads.bind(new TestBackend(() -> {
		}));
		this.threads.close();
		for (int i = 0; i < 3; i++) {
			assertThatIllegalStateException().isThrownBy(() -> backend.load(binary("late", Duration.ofSeconds(30))))
				.withMessageContainingAll("Module 'late', backend 'test'", "the application is being closed");
		}
		assertThat(this.threads.busyWith()).isEmpty();
	}

	@Test
	void loadShouldCompileRealModules() {
		ChicoryBackend backend = ChicoryBackend.compiled();
		WasmBackend bound = this.threads.bind(backend);
		WasmBinary binary = WasmBinary.of("numbers", Guests.bytes("numbers"));
		try (BackendModule module = bound.load(binary)) {
			assertThat(module.getExports()).isNotEmpty();
		}
		assertThat(bound.getArtifacts()).isEqualTo(backend.getArtifacts());
	}

	private void block() {
		try {
			this.blocked.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static WasmBinary binary(String name, Duration timeout) {
		return TimedBinaries.of(name, BinaryWriter.module().toByteArray(), timeout);
	}

	/**
	 * Return a binary that differs from others by its only export.
	 */
	private static WasmBinary distinct(String name, Duration timeout) {
		BinaryWriter export = BinaryWriter.part().bytes(1, name.length()).bytes(name.chars().toArray()).bytes(2, 0);
		return TimedBinaries.of(name,
				BinaryWriter.module().section(5, BinaryWriter.part().bytes(1, 0, 1)).section(7, export).toByteArray(),
				timeout);
	}

	/**
	 * Backend whose modules are empty.
	 */
	private class TestBackend implements WasmBackend {

		private final Runnable compiler;

		TestBackend(Runnable compiler) {
			this.compiler = compiler;
		}

		@Override
		public String getId() {
			return "test";
		}

		@Override
		public BackendModule load(WasmBinary binary) {
			this.compiler.run();
			return new TestModule();
		}

	}

	private final class TestModule implements BackendModule {

		@Override
		public List<WasmExport> getExports() {
			return List.of();
		}

		@Override
		public List<WasmImport> getImports() {
			return List.of();
		}

		@Override
		public BackendInstance instantiate(BackendImports imports) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void close() {
			CompilationThreadsTests.this.closed.countDown();
		}

	}

}
