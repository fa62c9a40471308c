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

package io.github.wasmspring.cache;

import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.wasmspring.Garbage;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.CompilationThreads;
import io.github.wasmspring.backend.HeapReserve;
import io.github.wasmspring.backend.LoadSource;
import io.github.wasmspring.backend.TimedBinaries;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.artifact.HmacArtifactSigner;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link ModuleCache} through {@link CachingWasmBackend}.
 */
@Timeout(60)
class ModuleCacheTests {

	private static final int THREADS = 50;

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

	private final WasmCacheStatistics statistics = new WasmCacheStatistics();

	private final CountingBackend engine = new CountingBackend();

	private final ModuleCache cache = new ModuleCache(ModuleCache.defaultMaxMemory(), this.statistics);

	private final WasmBackend backend = cached(this.cache);

	@AfterEach
	void closeCache() {
		this.cache.close();
	}

	private WasmBackend cached(ModuleCache cache) {
		return new CachingWasmBackend(this.engine, cache, List.of(), HmacArtifactSigner.random(), this.statistics);
	}

	private static WasmBinary binary(String name, String guest) {
		return WasmBinary.of(name, Guests.bytes(guest));
	}

	@Test
	void sameBinaryUnderTwoNamesShouldCompileOnce() {
		BackendModule first = this.backend.load(binary("first", "numbers"));
		BackendModule second = this.backend.load(binary("second", "numbers"));
		assertThat(this.engine.compiled).hasValue(1);
		assertThat(first.getSource()).isEqualTo(LoadSource.COMPILED);
		assertThat(second.getSource()).isEqualTo(LoadSource.MEMORY);
		assertThat(second.getExports()).isEqualTo(first.getExports());
		assertThat(this.statistics.getHits()).isOne();
		assertThat(this.statistics.getMisses()).isOne();
		assertThat(this.statistics.getLoadTime(LoadSource.COMPILED)).isPositive();
	}

