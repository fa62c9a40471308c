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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.util.unit.DataSize;

import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmPoolExhaustedException;
import io.github.wasmspring.WasmTrapException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link InstancePool}, and for what it has in common with
 * {@link PerCallInstances}.
 */
class InstancePoolTests {

	private static final Duration SHORT = Duration.ofMillis(50);

	private static final Duration LONG = Duration.ofSeconds(30);

	private final ObservedModule traps = new ObservedModule("traps");

	private final ExecutorService executor = Executors.newCachedThreadPool();

	@AfterEach
	void stopThreads() {
		this.executor.shutdownNow();
	}

	@Test
	void executeShouldReuseTheInstanceUsedLast() {
		InstancePool pool = this.traps.open(settings(InstanceMode.POOLED, 2, SHORT));
		List<WasmInstance> nested = new ArrayList<>();
		pool.execute(Call.each(null),
				(outer) -> pool.execute(Call.each(null), (inner) -> nested.add(inner) && nested.add(outer)));
		assertThat(nested).doesNotHaveDuplicates();
		assertThat(count(pool)).isEqualTo(1);
		assertThat(count(pool)).isEqualTo(2);
		pool.execute(Call.each(null), (instance) -> assertThat(instance).isSameAs(nested.get(1)));
		assertThat(this.traps.instances).hasSize(2);
	}

	@Test
	void executeWhenInstanceTrappedShouldDiscardIt() {
		InstancePool pool = this.traps.open(settings(InstanceMode.POOLED, 1, SHORT));
		count(pool);
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(
				() -> pool.<@Nullable Object>execute(Call.each(null), (instance) -> instance.call("unreachable")));
		assertThat(this.traps.countOpen()).isZero();
		assertThat(count(pool)).isEqualTo(1);
	}

