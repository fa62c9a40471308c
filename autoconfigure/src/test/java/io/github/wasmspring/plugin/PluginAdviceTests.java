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

package io.github.wasmspring.plugin;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import javax.tools.ToolProvider;

import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.aop.support.AopUtils;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.resilience.InvocationRejectedException;
import org.springframework.resilience.annotation.ConcurrencyLimit;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.parameters.P;

import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.TestThreads;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.backend.chicory.ChicoryBackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the advice of Spring around plugins, whatever implements them.
 */
class PluginAdviceTests {

	private static final long SECONDS = 30;

	/**
	 * What the guest calls.
	 */
	private final Host host = new Host();

	@AfterEach
	void signOut() {
		SecurityContextHolder.clearContext();
	}

	@ParameterizedTest
	@EnumSource
	void keyThatNamesParametersShouldTellCallsApart(Form form) {
		try (AnnotationConfigApplicationContext context = form.start(Caching.class, this.host)) {
			Advised plugin = context.getBean(Advised.class);
			assertThat(plugin.cached(2, 3)).isEqualTo(8);
			assertThat(plugin.cached(2, 3)).isEqualTo(8);
			assertThat(plugin.cached(3, 2)).isEqualTo(9);
			assertThat(plugin.cachedByIndex(2, 5)).isEqualTo(32);
			assertThat(plugin.cachedByIndex(5, 2)).isEqualTo(25);
			assertThat(plugin.inherited(3, 3)).isEqualTo(27);
			assertThat(plugin.square(4)).isEqualTo(16);
			CacheManager caches = context.getBean(CacheManager.class);
			assertThat(caches.getCache("powers").getNativeCache()).asInstanceOf(InstanceOfAssertFactories.MAP)
				.containsOnlyKeys("2.0^3.0", "3.0^2.0", 2.0, 5.0, "3.0/3.0", 4.0);
			assertThat(this.host.powers).isEqualTo(6);
		}
	}

