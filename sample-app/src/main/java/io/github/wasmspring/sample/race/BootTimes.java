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

package io.github.wasmspring.sample.race;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.Resource;
import org.springframework.util.FileSystemUtils;

import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.autoconfigure.cache.WasmCacheAutoConfiguration;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.module.WasmModuleRegistry;

/**
 * How long a module takes to be ready, in small applications that share a directory of
 * compiled modules.
 *
 * @param first milliseconds when nothing is known of it
 * @param memory milliseconds when it was loaded before
 * @param disk milliseconds when an application before has loaded it
 */
record BootTimes(double first, double memory, double disk) {

	private static final double NANOS_PER_MILLI = 1_000_000;

	static BootTimes measure(Resource binary, String backend) {
		try {
			Path directory = Files.createTempDirectory("wasm-sample-race");
			try {
				return measure(binary, backend, directory);
			}
			finally {
				FileSystemUtils.deleteRecursively(directory);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("There is no directory for compiled modules", ex);
		}
	}

	private static BootTimes measure(Resource binary, String backend, Path directory) {
		double first;
		double memory;
		try (AnnotationConfigApplicationContext application = start(directory)) {
			first = load("first", binary, backend, application);
			memory = load("second", binary, backend, application);
		}
		try (AnnotationConfigApplicationContext application = start(directory)) {
			return new BootTimes(first, memory, load("first", binary, backend, application));
		}
	}

	private static double load(String name, Resource binary, String backend,
			AnnotationConfigApplicationContext application) {
		WasmModuleRegistry registry = application.getBean(WasmModuleRegistry.class);
		registry.registerModule(WasmModuleDefinition.of(name, binary, backend));
		return registry.getLoad(name).duration().toNanos() / NANOS_PER_MILLI;
	}

	private static AnnotationConfigApplicationContext start(Path directory) {
		AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
		application.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("race",
					Map.of("wasm.locations", "classpath*:/none/*.wasm", "wasm.cache.directory", directory.toString())));
		application.register(BootConfiguration.class);
		application.refresh();
		return application;
	}

	/**
	 * An application that has nothing but modules.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ WasmAutoConfiguration.class, WasmBackendAutoConfiguration.class,
			WasmCacheAutoConfiguration.class })
	static class BootConfiguration {

	}

}
