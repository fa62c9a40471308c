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

package io.github.wasmspring.docs.errors;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.DefaultResourceLoader;

import io.github.wasmspring.abi.WasmJson;
import io.github.wasmspring.plugin.ImportWasmPlugins;

/**
 * Mistake that keeps an application from starting.
 */
public enum Mistake {

	MISSING_FILE("wasm.modules.text.location=classpath:plugins/text.wasm"),

	NO_LOCATION("wasm.modules.txt.max-memory=1MB"),

	NO_PATTERN("wasm.locations=file:/srv/plugins"),

	SAME_NAME("wasm.locations=classpath:/wasm/text.wasm,classpath:/guests/text.wasm"),

	BEAN_NAME(BeanOfTheSameName.class),

	DIGEST("wasm.modules.text.location=classpath:wasm/text.wasm", "wasm.modules.text.sha256=" + "0".repeat(64)),

	TOO_LARGE("wasm.modules.text.location=classpath:wasm/text.wasm", "wasm.modules.text.max-binary-size=4KB"),

	TEXT_FORMAT("wasm.modules.answer.location=classpath:mistakes/text-format.wasm"),

	HTML("wasm.modules.text.location=classpath:mistakes/html.wasm"),

	POINTER("wasm.modules.text.location=classpath:mistakes/pointer.wasm"),

	COMPONENT("wasm.modules.text.location=classpath:mistakes/component.wasm"),

	TRUNCATED("wasm.modules.text.location=classpath:mistakes/truncated.wasm"),

	INVALID("wasm.modules.text.location=classpath:mistakes/invalid.wasm"),

	INVALID_EXPORTS("wasm.modules.text.location=classpath:mistakes/invalid_exports.wasm"),

	IMPORTS("wasm.modules.text.location=classpath:mistakes/imports.wasm"),

	OTHER_HOST("wasm.modules.text.location=classpath:mistakes/imports_split.wasm"),

	HOST_FUNCTION_TYPE(HostFunctionOfAnotherType.class, "wasm.modules.shop.location=classpath:guests/shop.wasm"),

	WASI_DISABLED("wasm.modules.tool.location=classpath:mistakes/wasi_exit_start.wasm",
			"wasm.modules.tool.wasi.enabled=false"),

	WASI_LIBRARY(new FilteredClassLoader("com.dylibso.chicory.wasi"), MistakenApplication.class,
			"wasm.modules.tool.location=classpath:mistakes/wasi_exit_start.wasm"),

	WASI_DIRECTORY("wasm.modules.wordcount.location=classpath:guests/wordcount.wasm",
			"wasm.modules.wordcount.wasi.directories[0].guest=/inbox",
			"wasm.modules.wordcount.wasi.directories[0].host=/srv/inbox"),

	WASI_OVERLAP("wasm.modules.wordcount.location=classpath:guests/wordcount.wasm",
			"wasm.modules.wordcount.wasi.directories[0].guest=/data",
			"wasm.modules.wordcount.wasi.directories[0].host=/usr",
			"wasm.modules.wordcount.wasi.directories[0].read-only=false",
			"wasm.modules.wordcount.wasi.directories[1].guest=/data/inbox",
			"wasm.modules.wordcount.wasi.directories[1].host=/usr/share"),

	SIMD("wasm.modules.vectors.location=classpath:mistakes/simd.wasm"),

	MEMORY("wasm.modules.simulation.location=classpath:mistakes/memory_big.wasm"),

	BOMB("wasm.modules.parser.location=classpath:mistakes/huge_function.wasm",
			"wasm.modules.parser.limits.function-size=64KB"),

	COMPILE_TIMEOUT("wasm.modules.text.location=classpath:wasm/text.wasm", "wasm.modules.text.compile-timeout=1ms"),

	START("wasm.modules.text.location=classpath:mistakes/start_trap.wasm"),

	SETTINGS("wasm.modules.text.instances.max=0"),

	UNKNOWN_PROPERTY("wasm.modules.text.memory=16MB", "wasm.default.timeout=2s"),

	UNKNOWN_BACKEND("wasm.backend=chicory-compiler"),

	MISSING_LIBRARY(new FilteredClassLoader("com.dylibso.chicory.compiler"), MistakenApplication.class),

	MISSING_NATIVE_LIBRARY("wasm.backend=wasmtime"),

	NO_SECRET("wasm.cache.artifacts-cache=wasm-artifacts"),

	UNSAFE_CACHE(CachesByValue.class, "wasm.cache.artifacts-cache=wasm-artifacts",
			"wasm.cache.secret=JFoRHLXGGEV9BDbBlGYlRZtZVA+5xYTxAQNl2YfQSKk="),

