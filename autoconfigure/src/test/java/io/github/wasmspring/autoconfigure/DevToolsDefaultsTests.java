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

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.asm.ClassWriter;
import org.springframework.asm.Opcodes;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DevToolsDefaults}.
 */
class DevToolsDefaultsTests {

	private static final String EXCLUDE = "spring.devtools.restart.additional-exclude";

	private final StandardEnvironment environment = new StandardEnvironment();

	@Test
	void withDevToolsShouldReloadInsteadOfRestarting() {
		process(true);
		assertThat(this.environment.getProperty(EXCLUDE)).isEqualTo("**/*.wasm");
		assertThat(this.environment.getProperty("wasm.defaults.reload")).isEqualTo("true");
	}

	@Test
	void withoutDevToolsShouldBackOff() {
		process(false);
		assertThat(this.environment.getProperty(EXCLUDE)).isNull();
		assertThat(this.environment.getProperty("wasm.defaults.reload")).isNull();
	}

	@Test
	void withoutReloadShouldBackOff() {
		set("wasm.defaults.reload", "false");
		process(true);
		assertThat(this.environment.getProperty(EXCLUDE)).isNull();
	}

	@Test
	void settingsOfTheApplicationShouldWin() {
		set(EXCLUDE, "**/*.txt");
		process(true);
		assertThat(this.environment.getProperty(EXCLUDE)).isEqualTo("**/*.txt");
	}

	private void set(String key, String value) {
		this.environment.getPropertySources().addLast(new MapPropertySource("application", Map.of(key, value)));
	}

	private void process(boolean devTools) {
		SpringApplication application = new SpringApplication(
				new DefaultResourceLoader(new DevToolsClassLoader(devTools)));
		new DevToolsDefaults().postProcessEnvironment(this.environment, application);
	}

	/**
	 * Class loader that has DevTools, or not.
	 */
	private static final class DevToolsClassLoader extends ClassLoader {

		private final boolean devTools;

		DevToolsClassLoader(boolean devTools) {
			super(DevToolsDefaultsTests.class.getClassLoader());
			this.devTools = devTools;
		}

		@Override
		protected Class<?> findClass(String name) throws ClassNotFoundException {
			if (!this.devTools || !name.equals(DevToolsDefaults.RESTARTER)) {
				throw new ClassNotFoundException(name);
			}
			ClassWriter writer = new ClassWriter(0);
			writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name.replace('.', '/'), null, "java/lang/Object", null);
			byte[] bytes = writer.toByteArray();
			return defineClass(name, bytes, 0, bytes.length);
		}

	}

}