	@Test
	void executeWhenActionSwallowsTheTrapShouldDiscardTheInstance() {
		InstancePool pool = this.traps.open(settings(InstanceMode.POOLED, 1, SHORT));
		pool.execute(Call.each(null), (instance) -> {
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> instance.call("unreachable"));
			return null;
		});
		assertThat(this.traps.countOpen()).isZero();
		assertThat(count(pool)).isEqualTo(1);
	}

	@Test
	void executeWhenActionFailsOutsideOfTheGuestShouldKeepTheInstance() {
		InstancePool pool = this.traps.open(settings(InstanceMode.POOLED, 1, SHORT));
		assertThatIllegalStateException().isThrownBy(() -> pool.execute(Call.each(null), (instance) -> {
			throw new IllegalStateException("not the guest");
		}));
		assertThat(count(pool)).isEqualTo(1);
		assertThat(this.traps.instances).hasSize(1);
	}

	@Test
	void executeWhenActionClosesTheInstanceShouldDiscardIt() {
		InstancePool pool = this.traps.open(settings(InstanceMode.POOLED, 1, SHORT));
		pool.execute(Call.each(null), (instance) -> {
			instance.close();
			return null;
		});
		assertThat(count(pool)).isEqualTo(1);
		assertThat(this.traps.instances).hasSize(2);
	}

	@ParameterizedTest
	@EnumSource
	void executeOnNewShouldCloseTheInstance(InstanceMode mode) {
		InstancePool source = this.traps.open(settings(mode, 1, SHORT));
		count(source);
		assertThat(
				source.<@Nullable Object>execute(Call.each(null).onNewInstance(), (instance) -> instance.call("count")))
			.isEqualTo(1);
		assertThat(this.traps.instances).hasSize(2);
		assertThat(this.traps.instances.get(1).isClosed()).isTrue();
	}

	@Test
	void executeOnNewShouldNotExceedTheMaximum() {
		InstancePool source = this.traps.open(settings(InstanceMode.POOLED, 1, SHORT));
		count(source);
		assertThat(source.<Long>execute(Call.each(null).onNewInstance(), (instance) -> this.traps.countOpen()))
			.isEqualTo(1);
	}

	@Test
	void executeOnNewWhenModeIsSingleShouldKeepTheInstance() {
		InstancePool source = this.traps.open(settings(InstanceMode.SINGLE, 1, SHORT));
		assertThat(count(source)).isEqualTo(1);
		assertThat(source.<Long>execute(Call.each(null).onNewInstance(), (instance) -> this.traps.countOpen()))
			.isEqualTo(2);
		assertThat(count(source)).isEqualTo(2);
	}

	@Test
	void executeWhenModeIsPerCallShouldCloseEachInstance() {
		InstancePool source = this.traps.open(settings(InstanceMode.PER_CALL, 1, SHORT));
		assertThat(count(source)).isEqualTo(1);
		assertThat(count(source)).isEqualTo(1);
		assertThat(this.traps.instances).hasSize(2);
		assertThat(this.traps.countOpen()).isZero();
	}

	@Test
	void executeWhenModeIsSingleShouldIgnoreTheMaximum() throws Exception {
		InstancePool source = this.traps.open(settings(InstanceMode.SINGLE, 5, SHORT));
		Occupied occupied = occupy(source);
		assertThatExceptionOfType(WasmPoolExhaustedException.class).isThrownBy(() -> count(source));
		occupied.end();
		assertThat(count(source)).isEqualTo(1);
		assertThat(count(source)).isEqualTo(2);
		assertThat(this.traps.instances).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void executeWhenAllInstancesAreInUseShouldThrow(InstanceMode mode) throws Exception {
		InstancePool source = this.traps.open(settings(mode, 1, SHORT));
		Occupied occupied = occupy(source);
		assertThatExceptionOfType(WasmPoolExhaustedException.class).isThrownBy(() -> count(source))
			.withMessageContainingAll("traps", "chicory-interpreter", "all 1 instances are in use", "within 50 ms");
		occupied.end();
		assertThat(count(source)).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void executeShouldWaitForAnInstance(InstanceMode mode) throws Exception {
		InstancePool source = this.traps.open(settings(mode, 1, LONG));
		Occupied occupied = occupy(source);
		Future<@Nullable Object> waiting = this.executor.submit(() -> count(source));
		occupied.end();
		assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void executeWhenInstanceCannotBeCreatedShouldReleaseItsPlace(InstanceMode mode) {
		InstancePool source = this.traps.open(settings(mode, 1, SHORT));
		this.traps.failureToInstantiate = new IllegalArgumentException("from the backend");
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> count(source))
				.isNotInstanceOf(WasmPoolExhaustedException.class);
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> source.execute(Call.each(null).onNewInstance(), (instance) -> instance))
				.isNotInstanceOf(WasmPoolExhaustedException.class);
		}
		this.traps.failureToInstantiate = null;
		assertThat(count(source)).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void closeShouldRefuseAllUses(InstanceMode mode) {
		InstancePool source = this.traps.open(settings(mode, 1, SHORT));
		count(source);
		source.close();
		assertThat(this.traps.countOpen()).isZero();
		assertClosed(() -> count(source));
		assertClosed(() -> source.execute(Call.each(null).onNewInstance(), (instance) -> instance));
		assertClosed(source::create);
		assertThat(this.traps.countOpen()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void closeShouldRefuseCallsThatWaited(InstanceMode mode) throws Exception {
		InstancePool source = this.traps.open(settings(mode, 1, LONG));
		Occupied occupied = occupy(source);
		CountDownLatch started = new CountDownLatch(1);
		Future<@Nullable Object> waiting = this.executor.submit(() -> {
			started.countDown();
			return count(source);
		});
		assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
		source.close();
		occupied.end();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> waiting.get(20, TimeUnit.SECONDS))
			.withCauseInstanceOf(IllegalStateException.class);
		assertThat(this.traps.instances).hasSize(1);
		assertThat(this.traps.countOpen()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void closeDuringACallShouldCloseItsInstanceAfterwards(InstanceMode mode) throws Exception {
		InstancePool source = this.traps.open(settings(mode, 1, SHORT));
		Occupied occupied = occupy(source);
		source.close();
		assertThat(this.traps.countOpen()).isEqualTo(1);
		assertThat(occupied.end()).isEqualTo(42);
		assertThat(this.traps.countOpen()).isZero();
	}

	@Test
	void closeWhenAnInstanceCannotBeClosedShouldCloseTheOthers() {
		InstancePool pool = this.traps.open(settings(InstanceMode.POOLED, 3, SHORT));
		pool.execute(Call.each(null), (first) -> pool.execute(Call.each(null), (second) -> count(pool)));
		assertThat(this.traps.countOpen()).isEqualTo(3);
		this.traps.failureToClose = new IllegalArgumentException("from the backend");
		pool.close();
		assertThat(this.traps.countOpen()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void executeWhenThreadUsesAllInstancesShouldThrowAtOnce(InstanceMode mode) {
		InstancePool source = this.traps.open(settings(mode, 1, Duration.ofHours(1)));
		source.execute(Call.each(null), (instance) -> {
			assertThatExceptionOfType(WasmPoolExhaustedException.class).isThrownBy(() -> count(source))
				.withMessageContainingAll("traps", "the calling thread itself uses all 1 instances",
						"through its WasmInstance parameter")
				.satisfies((ex) -> assertThat(ex.getMessage().contains("InstanceSettings.withMax"))
					.isEqualTo(mode != InstanceMode.SINGLE));
			return instance.call("ok");
		});
		assertThat(count(source)).isEqualTo(1);
	}

	@Test
	void executeWhenThreadUsesAnInstanceShouldTakeAnother() {
		InstancePool pool = this.traps.open(settings(InstanceMode.POOLED, 2, SHORT));
		assertThat(pool.<@Nullable Object>execute(Call.each(null), (instance) -> count(pool))).isEqualTo(1);
	}

	@Test
	void executeWhenModeIsSingleShouldNotAdviseMoreInstances() throws Exception {
		InstancePool source = this.traps.open(settings(InstanceMode.SINGLE, 1, SHORT));
		Occupied occupied = occupy(source);
		assertThatExceptionOfType(WasmPoolExhaustedException.class).isThrownBy(() -> count(source))
			.withMessageContainingAll("'InstanceSettings.withMaxWait'", "'pooled'")
			.withMessageNotContaining("InstanceSettings.max'");
		occupied.end();
	}

	@ParameterizedTest
	@EnumSource
	void executeWhenInterruptedShouldNotAdvise(InstanceMode mode) throws Exception {
		InstancePool source = this.traps.open(settings(mode, 1, LONG));
		Occupied occupied = occupy(source);
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(WasmPoolExhaustedException.class).isThrownBy(() -> count(source))
			.withMessageContaining("interrupted while waiting")
			.withCauseInstanceOf(InterruptedException.class)
			.satisfies((ex) -> assertThat(ex.getRemedy()).isNull());
		assertThat(Thread.interrupted()).isTrue();
		occupied.end();
	}

	@Test
	void createShouldNotCountAgainstTheMaximum() {
		InstancePool source = this.traps.open(settings(InstanceMode.SINGLE, 1, SHORT));
		try (WasmInstance own = source.create(); WasmInstance another = source.create()) {
			assertThat(own).isNotSameAs(another);
			assertThat(count(source)).isEqualTo(1);
			source.close();
			assertThat(own.call("count")).isEqualTo(1);
		}
		assertThat(this.traps.countOpen()).isZero();
	}

	@Test
	void callerShouldBeRefusedAtOnceWhenTooManyWait() throws Exception {
		InstancePool pool = this.traps.open(settings(InstanceMode.POOLED, 1, LONG).withMaxWaiting(1));
		Occupied occupied = occupy(pool);
		AtomicReference<@Nullable Thread> waiter = new AtomicReference<>();
		Future<@Nullable Object> waiting = this.executor.submit(() -> {
			waiter.set(Thread.currentThread());
			return count(pool);
		});
		Awaitility.await().until(() -> {
			Thread thread = waiter.get();
			return thread != null && thread.getState() == Thread.State.TIMED_WAITING;
		});
		assertThatExceptionOfType(WasmPoolExhaustedException.class).isThrownBy(() -> count(pool))
			.withMessageContainingAll("as many callers wait for one as may (1)", "withMaxWaiting");
		occupied.end();
		assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(1);
	}

	@Test
	void slotThatAThreadHasLostShouldBeReplaced() throws Exception {
		InstancePool pool = this.traps.open(settings(InstanceMode.POOLED, 1, LONG));
		Thread thread = new Thread(() -> pool.begin(Call.each(null)));
		thread.start();
		thread.join();
		assertThat(count(pool)).isEqualTo(1);
		assertThat(pool.getUsage().getActive()).isZero();
	}

	private static void assertClosed(Runnable use) {
		assertThatIllegalStateException().isThrownBy(use::run)
			.withMessage("Module 'traps' on backend 'chicory-interpreter' is closed");
	}

	private static @Nullable Object count(InstancePool source) {
		return source.<@Nullable Object>execute(Call.each(null), (instance) -> instance.call("count"));
	}

	/**
	 * Keep an instance in use on another thread.
	 */
	private Occupied occupy(InstancePool source) throws InterruptedException {
		CountDownLatch began = new CountDownLatch(1);
		CountDownLatch mayEnd = new CountDownLatch(1);
		Future<@Nullable Object> result = this.executor.submit(() -> source.execute(Call.each(null), (instance) -> {
			began.countDown();
			try {
				assertThat(mayEnd.await(20, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return instance.call("ok");
		}));
		assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
		return new Occupied(mayEnd, result);
	}

	private static InstanceSettings settings(InstanceMode mode, int max, Duration maxWait) {
		return InstanceSettings.DEFAULTS.withMode(mode)
			.withMax(max)
			.withMaxWait(maxWait)
			.withMaxMemory(DataSize.ofMegabytes(1))
			.withTimeout(Duration.ofSeconds(30));
	}

	private record Occupied(CountDownLatch mayEnd, Future<@Nullable Object> result) {

		@Nullable Object end() throws Exception {
			this.mayEnd.countDown();
			return this.result.get(20, TimeUnit.SECONDS);
		}

	}

}
