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

package io.github.wasmspring.autoconfigure.backend;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.BeansException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import io.github.wasmspring.ForkedJvm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application prints on a platform for which wasmtime has no library.
 */
@Tag("slow")
class WasmtimePlatformFailureTests {

	@TempDir
	private Path directory;

	@Test
	void startOnPlatformWithoutLibraryShouldFailWithAnalysis() throws Exception {
		String printed = ForkedJvm.start(this.directory, List.of("-Dos.name=Linux", "-Dos.arch=riscv64"), Starter.class)
			.await();
		assertThat(printed).contains(
				"""
						Description:

						Module 'numbers', backend 'wasmtime': wasmtime has no library for this platform, which is Linux on riscv64.

						Action:

						There is one for Linux with glibc (x86-64, AArch64), macOS (x86-64, AArch64) and Windows (x86-64). Run the application there, or choose another backend: 'wasm.modules.numbers.backend=chicory'.
						""");
	}

	/**
	 * Starts the application, which is to fail.
	 */
	public static final class Starter {

		private Starter() {
		}

		public static void main(String[] arguments) {
			SpringApplication application = new SpringApplication(Application.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			application.setDefaultProperties(
					Map.of("wasm.plugins.base-packages", "com.example.none", "wasm.modules.numbers.location",
							"classpath:guests/numbers.wasm", "wasm.modules.numbers.backend", "wasmtime"));
			try {
				application.run().close();
			}
			catch (BeansException ex) {
				return;
			}
			throw new IllegalStateException("The application starts");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
