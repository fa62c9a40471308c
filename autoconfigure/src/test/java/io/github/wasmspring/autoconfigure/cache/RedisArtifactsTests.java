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

package io.github.wasmspring.autoconfigure.cache;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.embedded.RedisServer;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.GenericJacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.JdkSerializationRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;

import io.github.wasmspring.WasmModules;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.backend.LoadSource;
import io.github.wasmspring.cache.CountingBackend;
import io.github.wasmspring.cache.Gadget;
import io.github.wasmspring.cache.WasmCacheStatistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of artifacts in a real Redis.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class RedisArtifactsTests {

	private static RedisServer server;

	private static int port;

	private final CountingBackend engine = new CountingBackend();

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmAutoConfiguration.class, WasmBackendAutoConfiguration.class,
				WasmCacheAutoConfiguration.class, CacheAutoConfiguration.class, DataRedisAutoConfiguration.class))
		.withUserConfiguration(Caching.class)
		.withBean(CountingBackend.class, () -> this.engine)
		.withPropertyValues("spring.data.redis.port=" + port, "spring.cache.type=redis", "wasm.locations=",
				"wasm.backend=counting", "wasm.cache.artifacts-cache=wasm",
				"wasm.cache.secret=0123456789abcdef0123456789abcdef",
				"wasm.modules.numbers.location=classpath:guests/numbers.wasm");

	@BeforeAll
	static void start() throws IOException {
		port = freePort();
		server = RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
		server.start();
	}

	@AfterAll
	static void stop() throws IOException {
		server.stop();
	}

	@BeforeEach
	void clear() {
		redis((connection) -> connection.serverCommands().flushAll());
		Gadget.reset();
	}

	@Test
	void secondApplicationShouldCompileNothing() {
		this.application.run((context) -> {
			assertThat(context.getBean(WasmCacheStatistics.class).getLoads(LoadSource.COMPILED)).isOne();
			awaitArtifact(context);
			assertThat(context.getBean(StringRedisTemplate.class).keys("wasm::*")).hasSize(1);
		});
		this.application.run((context) -> {
			WasmCacheStatistics statistics = context.getBean(WasmCacheStatistics.class);
			assertThat(statistics.getLoads(LoadSource.COMPILED)).isZero();
			assertThat(statistics.getLoads(LoadSource.ARTIFACT)).isOne();
			assertThat(context.getBean(WasmModules.class).getModule("numbers").call("add", 1, 2)).isEqualTo(3);
		});
		assertThat(this.engine.compiled()).isOne();
	}

	@Test
	void applicationWithAnotherSecretShouldCompile(CapturedOutput output) {
		this.application.run(RedisArtifactsTests::awaitArtifact);
		this.application.withPropertyValues("wasm.cache.secret=another-secret-of-another-application")
			.run((context) -> {
				WasmCacheStatistics statistics = context.getBean(WasmCacheStatistics.class);
				assertThat(statistics.getLoads(LoadSource.COMPILED)).isOne();
				assertThat(statistics.getBadArtifacts()).isOne();
			});
		assertThat(output).containsOnlyOnce("dropped the compiled form");
	}

	@ParameterizedTest
	@MethodSource("managers")
	void serializerOfTheApplicationShouldNotMatter(Class<?> manager) {
		ApplicationContextRunner application = this.application.withUserConfiguration(manager);
		application.run(RedisArtifactsTests::awaitArtifact);
		application
			.run((context) -> assertThat(context.getBean(WasmCacheStatistics.class).getLoads(LoadSource.ARTIFACT))
				.isOne());
		assertThat(this.engine.compiled()).isOne();
	}

	@ParameterizedTest
	@MethodSource("managers")
	void objectOfSomebodyElseShouldNotBeMade(Class<?> manager, CapturedOutput output) {
		ApplicationContextRunner application = this.application.withUserConfiguration(manager);
		application.run(RedisArtifactsTests::awaitArtifact);
		replaceArtifacts(Gadget.serialized());
		application.run((context) -> {
			assertThat(context.getBean(WasmCacheStatistics.class).getBadArtifacts()).isOne();
			assertThat(context.getBean(WasmCacheStatistics.class).getLoads(LoadSource.COMPILED)).isOne();
		});
		assertThat(Gadget.runs()).isZero();
		assertThat(output).containsOnlyOnce("WARN").containsOnlyOnce("dropped the compiled form");
	}

	static Stream<Class<?>> managers() {
		return Stream.of(Caching.class, BytesSerializer.class, JsonSerializer.class, TextSerializer.class,
				JdkManager.class, TransactionalManager.class);
	}

	@Test
	void otherCachesShouldKeepTheirSerializer() {
		this.application.run((context) -> {
			Cache books = context.getBean(CacheManager.class).getCache("books");
			assertThat(books).isNotNull();
			books.put("title", List.of("Walden"));
			await().untilAsserted(() -> assertThat(books.get("title", Object.class)).isEqualTo(List.of("Walden")));
		});
	}

	@Test
	void settingsOfTheCacheShouldCount() {
		this.application.withPropertyValues("spring.cache.redis.key-prefix=shop:", "spring.cache.redis.time-to-live=1h")
			.run((context) -> {
				awaitArtifact(context);
				StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
				assertThat(redis.keys("*")).singleElement(InstanceOfAssertFactories.STRING)
					.startsWith("shop:wasm::")
					.satisfies((key) -> assertThat(redis.getExpire(key)).isBetween(1L, 3600L));
			});
	}

	/**
	 * Wait for what Spring's cache writes to Redis in the background.
	 */
	private static void awaitArtifact(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		redis((connection) -> await()
			.until(() -> !Objects.requireNonNull(connection.keyCommands().keys("*".getBytes(StandardCharsets.UTF_8)))
				.isEmpty()));
	}

	private static void replaceArtifacts(byte[] value) {
		redis((connection) -> {
			Set<byte[]> keys = connection.keyCommands().keys("wasm::*".getBytes(StandardCharsets.UTF_8));
			assertThat(keys).hasSize(1).allSatisfy((key) -> connection.stringCommands().set(key, value));
		});
	}

	private static void redis(Consumer<RedisConnection> action) {
		LettuceConnectionFactory connections = new LettuceConnectionFactory("localhost", port);
		connections.start();
		try (RedisConnection connection = connections.getConnection()) {
			action.accept(connection);
		}
		connections.destroy();
	}

	@Test
	void serverThatIsDownShouldNotPreventTheStart(CapturedOutput output) throws IOException {
		this.application.withPropertyValues("spring.data.redis.port=" + freePort()).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(WasmModules.class).getModule("numbers").call("add", 1, 2)).isEqualTo(3);
		});
		assertThat(output).containsOnlyOnce("The cache 'wasm' of compiled modules failed");
	}

	@Test
	void serverThatDoesNotAnswerShouldDelayTheStartByTheTimeoutAtMost(CapturedOutput output) throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			this.application
				.withPropertyValues("spring.data.redis.port=" + silent.getLocalPort(),
						"wasm.cache.artifacts-timeout=500ms")
				.run((context) -> {
					assertThat(context).hasNotFailed();
					assertThat(context.getBean(WasmCacheStatistics.class).getLoadTime(LoadSource.COMPILED))
						.isLessThan(Duration.ofSeconds(10));
				});
		}
		assertThat(output).containsOnlyOnce("no answer within 500 ms");
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

	}

	@Configuration(proxyBeanMethods = false)
	static class BytesSerializer {

		@Bean
		RedisCacheConfiguration bytes() {
			return RedisCacheConfiguration.defaultCacheConfig()
				.serializeValuesWith(SerializationPair.fromSerializer(RedisSerializer.byteArray()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JsonSerializer {

		@Bean
		RedisCacheConfiguration json() {
			return RedisCacheConfiguration.defaultCacheConfig()
				.serializeValuesWith(
						SerializationPair.fromSerializer(GenericJacksonJsonRedisSerializer.builder().build()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TextSerializer {

		@Bean
		RedisCacheConfiguration text() {
			return RedisCacheConfiguration.defaultCacheConfig()
				.serializeValuesWith(SerializationPair.fromSerializer(RedisSerializer.string()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JdkManager {

		@Bean
		RedisCacheManager manager(RedisConnectionFactory connections) {
			return RedisCacheManager.builder(connections)
				.cacheDefaults(RedisCacheConfiguration.defaultCacheConfig()
					.serializeValuesWith(SerializationPair.fromSerializer(new JdkSerializationRedisSerializer())))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TransactionalManager {

		@Bean
		RedisCacheManager manager(RedisConnectionFactory connections) {
			return RedisCacheManager.builder(connections).transactionAware().build();
		}

	}

}
