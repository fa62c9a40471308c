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

import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.NearCacheConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.hazelcast.autoconfigure.HazelcastAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.backend.LoadSource;
import io.github.wasmspring.cache.CountingBackend;
import io.github.wasmspring.cache.Gadget;
import io.github.wasmspring.cache.WasmCacheStatistics;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of artifacts in a real Hazelcast: a member that stays, and applications that are
 * members or clients for a while.
 */
@Timeout(300)
@ExtendWith(OutputCaptureExtension.class)
class HazelcastArtifactsTests {

	private static HazelcastInstance member;

	private final CountingBackend engine = new CountingBackend();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmAutoConfiguration.class, WasmBackendAutoConfiguration.class,
				WasmCacheAutoConfiguration.class, CacheAutoConfiguration.class, HazelcastAutoConfiguration.class))
		.withUserConfiguration(Caching.class)
		.withBean(CountingBackend.class, () -> this.engine)
		.withPropertyValues("spring.cache.type=hazelcast", "wasm.locations=", "wasm.backend=counting",
				"wasm.cache.artifacts-cache=wasm", "wasm.cache.secret=0123456789abcdef0123456789abcdef",
				"wasm.modules.numbers.location=classpath:guests/numbers.wasm");

	private final ApplicationContextRunner members = this.runner.withBean(Config.class,
			HazelcastArtifactsTests::memberConfig);

	@BeforeAll
	static void start() {
		member = Hazelcast.newHazelcastInstance(memberConfig());
	}

	@AfterAll
	static void stop() {
		member.shutdown();
	}

	@BeforeEach
	void clear() {
		artifacts().clear();
		Gadget.reset();
	}

	private static IMap<String, Object> artifacts() {
		return member.getMap("wasm");
	}

	@Test
	void secondMemberShouldCompileNothing() {
		this.members.run((context) -> {
			assertThat(context.getBean(WasmCacheStatistics.class).getLoads(LoadSource.COMPILED)).isOne();
			assertThat(artifacts().values()).singleElement().isInstanceOf(byte[].class);
		});
		this.members.run((context) -> {
			assertThat(context.getBean(WasmCacheStatistics.class).getLoads(LoadSource.ARTIFACT)).isOne();
			assertThat(context.getBean(WasmModules.class).getModule("numbers").call("add", 1, 2)).isEqualTo(3);
		});
		assertThat(this.engine.compiled()).isOne();
	}

	@Test
	void memberWithOtherSettingsOfTheMapShouldCompileNothing() {
		ApplicationContextRunner others = this.runner.withBean(Config.class, () -> {
			MapConfig map = new MapConfig("wasm").setNearCacheConfig(new NearCacheConfig().setCacheLocalEntries(true));
			return memberConfig().addMapConfig(map.setInMemoryFormat(InMemoryFormat.OBJECT));
		});
		this.members.run((context) -> assertThat(context).hasNotFailed());
		others.run((context) -> assertThat(context).hasNotFailed());
		others.run((context) -> assertThat(context).hasNotFailed());
		assertThat(this.engine.compiled()).isOne();
	}

	@Test
	void objectOfSomebodyElseShouldNotBeMade(CapturedOutput output) {
		this.members.run((context) -> assertThat(context).hasNotFailed());
		artifacts().replaceAll((key, value) -> new Gadget());
		Gadget.reset();
		this.members.run((context) -> {
			assertThat(context.getBean(WasmCacheStatistics.class).getBadArtifacts()).isOne();
			assertThat(context.getBean(WasmCacheStatistics.class).getLoads(LoadSource.COMPILED)).isOne();
		});
		assertThat(Gadget.runs()).isZero();
		assertThat(output).containsOnlyOnce("dropped the compiled form");
		assertThat(artifacts().values()).singleElement().isInstanceOf(byte[].class);
	}

	@Test
	void clientThatDeserializesAnythingShouldNotStart() {
		this.runner.withBean(ClientConfig.class, HazelcastArtifactsTests::clientConfig)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(WasmLoadException.class)
				.hasMessageContaining("'wasm.cache.artifacts-cache' is 'wasm'")
				.hasMessageContaining("it deserializes any object")
				.hasMessageContaining("java-serialization-filter"));
		assertThat(artifacts().keySet()).isEmpty();
	}

	@Test
	void clientWithAFilterShouldCompileNothing(CapturedOutput output) {
		ApplicationContextRunner clients = this.runner.withBean(ClientConfig.class, () -> {
			ClientConfig config = clientConfig();
			config.getSerializationConfig().setJavaSerializationFilterConfig(new JavaSerializationFilterConfig());
			return config;
		});
		this.members.run((context) -> assertThat(context).hasNotFailed());
		clients.run((context) -> assertThat(context.getBean(WasmCacheStatistics.class).getLoads(LoadSource.ARTIFACT))
			.isOne());
		artifacts().replaceAll((key, value) -> new Gadget());
		Gadget.reset();
		clients.run((context) -> assertThat(context.getBean(WasmCacheStatistics.class).getLoads(LoadSource.COMPILED))
			.isOne());
		assertThat(Gadget.runs()).isZero();
		assertThat(output).containsOnlyOnce("The cache 'wasm' of compiled modules failed");
	}

	/**
	 * Return the configuration of members that find each other on this machine only.
	 */
	private static Config memberConfig() {
		Config config = new Config();
		config.setClusterName("wasm-tests-" + ProcessHandle.current().pid());
		config.setProperty("hazelcast.phone.home.enabled", "false");
		config.setProperty("hazelcast.socket.bind.any", "false");
		config.setProperty("hazelcast.wait.seconds.before.join", "0");
		NetworkConfig network = config.getNetworkConfig();
		network.setPort(15701);
		network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
		JoinConfig join = network.getJoin();
		join.getAutoDetectionConfig().setEnabled(false);
		join.getMulticastConfig().setEnabled(false);
		join.getTcpIpConfig().setEnabled(true).addMember((member != null) ? address() : "127.0.0.1");
		return config;
	}

	private static ClientConfig clientConfig() {
		ClientConfig config = new ClientConfig();
		config.setClusterName(member.getConfig().getClusterName());
		config.getNetworkConfig().addAddress(address());
		return config;
	}

	private static String address() {
		return "127.0.0.1:" + member.getCluster().getLocalMember().getAddress().getPort();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

	}

}
