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

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * Lets DevTools not restart an application for a module on the class path that has
 * changed, but reload it. Any setting of the application comes before this.
 */
class DevToolsDefaults implements EnvironmentPostProcessor, Ordered {

	static final String RESTARTER = "org.springframework.boot.devtools.restart.Restarter";

	private static final String RELOAD = "wasm.defaults.reload";

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (ClassUtils.isPresent(RESTARTER, application.getClassLoader())
				&& !environment.getProperty(RELOAD, "true").strip().equalsIgnoreCase("false")) {
			environment.getPropertySources()
				.addLast(new MapPropertySource("wasmDevToolsDefaults",
						Map.of("spring.devtools.restart.additional-exclude", "**/*.wasm", RELOAD, "true")));
		}
	}

}
