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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.TestThreads;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleState;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.plugin.WasmPluginAutoConfiguration;
import io.github.wasmspring.module.WasmModuleRegistry;
import io.github.wasmspring.plugin.ImportWasmPlugins;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPlugin;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the end of an application: modules close after everything that may call them.
 */
class ModuleLifeCycleTests {

	private static final long SECONDS = 30;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class,
				WasmPluginAutoConfiguration.class))
		.withPropertyValues("wasm.modules.numbers.location=classpath:guests/numbers.wasm",
				"wasm.modules.imports.location=classpath:guests/imports.wasm")
		.withBean(Host.class)
		.withUserConfiguration(Functions.class);

	@Test
	void beansShouldCallPluginsWhenTheyAreDestroyed() {
		this.contextRunner.withUserConfiguration(Callers.class).run((context) -> {
			Results results = context.getBean(Results.class);
			WasmModuleRegistry registry = context.getBean(WasmModuleRegistry.class);
			context.close();
			assertThat(results.sums).containsExactlyInAnyOrder("first 3", "last 3", "injected 3", "module 3");
			assertThat(registry.getState("numbers")).isEqualTo(WasmModuleState.CLOSED);
		});
	}

	@Test
	void lazyBeansShouldCallPluginsWhenTheyAreDestroyed() {
		this.contextRunner.withUserConfiguration(Callers.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				Results results = context.getBean(Results.class);
				context.getBean("last");
				context.getBean("first");
				context.close();
				assertThat(results.sums).containsExactlyInAnyOrder("first 3", "last 3");
			});
	}

	@Test
	void tasksShouldCallPluginsWhileExecutorsDrain() {
		this.contextRunner.withUserConfiguration(Executor.class).run((context) -> {
			ThreadPoolTaskExecutor executor = context.getBean(ThreadPoolTaskExecutor.class);
			Adder adder = context.getBean(Adder.class);
			CountDownLatch closing = context.getBean(Executor.class).closing;
			Future<Integer> first = executor.submit(() -> {
				await(closing);
				return adder.add(1, 2);
			});
			Future<Integer> queued = executor.submit(() -> adder.add(3, 4));
			context.close();
			assertThat(first).isDone().succeedsWithin(0, TimeUnit.SECONDS).isEqualTo(3);
			assertThat(queued).isDone().succeedsWithin(0, TimeUnit.SECONDS).isEqualTo(7);
		});
	}

	@Test
	void closeShouldWaitForCallsAndRefuseNoneMeanwhile() {
		this.contextRunner.run((context) -> {
			Host host = context.getBean(Host.class);
			Adder adder = context.getBean(Adder.class);
			WasmModuleRegistry registry = context.getBean(WasmModuleRegistry.class);
			Clock clock = context.getBean(Clock.class);
			CompletableFuture<Long> call = TestThreads.supply(clock::time);
			await(host.entered);
			CompletableFuture<Void> close = TestThreads.run(context::close);
			awaitThread("wasm-calls");
			assertThat(adder.add(1, 2)).isEqualTo(3);
			assertThat(registry.getState("imports")).isEqualTo(WasmModuleState.READY);
			assertThat(close).isNotDone();
			host.left.countDown();
			assertThat(close).succeedsWithin(SECONDS, TimeUnit.SECONDS);
			assertThat(call).isCompletedWithValue(42L);
			assertThat(registry.getState("imports")).isEqualTo(WasmModuleState.CLOSED);
		});
	}

	@Test
	void closeShouldNotWaitLongerThanForAPhase() {
		this.contextRunner.withUserConfiguration(ShortPhases.class).run((context) -> {
			Host host = context.getBean(Host.class);
			WasmModuleRegistry registry = context.getBean(WasmModuleRegistry.class);
			Clock clock = context.getBean(Clock.class);
			CompletableFuture<Long> call = TestThreads.supply(clock::time);
			await(host.entered);
			CompletableFuture<Void> close = TestThreads.run(context::close);
			awaitState(registry, WasmModuleState.CLOSED);
			assertThat(call).isNotDone();
			host.left.countDown();
			assertThat(close).succeedsWithin(SECONDS, TimeUnit.SECONDS);
			assertThat(call).succeedsWithin(SECONDS, TimeUnit.SECONDS).isEqualTo(42L);
		});
	}

	@Test
	void childShouldCallModulesOfItsParentUntilTheEnd() {
		this.contextRunner.run((parent) -> {
			ApplicationContextRunner childRunner = new ApplicationContextRunner().withParent(parent)
				.withUserConfiguration(Caller.class);
			childRunner.run((child) -> {
				Results results = child.getBean(Results.class);
				child.close();
				assertThat(results.sums).containsExactly("child 3");
			});
			assertThat(parent.getBean(Adder.class).add(1, 2)).isEqualTo(3);
		});
	}

	@Test
	void childWithModulesOfItsOwnShouldCloseOnlyThese() {
		this.contextRunner.run((parent) -> this.contextRunner.withParent(parent).run((child) -> {
			WasmModule own = child.getBean("numbers", WasmModule.class);
			assertThat(own).isNotSameAs(parent.getBean("numbers"));
			WasmModuleRegistry registry = child.getBean(WasmModuleRegistry.class);
			child.close();
			assertThat(registry.getState("numbers")).isEqualTo(WasmModuleState.CLOSED);
			assertThat(parent.getBean("numbers", WasmModule.class).call("add", 1, 2)).isEqualTo(3);
			assertThat(parent.getBean(Adder.class).add(1, 2)).isEqualTo(3);
		}));
	}

	@Test
	void beansOfModulesAndPluginsShouldCloseNothing() {
		this.contextRunner.run((context) -> {
			Adder adder = context.getBean(Adder.class);
			Closing closing = context.getBean(Closing.class);
			context.getBeanFactory().destroyBean("numbers", context.getBean("numbers"));
			context.getBeanFactory().destroyBean(Closing.class.getName(), closing);
			assertThat(context.getBean(WasmModuleRegistry.class).getState("numbers")).isEqualTo(WasmModuleState.READY);
			assertThat(adder.add(1, 2)).isEqualTo(3);
			assertThat(Closing.CLOSED).isFalse();
		});
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void awaitThread(String name) {
		long start = System.nanoTime();
		while (Thread.getAllStackTraces().keySet().stream().map(Thread::getName).noneMatch(name::equals)) {
			assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(SECONDS));
			Thread.onSpinWait();
		}
	}

	private static void awaitState(WasmModuleRegistry registry, WasmModuleState state) {
		long start = System.nanoTime();
		while (registry.getState("imports") != state) {
			assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(SECONDS));
			Thread.onSpinWait();
		}
	}

	@WasmPlugin("numbers")
	interface Adder {

		@WasmFunction
		int add(int a, int b);

	}

	@WasmPlugin("imports")
	interface Clock {

		@WasmFunction
		long time();

	}

	@WasmPlugin("numbers")
	interface Closing extends AutoCloseable {

		AtomicBoolean CLOSED = new AtomicBoolean();

		@WasmFunction
		int add(int a, int b);

		@Override
		default void close() {
			CLOSED.set(true);
		}

	}

	/**
	 * What the guest calls.
	 */
	static final class Host {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch left = new CountDownLatch(1);

		long time() {
			this.entered.countDown();
			await(this.left);
			return 42;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins({ Adder.class, Clock.class, Closing.class })
	static class Functions {

		@Bean
		HostFunctions environmentFunctions(Host host) {
			return HostFunctions.of("env")
				.function("log", "(i32, i32) -> ()", (caller, arguments) -> new long[0])
				.function("now", "() -> i64", (caller, arguments) -> new long[] { host.time() })
				.build();
		}

		@Bean
		HostFunctions mathFunctions() {
			return HostFunctions.of("math")
				.function("pow", "(f64, f64) -> f64", (caller, arguments) -> new long[] { 0 })
				.build();
		}

	}

	static final class Results {

		private final List<String> sums = new CopyOnWriteArrayList<>();

		void add(String caller, Object sum) {
			this.sums.add(caller + " " + sum);
		}

	}

	/**
	 * Looks up a plugin only when it is destroyed.
	 */
	record LookingCaller(String name, ObjectProvider<Adder> adder, Results results) {

		@PreDestroy
		void callPlugin() {
			this.results.add(this.name, this.adder.getObject().add(1, 2));
		}

	}

	record InjectedCaller(Adder adder, Results results) {

		@PreDestroy
		void callPlugin() {
			this.results.add("injected", this.adder.add(1, 2));
		}

	}

	record ModuleCaller(WasmModule module, Results results) implements DisposableBean {

		@Override
		public void destroy() {
			this.results.add("module", this.module.call("add", 1, 2));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Callers {

		@Bean
		Results results() {
			return new Results();
		}

		@Bean
		LookingCaller first(ObjectProvider<Adder> adder, Results results) {
			return new LookingCaller("first", adder, results);
		}

		@Bean
		@DependsOn({ "numbers", "wasmModuleRegistry" })
		LookingCaller last(ObjectProvider<Adder> adder, Results results) {
			return new LookingCaller("last", adder, results);
		}

		@Bean
		InjectedCaller injected(Adder adder, Results results) {
			return new InjectedCaller(adder, results);
		}

		@Bean
		ModuleCaller module(WasmModule numbers, Results results) {
			return new ModuleCaller(numbers, results);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Caller {

		@Bean
		Results results() {
			return new Results();
		}

		@Bean
		LookingCaller child(ObjectProvider<Adder> adder, Results results) {
			return new LookingCaller("child", adder, results);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Executor {

		private final CountDownLatch closing = new CountDownLatch(1);

		@Bean
		ThreadPoolTaskExecutor taskExecutor() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setCorePoolSize(1);
			executor.setMaxPoolSize(1);
			executor.setWaitForTasksToCompleteOnShutdown(true);
			executor.setAwaitTerminationSeconds((int) SECONDS);
			return executor;
		}

		@EventListener(ContextClosedEvent.class)
		void close() {
			this.closing.countDown();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ShortPhases {

		@Bean
		DefaultLifecycleProcessor lifecycleProcessor() {
			DefaultLifecycleProcessor processor = new DefaultLifecycleProcessor();
			processor.setTimeoutPerShutdownPhase(1);
			return processor;
		}

	}

}