	@Test
	void sharedModuleShouldNotTellTheNameOfItsFirstUser() {
		this.backend.load(binary("first", "imports"));
		BackendModule second = this.backend.load(binary("second", "imports"));
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> second.instantiate(BackendImports.NONE))
			.withMessageContaining("'second'")
			.withMessageNotContaining("first");
	}

	@Test
	void manyThreadsAtOnceShouldCompileOnce() throws Exception {
		this.engine.beforeCompiling = () -> awaitWaiters(THREADS - 1);
		List<BackendModule> modules = new ArrayList<>();
		for (Future<BackendModule> module : loadAtOnce(this.backend, "numbers")) {
			modules.add(module.get());
		}
		assertThat(modules).hasSize(THREADS);
		assertThat(this.engine.compiled).hasValue(1);
		assertThat(this.statistics.getHits()).isEqualTo(THREADS - 1);
	}

	@Test
	void manyThreadsAtOnceWithoutCacheShouldCompileOnce() throws Exception {
		this.engine.beforeCompiling = () -> awaitWaiters(THREADS - 1);
		List<BackendModule> modules = new ArrayList<>();
		for (Future<BackendModule> module : loadAtOnce(cached(new ModuleCache(0, this.statistics)), "numbers")) {
			modules.add(module.get());
		}
		assertThat(this.engine.compiled).hasValue(1);
		modules.forEach(BackendModule::close);
		assertThat(this.engine.closed).hasValue(1);
	}

	@Test
	void failureShouldReachEveryWaiterUnderItsOwnName() throws Exception {
		this.engine.beforeCompiling = () -> {
			awaitWaiters(THREADS - 1);
			throw new WasmLoadException(Reason.UNSUPPORTED, WasmErrorContext.of("leader", null), "out of order", null,
					null);
		};
		List<Future<BackendModule>> modules = loadAtOnce(this.backend, "numbers");
		int leaders = 0;
		for (int i = 0; i < THREADS; i++) {
			Throwable failure = catchThrowable(modules.get(i)::get).getCause();
			if (failure.getMessage().startsWith("Module 'leader'")) {
				leaders++;
			}
			else {
				assertThat(failure).isInstanceOf(WasmLoadException.class)
					.hasMessage("Module 'module%d': out of order", i);
			}
		}
		assertThat(leaders).isOne();
		assertThat(this.engine.compiled).hasValue(1);
	}

	@Test
	void failureShouldNotBeKept() {
		this.engine.beforeCompiling = () -> {
			throw new IllegalStateException("out of order");
		};
		WasmBinary binary = binary("numbers", "numbers");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.backend.load(binary));
		this.engine.beforeCompiling = null;
		assertThat(this.backend.load(binary).getSource()).isEqualTo(LoadSource.COMPILED);
	}

	@Test
	void waiterShouldTryItselfWhenTheOtherThreadIsInterrupted() throws Exception {
		this.engine.beforeCompiling = () -> {
			this.engine.beforeCompiling = null;
			awaitWaiters(1);
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted");
		};
		ExecutorService executor = Executors.newFixedThreadPool(2);
		try {
			List<Future<BackendModule>> modules = new ArrayList<>();
			for (int i = 0; i < 2; i++) {
				modules.add(executor.submit(() -> this.backend.load(binary("numbers", "numbers"))));
			}
			assertThat(modules).map((module) -> catchThrowable(module::get))
				.filteredOn(Objects::nonNull)
				.singleElement()
				.satisfies((failure) -> assertThat(failure).rootCause().hasMessage("interrupted"));
			assertThat(this.engine.compiled).hasValue(2);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void waiterShouldStopWaitingWhenItIsInterrupted() throws Exception {
		CountDownLatch compiling = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		this.engine.beforeCompiling = () -> {
			compiling.countDown();
			await(release);
		};
		ExecutorService executor = Executors.newFixedThreadPool(2);
		try {
			Future<BackendModule> leader = executor.submit(() -> this.backend.load(binary("leader", "numbers")));
			compiling.await();
			Future<Reason> waiter = executor.submit(() -> {
				Thread.currentThread().interrupt();
				try {
					this.backend.load(binary("waiter", "numbers"));
					throw new AssertionError("not interrupted");
				}
				catch (WasmLoadException ex) {
					return ex.getReason();
				}
			});
			assertThat(waiter.get()).isEqualTo(Reason.INTERRUPTED);
			release.countDown();
			assertThat(leader.get()).isNotNull();
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void waiterShouldFailWhenItsOwnTimeIsOver() throws Exception {
		CountDownLatch compiling = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		this.engine.beforeCompiling = () -> {
			compiling.countDown();
			await(release);
		};
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			Future<BackendModule> leader = executor
				.submit(() -> this.backend.load(timed("leader", Duration.ofSeconds(50))));
			compiling.await();
			assertThatExceptionOfType(WasmLoadException.class)
				.isThrownBy(() -> this.backend.load(timed("waiter", Duration.ofMillis(30))))
				.withMessageContainingAll("Module 'waiter', backend 'counting'", "within 30 ms",
						"the setting 'compile-timeout'")
				.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.COMPILE_TIMEOUT));
			release.countDown();
			assertThat(leader.get().getSource()).isEqualTo(LoadSource.COMPILED);
			assertThat(this.engine.compiled).hasValue(1);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void waiterWithMoreTimeShouldGetWhatTheFirstGaveUp() throws Exception {
		CountDownLatch compiling = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		this.engine.beforeCompiling = () -> {
			compiling.countDown();
			await(release);
		};
		ExecutorService executor = Executors.newFixedThreadPool(3);
		try (CompilationThreads threads = new CompilationThreads(1)) {
			WasmBackend backend = new CachingWasmBackend(threads.bind(this.engine), this.cache, List.of(),
					HmacArtifactSigner.random(), this.statistics);
			Future<BackendModule> leader = executor.submit(() -> backend.load(timed("leader", Duration.ofSeconds(2))));
			compiling.await();
			List<Future<BackendModule>> patient = List.of(
					executor.submit(() -> backend.load(timed("one", Duration.ofSeconds(50)))),
					executor.submit(() -> backend.load(timed("two", Duration.ZERO))));
			awaitWaiters(2);
			assertThat(leader).failsWithin(Duration.ofSeconds(30))
				.withThrowableThat()
				.withMessageContaining("Module 'leader'")
				.withMessageContaining("within 2000 ms");
			release.countDown();
			for (Future<BackendModule> module : patient) {
				assertThat(module.get().getExports()).isNotEmpty();
			}
			assertThat(this.engine.compiled).hasValue(1);
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static WasmBinary timed(String name, Duration timeout) {
		return TimedBinaries.of(name, Guests.bytes("numbers"), timeout);
	}

	@Test
	void moduleThatIsUsedShouldStayWhateverIsDropped() {
		BackendModule first = this.backend.load(binary("first", "numbers"));
		BackendModule second = this.backend.load(binary("second", "numbers"));
		first.close();
		first.close();
		this.cache.clear();
		assertThat(this.engine.closed).hasValue(0);
		assertThat(this.backend.load(binary("third", "numbers")).getSource()).isEqualTo(LoadSource.MEMORY);
		second.close();
	}

	@Test
	void moduleThatNobodyUsesShouldStayUntilItIsDropped() {
		this.backend.load(binary("first", "numbers")).close();
		BackendModule second = this.backend.load(binary("second", "numbers"));
		assertThat(second.getSource()).isEqualTo(LoadSource.MEMORY);
		second.close();
		assertThat(this.engine.closed).hasValue(0);
		this.cache.clear();
		assertThat(this.engine.closed).hasValue(1);
		assertThat(this.backend.load(binary("third", "numbers")).getSource()).isEqualTo(LoadSource.COMPILED);
	}

	@Test
	void moduleThatNobodyUsesShouldKeepNoSpareMemory() {
		this.backend.load(binary("first", "numbers")).close();
		assertThat(this.engine.resting).hasValue(1);
	}

	@Test
	void modulesThatNobodyUsesShouldTakeNoMoreThanTheMemoryForThem() {
		this.engine.memory = 1_000_000;
		ModuleCache cache = new ModuleCache(2_500_000, this.statistics);
		WasmBackend backend = cached(cache);
		BackendModule used = backend.load(binary("used", "numbers"));
		for (String guest : List.of("traps", "imports", "start")) {
			backend.load(binary(guest, guest)).close();
		}
		assertThat(this.statistics.getEvictions()).isOne();
		assertThat(this.engine.closed).hasValue(1);
		assertThat(backend.load(binary("imports", "imports")).getSource()).isEqualTo(LoadSource.MEMORY);
		assertThat(backend.load(binary("traps", "traps")).getSource()).isEqualTo(LoadSource.COMPILED);
		used.close();
		assertThat(this.engine.closed).hasValue(1);
	}

	@Test
	void moduleThatWasUsedLeastRecentlyShouldGoFirst() {
		this.engine.memory = 1_000_000;
		WasmBackend backend = cached(new ModuleCache(2_500_000, this.statistics));
		for (String guest : List.of("traps", "imports", "traps", "start")) {
			backend.load(binary(guest, guest)).close();
		}
		assertThat(backend.load(binary("traps", "traps")).getSource()).isEqualTo(LoadSource.MEMORY);
		assertThat(backend.load(binary("imports", "imports")).getSource()).isEqualTo(LoadSource.COMPILED);
	}

	@Test
	void moduleOfWhichTheBackendKnowsNothingShouldTakeAsMuchAsItsBinary() {
		byte[] bytes = Guests.bytes("numbers");
		WasmBackend backend = cached(new ModuleCache(bytes.length / 2, this.statistics));
		backend.load(binary("numbers", "numbers")).close();
		assertThat(this.engine.closed).hasValue(1);
	}

	@Test
	void cacheThatIsClosedShouldDropModulesAsSoonAsNobodyUsesThem() {
		BackendModule module = this.backend.load(binary("numbers", "numbers"));
		this.backend.load(binary("traps", "traps")).close();
		this.cache.close();
		assertThat(this.engine.closed).hasValue(1);
		module.close();
		assertThat(this.engine.closed).hasValue(2);
	}

	@Test
	void modulesThatNobodyUsesShouldGoWhenHeapIsLacking() {
		this.backend.load(binary("numbers", "numbers")).close();
		assertThat(HeapReserve.ofProcess().reclaim(1)).isPositive();
		assertThat(this.engine.closed).hasValue(1);
	}

	@Test
	void loadThatLacksHeapShouldBeTriedAgainInThePlaceOfModulesThatNobodyUses() {
		this.backend.load(binary("numbers", "numbers")).close();
		this.engine.beforeCompiling = () -> {
			if (this.engine.closed.get() == 0) {
				throw new WasmLoadException(Reason.LIMIT_EXCEEDED, WasmErrorContext.of("traps", null), "too complex",
						null, new OutOfMemoryError("Java heap space"));
			}
		};
		assertThat(this.backend.load(binary("traps", "traps")).getSource()).isEqualTo(LoadSource.COMPILED);
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> {
			this.engine.closed.set(0);
			this.backend.load(binary("start", "start"));
		}).withMessageContaining("too complex");
	}

	@Test
	void moduleThatIsForgottenByItsUserShouldBeClosed() throws Exception {
		BackendModule module = this.backend.load(binary("numbers", "numbers"));
		Garbage.collect();
		assertThat(this.engine.closed).hasValue(0);
		Reference.reachabilityFence(module);
		module = null;
		Awaitility.await().atMost(LONGEST_WAIT).untilAsserted(() -> {
			Garbage.collect();
			assertThat(this.engine.closed).hasValue(1);
		});
		assertThat(this.backend.load(binary("numbers", "numbers")).getSource()).isEqualTo(LoadSource.COMPILED);
	}

	private static List<Future<BackendModule>> loadAtOnce(WasmBackend backend, String guest) {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		List<Future<BackendModule>> modules = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			WasmBinary binary = binary("module" + i, guest);
			modules.add(executor.submit(() -> backend.load(binary)));
		}
		executor.shutdown();
		return modules;
	}

	/**
	 * Wait until other threads wait for this one.
	 */
	private static void awaitWaiters(int count) {
		Awaitility.await().atMost(LONGEST_WAIT).until(ModuleCacheTests::countWaiters, Predicate.isEqual((long) count));
	}

	private static long countWaiters() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((stack) -> Arrays.stream(stack).anyMatch(ModuleCacheTests::waits))
			.count();
	}

	private static boolean waits(StackTraceElement frame) {
		return frame.getClassName().equals(PendingLoad.class.getName()) && frame.getMethodName().equals("await");
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
