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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.backend.ArtifactSigner;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.LoadSource;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.artifact.ArtifactStore;
import io.github.wasmspring.backend.artifact.DirectoryArtifactStore;
import io.github.wasmspring.backend.artifact.HmacArtifactSigner;
import io.github.wasmspring.binary.WasmBinary;
import io.github.wasmspring.cache.ByteCacheProvider;
import io.github.wasmspring.cache.CachingWasmBackend;
import io.github.wasmspring.cache.ModuleCache;
import io.github.wasmspring.cache.SharedArtifactStore;
import io.github.wasmspring.cache.WasmCacheStatistics;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WasmCacheAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class WasmCacheAutoConfigurationTests {

	private static final String SECRET = "wasm.cache.secret=0123456789abcdef0123456789abcdef";

	@TempDir
	Path temporary;

	private final ApplicationContextRunner withoutModules = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmAutoConfiguration.class, WasmBackendAutoConfiguration.class,
				WasmCacheAutoConfiguration.class))
		.withPropertyValues("wasm.locations=");

	private final ApplicationContextRunner runner = this.withoutModules.withPropertyValues(
			"wasm.modules.one.location=classpath:guests/numbers.wasm",
			"wasm.modules.two.location=classpath:guests/numbers.wasm");

	@Test
	void modulesShouldBeShared() {
		this.runner.run((context) -> {
			assertThat(context.getBean(WasmBackends.class).getBackend("chicory", "one"))
				.isInstanceOf(CachingWasmBackend.class);
			WasmCacheStatistics statistics = context.getBean(WasmCacheStatistics.class);
			assertThat(statistics.getLoads(LoadSource.COMPILED)).isOne();
			assertThat(statistics.getHits()).isOne();
			assertThat(context).doesNotHaveBean(ArtifactStore.class);
			assertThat(context.getBean(WasmModules.class).getModule("two").call("add", 1, 2)).isEqualTo(3);
		});
	}

	@Test
	void modulesThatNobodyUsesShouldBeKept() {
		this.runner.run((context) -> assertThat(loadsOfModuleThatNobodyUsed(context)).isEqualTo(LoadSource.MEMORY));
	}

	@Test
	void cacheThatIsDisabledOrHasNoMemoryShouldKeepWhatIsUsedOnly() {
		for (String property : List.of("wasm.cache.enabled=false", "wasm.cache.max-memory=0")) {
			this.runner.withPropertyValues(property).run((context) -> {
				assertThat(context.getBean(WasmCacheStatistics.class).getLoads(LoadSource.COMPILED)).isOne();
				assertThat(loadsOfModuleThatNobodyUsed(context)).isEqualTo(LoadSource.COMPILED);
			});
		}
	}

	private static LoadSource loadsOfModuleThatNobodyUsed(ApplicationContext context) {
		WasmBackend backend = context.getBean(WasmBackends.class).getBackend("chicory-interpreter", null);
		WasmBinary binary = WasmBinary.of("traps", Guests.bytes("traps"));
		backend.load(binary).close();
		BackendModule module = backend.load(binary);
		module.close();
		return module.getSource();
	}

	@Test
	void moduleCacheOfTheApplicationShouldWin() {
		ModuleCache own = new ModuleCache(0, new WasmCacheStatistics());
		this.runner.withBean("own", ModuleCache.class, () -> own)
			.run((context) -> assertThat(context.getBean(ModuleCache.class)).isSameAs(own));
	}

	@Test
	void signerOfTheApplicationShouldWin() {
		HmacArtifactSigner own = HmacArtifactSigner.random();
		this.runner.withPropertyValues(SECRET, "wasm.cache.directory=" + this.temporary.resolve("cache"))
			.withBean("own", ArtifactSigner.class, () -> own)
			.run((context) -> assertThat(context.getBean(ArtifactSigner.class)).isSameAs(own));
	}

	@Test
	void nothingShouldBeMadeWithoutModules() {
		this.withoutModules
			.run((context) -> assertThat(context.getBeanFactory().getSingletonNames()).contains("wasmModuleRegistry")
				.doesNotContain("wasmModuleCache", "wasmArtifactSigner", "wasmCacheProperties",
						"wasmCompilationThreads", "chicoryWasmBackend"));
	}

	@Test
	void nothingShouldBeConfiguredWhenDisabled() {
		this.runner.withPropertyValues("wasm.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ModuleCache.class)
				.doesNotHaveBean(WasmCacheStatistics.class));
	}

	@Test
	void propertiesThatAreEmptyShouldCountAsNotSet() {
		this.runner.withPropertyValues("wasm.cache.directory=", "wasm.cache.artifacts-cache= ", "wasm.cache.secret=")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ArtifactStore.class));
	}

	@Test
	void directoryShouldBeCreatedWithAKey() {
		Path directory = this.temporary.resolve("cache");
		this.runner.withPropertyValues("wasm.cache.directory=" + directory).run((context) -> {
			assertThat(context).hasSingleBean(DirectoryArtifactStore.class).hasSingleBean(ArtifactSigner.class);
			assertThat(directory.resolve("key")).isRegularFile();
		});
	}

	@Test
	void directoryWithSecretShouldHaveNoKey() {
		Path directory = this.temporary.resolve("cache");
		this.runner.withPropertyValues("wasm.cache.directory=" + directory, SECRET).run((context) -> {
			assertThat(context).hasSingleBean(DirectoryArtifactStore.class).hasSingleBean(ArtifactSigner.class);
			assertThat(directory.resolve("key")).doesNotExist();
		});
	}

	@Test
	void directoryThatOthersCanWriteShouldNotBeUsed(CapturedOutput output) throws IOException {
		Files.setPosixFilePermissions(this.temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
		this.runner.withPropertyValues("wasm.cache.directory=" + this.temporary).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("others can write in " + this.temporary, "chmod go-w " + this.temporary,
					"or set 'wasm.cache.directory'");
			assertThat(this.temporary).isEmptyDirectory();
		});
	}

	@Test
	void directoryThatOthersCanWriteShouldBeUsedWithASecret(CapturedOutput output) throws IOException {
		Files.setPosixFilePermissions(this.temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
		for (int i = 0; i < 2; i++) {
			this.runner.withPropertyValues("wasm.cache.directory=" + this.temporary, SECRET).run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(this.temporary).isDirectoryContaining("glob:**.artifact");
			});
		}
		this.runner.withPropertyValues("wasm.cache.directory=" + this.temporary)
			.withBean(ArtifactSigner.class,
					() -> HmacArtifactSigner.ofSecret("a secret of the application, and no property"))
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output.getAll().split("others can write", -1)).hasSize(4);
	}

	@Test
	void artifactsCacheWithoutSecretShouldBeAnalyzed() {
		this.runner.withPropertyValues("wasm.cache.artifacts-cache=wasm")
			.withUserConfiguration(UnmarkedCacheManager.class)
			.run(failure((analysis) -> {
				assertThat(analysis.getDescription()).contains("'wasm.cache.secret' is not set");
				assertThat(analysis.getAction()).contains("openssl rand -base64 32").contains("'wasm.cache.secret'");
			}));
	}

	@Test
	void artifactsCacheWithoutSecretShouldBeAnalyzedAlsoWithADirectory() {
		this.runner
			.withPropertyValues("wasm.cache.artifacts-cache=wasm",
					"wasm.cache.directory=" + this.temporary.resolve("cache"))
			.withUserConfiguration(UnmarkedCacheManager.class)
			.run(failure((analysis) -> assertThat(analysis.getDescription()).contains("'wasm.cache.secret'")));
	}

	@Test
	void secretThatIsShortShouldBeAnalyzedWithoutTellingIt() {
		this.runner.withPropertyValues("wasm.cache.secret=hunter2").run(failure((analysis) -> {
			assertThat(analysis.getDescription()).contains("has 7 characters").doesNotContain("hunter2");
			assertThat(analysis.getAction()).contains("openssl rand -base64 32");
		}));
	}

	@Test
	void artifactsCacheWithoutCacheManagerShouldBeAnalyzed() {
		this.runner.withPropertyValues("wasm.cache.artifacts-cache=wasm", SECRET)
			.run(failure((analysis) -> assertThat(analysis.getDescription()).contains("there is no CacheManager")));
	}

	@Test
	void artifactsCacheThatDoesNotExistShouldBeAnalyzed() {
		this.runner.withPropertyValues("wasm.cache.artifacts-cache=wasm", SECRET)
			.withBean(CacheManager.class, () -> new ConcurrentMapCacheManager("books"))
			.run(failure((analysis) -> {
				assertThat(analysis.getDescription()).contains("has no cache 'wasm'").contains("books");
				assertThat(analysis.getAction()).contains("spring.cache.cache-names");
			}));
	}

	@Test
	void artifactsCacheThatDeserializesObjectsShouldBeAnalyzed() {
		ConcurrentMapCacheManager manager = new ConcurrentMapCacheManager();
		manager.setStoreByValue(true);
		this.withoutModules.withPropertyValues("wasm.cache.artifacts-cache=wasm", SECRET)
			.withBean(CacheManager.class, () -> manager)
			.run(failure((analysis) -> {
				assertThat(analysis.getDescription()).contains("'wasm.cache.artifacts-cache' is 'wasm'")
					.contains(ConcurrentMapCache.class.getName())
					.contains("it deserializes any object");
				assertThat(analysis.getAction()).contains("keep byte[] as they are")
					.contains("java-serialization-filter")
					.contains("ArtifactStore");
			}));
	}

	@Test
	void artifactsCacheShouldNeedNoProduct() {
		this.runner.withPropertyValues("wasm.cache.artifacts-cache=wasm", SECRET)
			.withClassLoader(new FilteredClassLoader("com.hazelcast", "org.springframework.data.redis"))
			.withUserConfiguration(UnmarkedCacheManager.class)
			.run((context) -> assertThat(context).hasSingleBean(SharedArtifactStore.class)
				.doesNotHaveBean(ByteCacheProvider.class));
	}

	@Test
	void artifactsCacheShouldBeFoundAmongSeveralManagers() {
		this.runner.withPropertyValues("wasm.cache.artifacts-cache=wasm", SECRET)
			.withBean("books", CacheManager.class, () -> new ConcurrentMapCacheManager("books"))
			.withBean("wasm", CacheManager.class, () -> new ConcurrentMapCacheManager("wasm"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(SharedArtifactStore.class));
	}

	@Test
	void memoryThatIsNegativeShouldBeAnalyzed() {
		this.runner.withPropertyValues("wasm.cache.max-memory=-1B").run(failure((analysis) -> {
			assertThat(analysis.getDescription()).contains("'wasm.cache.max-memory' is -1B");
			assertThat(analysis.getAction()).contains("to 0 to keep none");
		}));
	}

	@Test
	void mistakesShouldStopApplicationsWithoutModules() throws IOException {
		this.withoutModules.withPropertyValues("wasm.cache.secret=hunter2")
			.run(failure((analysis) -> assertThat(analysis.getDescription()).contains("has 7 characters")));
		this.withoutModules.withPropertyValues("wasm.cache.artifacts-cache=wasm", SECRET)
			.run(failure((analysis) -> assertThat(analysis.getDescription()).contains("there is no CacheManager")));
		this.withoutModules.withPropertyValues("wasm.cache.max-memory=-1B")
			.run(failure((analysis) -> assertThat(analysis.getDescription()).contains("is -1B")));
		this.withoutModules.withPropertyValues("wasm.cache.max-memory=abc")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("wasm.cache.max-memory"));
	}

	@Test
	void mistakesShouldStopApplicationsThatAreLazy() {
		this.withoutModules
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues("wasm.cache.secret=hunter2")
			.run(failure((analysis) -> assertThat(analysis.getDescription()).contains("has 7 characters")));
	}

	private static ContextConsumer<AssertableApplicationContext> failure(Consumer<FailureAnalysis> consumer) {
		return (context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = analyze(context.getStartupFailure());
			assertThat(analysis).isNotNull();
			consumer.accept(analysis);
		};
	}

	private static @Nullable FailureAnalysis analyze(@Nullable Throwable failure) {
		assertThat(failure).isNotNull().rootCause().isInstanceOf(WasmLoadException.class);
		return SpringFactoriesLoader.forDefaultResourceLocation(WasmCacheAutoConfigurationTests.class.getClassLoader())
			.load(FailureAnalyzer.class, (type, name, ex) -> {
			})
			.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter((analysis) -> analysis != null)
			.findFirst()
			.orElse(null);
	}

	@Configuration(proxyBeanMethods = false)
	static class UnmarkedCacheManager {

		@Bean
		CacheManager cacheManager() {
			return new ConcurrentMapCacheManager();
		}

	}

}
