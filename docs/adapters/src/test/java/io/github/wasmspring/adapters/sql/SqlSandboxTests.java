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

package io.github.wasmspring.adapters.sql;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;

import io.github.wasmspring.plugin.ImportWasmPlugins;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SqlSandbox}.
 */
class SqlSandboxTests {

	@Test
	void queryShouldSeeNothingOfOtherCalls() {
		new ApplicationContextRunner().withInitializer(new ConfigDataApplicationContextInitializer())
			.withPropertyValues("spring.profiles.active=sql", "wasm.backend=chicory-interpreter")
			.withUserConfiguration(SqlConfiguration.class)
			.run((context) -> {
				SqlSandbox sandbox = context.getBean(SqlSandbox.class);
				assertThat(sandbox.query("CREATE TABLE t(n); INSERT INTO t VALUES (40), (2); SELECT sum(n) FROM t"))
					.contains("42");
				assertThat(sandbox.query("SELECT sum(n) FROM t")).contains("no such table");
				assertThat(sandbox.query("ATTACH '/etc/passwd' AS p")).contains("unable to open");
			});
	}

	@EnableAutoConfiguration(exclude = WebMvcAutoConfiguration.class)
	@ImportWasmPlugins(SqlSandbox.class)
	static class SqlConfiguration {

	}

}