	@ParameterizedTest
	@EnumSource
	void ruleThatNamesParameterShouldDenyOthers(Form form) {
		try (AnnotationConfigApplicationContext context = form.start(Security.class, this.host)) {
			Advised plugin = context.getBean(Advised.class);
			SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("2.0", "", "USER"));
			assertThat(plugin.owned(2, 3)).isEqualTo(8);
			assertThat(plugin.ownedByAnnotation(2, 3)).isEqualTo(8);
			assertThat(plugin.allowedUnless(3, 2)).isEqualTo(9);
			assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> plugin.owned(3, 2));
			assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> plugin.ownedByAnnotation(3, 2));
			assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> plugin.allowedUnless(2, 3));
			assertThat(context.getBean(Restricted.class).anything(2, 3)).isEqualTo(8);
			SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("3.0", "", "GUEST"));
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> context.getBean(Restricted.class).anything(2, 3));
		}
	}

	@ParameterizedTest
	@EnumSource
	void withoutNamesOfParametersTheirIndexAndAnnotationsShouldDo(Form form, @TempDir Path directory) throws Exception {
		Class<?> type = nameless(form, directory);
		Method byIndex = type.getMethod("byIndex", double.class, double.class);
		Method byAnnotation = type.getMethod("byAnnotation", double.class, double.class);
		assertThat(byIndex.getParameters()).noneMatch(Parameter::isNamePresent);
		try (AnnotationConfigApplicationContext context = form.start(Security.class, this.host, type)) {
			Object plugin = context.getBean(type);
			SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("2.0", "", "USER"));
			assertThat(byIndex.invoke(plugin, 2, 3)).isEqualTo(8.0);
			assertThat(byAnnotation.invoke(plugin, 2, 3)).isEqualTo(8.0);
			assertThatExceptionOfType(InvocationTargetException.class).isThrownBy(() -> byIndex.invoke(plugin, 3, 2))
				.withCauseInstanceOf(AccessDeniedException.class);
			assertThatExceptionOfType(InvocationTargetException.class)
				.isThrownBy(() -> byAnnotation.invoke(plugin, 3, 2))
				.withCauseInstanceOf(AccessDeniedException.class);
		}
	}

	/**
	 * Compile an interface without {@code -parameters}, into the package of this class.
	 */
	private static Class<?> nameless(Form form, Path directory) throws Exception {
		String name = "Nameless" + form;
		Path file = Files.writeString(directory.resolve(name + ".java"), """
				package io.github.wasmspring.plugin;

				import org.springframework.security.access.prepost.PreAuthorize;
				import org.springframework.security.core.parameters.P;

				public interface %s {

					@WasmFunction("power")
					@PreAuthorize("#p0.toString() == authentication.name")
					double byIndex(double base, double exponent);

					@WasmFunction("power")
					@PreAuthorize("#owner.toString() == authentication.name")
					double byAnnotation(@P("owner") double base, double exponent);

				}
				""".formatted(name));
		assertThat(ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"), file.toString()))
			.isZero();
		return MethodHandles.lookup().defineClass(Files.readAllBytes(directory.resolve(name + ".class")));
	}

	@ParameterizedTest
	@EnumSource
	void asyncMethodsShouldRunOnTheExecutor(Form form) throws Exception {
		try (AnnotationConfigApplicationContext context = form.start(Asynchronous.class, this.host)) {
			context.getBean(Advised.class).logLater();
			assertThat(this.host.logged.get(SECONDS, TimeUnit.SECONDS)).startsWith("plugin-");
			assertThat(context.getBean(Advised.class).later().get(SECONDS, TimeUnit.SECONDS)).startsWith("plugin-");
		}
	}

	@ParameterizedTest
	@EnumSource
	void retryableMethodsShouldBeTriedAgain(Form form) {
		this.host.time = () -> {
			if (this.host.times.incrementAndGet() < 3) {
				throw new IllegalStateException("not yet");
			}
			return 42;
		};
		try (AnnotationConfigApplicationContext context = form.start(Resilient.class, this.host)) {
			Advised plugin = context.getBean(Advised.class);
			assertThat(plugin.retried()).isEqualTo(42);
			this.host.times.set(-10);
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(plugin::retried);
			assertThat(this.host.times).hasValue(-7);
		}
	}

	@ParameterizedTest
	@EnumSource
	void limitOfConcurrencyShouldRefuseMoreCalls(Form form) throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch left = new CountDownLatch(1);
		this.host.time = () -> {
			entered.countDown();
			await(left);
			return 42;
		};
		try (AnnotationConfigApplicationContext context = form.start(Resilient.class, this.host)) {
			Advised plugin = context.getBean(Advised.class);
			CompletableFuture<Long> first = TestThreads.supply(plugin::limited);
			await(entered);
			assertThatExceptionOfType(InvocationRejectedException.class).isThrownBy(plugin::limited);
			left.countDown();
			assertThat(first.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(42);
			assertThat(plugin.limited()).isEqualTo(42);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aspectsShouldSeeInterfacesMethodsAndArguments(Form form) {
		try (AnnotationConfigApplicationContext context = form.start(Aspects.class, this.host)) {
			assertThat(context.getBean(Advised.class).plain(2, 3)).isEqualTo(8);
			assertThat(context.getBean(Aspects.Recorder.class).records).containsExactlyInAnyOrder("execution 2.0 3.0",
					"annotation", "interface", "bean");
		}
	}

	@Test
	void annotationsShouldBeRepeatedOnTheGeneratedMethod() throws Exception {
		Advised plugin = new WasmPluginFactory().create(Advised.class,
				Guests.load("imports", ChicoryBackend.compiled(), this.host.functions()));
		Method method = Advised.class.getMethod("plain", double.class, double.class);
		assertThat(plugin.getClass().getMethod("plain", double.class, double.class).getAnnotations())
			.containsExactly(method.getAnnotations());
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What implements a plugin, and what is asked to be put around it.
	 */
	enum Form {

		GENERATED, GENERATED_AND_PROXY_CLASSES, PROXY, PROXY_AND_PROXY_CLASSES;

		AnnotationConfigApplicationContext start(Class<?> configuration, Host host, Class<?>... types) {
			WasmModule module = Guests.load("imports", ChicoryBackend.compiled(), host.functions());
			AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
			context.register(configuration, switch (this) {
				case GENERATED, PROXY -> InterfaceProxies.class;
				case GENERATED_AND_PROXY_CLASSES, PROXY_AND_PROXY_CLASSES -> ClassProxies.class;
			});
			register(context, Advised.class, module);
			register(context, Restricted.class, module);
			for (Class<?> type : types) {
				register(context, type, module);
			}
			context.refresh();
			assertThat(AopUtils.isAopProxy(context.getBean(Advised.class))).isTrue();
			return context;
		}

		private <T> void register(AnnotationConfigApplicationContext context, Class<T> type, WasmModule module) {
			context.registerBean(type, () -> switch (this) {
				case GENERATED, GENERATED_AND_PROXY_CLASSES -> generated(type, module);
				case PROXY, PROXY_AND_PROXY_CLASSES -> proxy(type, module);
			});
		}

		private static <T> T generated(Class<T> type, WasmModule module) {
			T plugin = new WasmPluginFactory().create(type, module);
			assertThat(plugin.getClass()).matches(Class::isHidden);
			return plugin;
		}

		private static <T> T proxy(Class<T> type, WasmModule module) {
			T plugin = PluginForms.createProxy(type, module);
			assertThat(plugin.getClass()).matches(Proxy::isProxyClass);
			return plugin;
		}

	}

	interface Powers<T> {

		@WasmFunction("power")
		@Cacheable(cacheNames = "powers", key = "#base + '/' + #exponent")
		double inherited(double base, double exponent);

	}

	interface Advised extends Powers<Double> {

		@Marked(names = { "a", "b" }, types = Object.class, bytes = 1, unit = TimeUnit.DAYS,
				function = @WasmFunction("nested"))
		@WasmFunction("power")
		double plain(double base, double exponent);

		@WasmFunction("power")
		@Cacheable(cacheNames = "powers", key = "#base + '^' + #exponent")
		double cached(double base, double exponent);

		@WasmFunction("power")
		@Cacheable(cacheNames = "powers", key = "#p0")
		double cachedByIndex(double base, double exponent);

		@Cacheable(cacheNames = "powers", key = "#side")
		default double square(double side) {
			return plain(side, 2);
		}

		@WasmFunction("power")
		@PreAuthorize("#base.toString() == authentication.name")
		double owned(double base, double exponent);

		@WasmFunction("power")
		@PreAuthorize("#owner.toString() == authentication.name")
		double ownedByAnnotation(@P("owner") double base, double exponent);

		@WasmFunction("power")
		@PreAuthorize("#base.toString() != authentication.name")
		double allowedUnless(double base, double exponent);

		@Async
		@WasmFunction("run")
		void logLater();

		@Async
		default CompletableFuture<String> later() {
			return CompletableFuture.completedFuture(Thread.currentThread().getName());
		}

		@Retryable(delay = 0, maxRetries = 2)
		@WasmFunction("time")
		long retried();

		@ConcurrencyLimit(limit = 1, policy = ConcurrencyLimit.ThrottlePolicy.REJECT)
		@WasmFunction("time")
		long limited();

	}

	@Retention(RetentionPolicy.RUNTIME)
	@interface Marked {

		String[] names();

		Class<?>[] types();

		byte[] bytes();

		TimeUnit unit();

		WasmFunction function();

		long plain() default 7;

	}

	@PreAuthorize("hasAuthority('USER')")
	interface Restricted {

		@WasmFunction("power")
		double anything(double base, double exponent);

	}

	/**
	 * The functions that the guest imports.
	 */
	static final class Host {

		private final CompletableFuture<String> logged = new CompletableFuture<>();

		private final AtomicInteger times = new AtomicInteger();

		private LongSupplier time = () -> 0;

		private int powers;

		HostFunctions[] functions() {
			return new HostFunctions[] { HostFunctions.of("env").function("log", "(i32, i32) -> ()", (caller, args) -> {
				this.logged.complete(Thread.currentThread().getName());
				return new long[0];
			}).function("now", "() -> i64", (caller, args) -> new long[] { this.time.getAsLong() }).build(),
					HostFunctions.of("math").function("pow", "(f64, f64) -> f64", (caller, args) -> {
						this.powers++;
						double power = Math.pow(Double.longBitsToDouble(args[0]), Double.longBitsToDouble(args[1]));
						return new long[] { Double.doubleToRawLongBits(power) };
					}).build() };
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAspectJAutoProxy
	static class InterfaceProxies {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAspectJAutoProxy(proxyTargetClass = true)
	static class ClassProxies {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

		@Bean
		ConcurrentMapCacheManager cacheManager() {
			return new ConcurrentMapCacheManager();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity
	static class Security {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	static class Asynchronous {

		@Bean
		TaskExecutor taskExecutor() {
			return new SimpleAsyncTaskExecutor("plugin-");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableResilientMethods
	static class Resilient {

	}

	@Configuration(proxyBeanMethods = false)
	static class Aspects {

		@Bean
		Recorder recorder() {
			return new Recorder();
		}

		@Aspect
		static class Recorder {

			private final List<String> records = new ArrayList<>();

			@Before("execution(double io.github.wasmspring.plugin.PluginAdviceTests.Advised.plain(..)) && args(base, exponent)")
			void executed(double base, double exponent) {
				this.records.add("execution " + base + " " + exponent);
			}

			@Before("@annotation(io.github.wasmspring.plugin.PluginAdviceTests.Marked)")
			void annotated() {
				this.records.add("annotation");
			}

			@Before("target(io.github.wasmspring.plugin.PluginAdviceTests.Advised)")
			void targeted() {
				this.records.add("interface");
			}

			@Before("bean(*Advised)")
			void named() {
				this.records.add("bean");
			}

		}

	}

}
