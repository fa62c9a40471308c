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

package io.github.wasmspring.docs.backends;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReviewedBackend}.
 */
class ReviewedBackendTests {

	private static final String DIGEST = "c6a6fbe9cd97c32ccaab7a9b013b8f729937314a699aa2d9f23091a54f550a26";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmBackendAutoConfiguration.class, WasmAutoConfiguration.class))
		.withUserConfiguration(ReviewedBackendConfiguration.class)
		.withPropertyValues("wasm.backend=reviewed", "wasm.locations=",
				"wasm.modules.arithmetic.location=classpath:guests/arithmetic.wasm");

	@Test
	void reviewedBinaryShouldRun() {
		this.contextRunner.withPropertyValues("reviewed.digests=" + DIGEST).run((context) -> {
			WasmModule module = context.getBean(WasmModule.class);
			assertThat(module.getBackend()).isEqualTo("reviewed");
			assertThat(module.call("add", 2, 3)).isEqualTo(5);
		});
	}

	@Test
	void otherBinaryShouldNotLoad() {
		this.contextRunner.withPropertyValues("reviewed.digests=").run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(WasmLoadException.class)
				.hasMessageContaining("nobody has reviewed the binary with the digest " + DIGEST);
		});
	}

}