	SHORT_SECRET("wasm.cache.secret=open sesame"),

	SERIALIZED_WITHOUT_SECRET("wasm.modules.text.location=classpath:mistakes/text.compiled"),

	SERIALIZED_BY_OTHERS("wasm.modules.text.location=classpath:mistakes/text.compiled",
			"wasm.cache.secret=JFoRHLXGGEV9BDbBlGYlRZtZVA+5xYTxAQNl2YfQSKk="),

	NO_BEAN(NotScanned.class),

	UNKNOWN_MODULE(UnknownModule.class),

	MISSING_EXPORT(MissingExport.class),

	SIGNATURE(Signature.class),

	SEVERAL(Several.class),

	NO_ALLOCATOR(NoAllocator.class, "wasm.modules.plain.location=classpath:mistakes/no_allocator.wasm"),

	ALLOCATOR_TYPES(NoAllocator.class, "wasm.modules.plain.location=classpath:mistakes/abi_bad_allocator.wasm"),

	HALF_AN_ALLOCATOR(Vowels.class, "wasm.modules.text.abi.allocator=obtain"),

	UNKNOWN_ALLOCATOR(Vowels.class, "wasm.modules.text.abi.allocator=obtain",
			"wasm.modules.text.abi.deallocator=release"),

	NOT_ANNOTATED(NotAnnotated.class),

	DEFAULT_METHOD(DefaultMethod.class),

	NO_MODULE_NAME(NoModuleName.class),

	ON_A_CLASS(OnAClass.class),

	UNSUPPORTED_TYPE(UnsupportedType.class),

	NO_JSON(NoJson.class, "wasm.modules.pricing.location=classpath:guests/pricing.wasm");

	private final ClassLoader classLoader;

	private final Class<?> application;

	private final String[] properties;

	Mistake(String... properties) {
		this(MistakenApplication.class, properties);
	}

	Mistake(Class<?> application, String... properties) {
		this(Mistake.class.getClassLoader(), application, properties);
	}

	Mistake(ClassLoader classLoader, Class<?> application, String... properties) {
		this.classLoader = classLoader;
		this.application = application;
		this.properties = properties;
	}

	/**
	 * Return the name by which pages refer to the mistake.
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Make the mistake.
	 * @return the analysis that the console shows
	 */
	public String analyze() {
		SpringApplication application = new SpringApplication(new DefaultResourceLoader(this.classLoader),
				this.application);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setDefaultProperties(
				Map.of("logging.level.root", "off", "wasm.plugins.base-packages", "com.example.none"));
		String[] arguments = Stream.of(this.properties).map("--"::concat).toArray(String[]::new);
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		Thread.currentThread().setContextClassLoader(this.classLoader);
		try {
			application.run(arguments).close();
		}
		catch (RuntimeException ex) {
			return RecordingFailureAnalysisReporter.take();
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
		throw new IllegalArgumentException("An application starts in spite of the mistake " + this);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class MistakenApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class CachesByValue {

		@Bean
		ConcurrentMapCacheManager cacheManager() {
			ConcurrentMapCacheManager manager = new ConcurrentMapCacheManager();
			manager.setStoreByValue(true);
			return manager;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class BeanOfTheSameName {

		@Bean
		String text() {
			return "";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(WrongFunctions.class)
	static class HostFunctionOfAnotherType {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class NotScanned {

		@Bean
		Object reader(Plugins.Vowels vowels) {
			return vowels;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportWasmPlugins(Plugins.Vowels.class)
	static class Vowels {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportWasmPlugins(Plugins.UnknownModule.class)
	static class UnknownModule {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportWasmPlugins(Plugins.MissingExport.class)
	static class MissingExport {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportWasmPlugins(Plugins.Signature.class)
	static class Signature {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportWasmPlugins(Plugins.Several.class)
	static class Several {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportWasmPlugins(Plugins.NoAllocator.class)
	static class NoAllocator {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportWasmPlugins(Plugins.NotAnnotated.class)
	static class NotAnnotated {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportWasmPlugins(Plugins.DefaultMethod.class)
	static class DefaultMethod {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportWasmPlugins(Plugins.NoModuleName.class)
	static class NoModuleName {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportWasmPlugins(Plugins.OnAClass.class)
	static class OnAClass {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportWasmPlugins(Plugins.UnsupportedType.class)
	static class UnsupportedType {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportWasmPlugins(Plugins.NoJson.class)
	static class NoJson {

		/**
		 * What an application without Jackson has.
		 */
		@Bean
		WasmJson wasmJson() {
			return WasmJson.NONE;
		}

	}

}
