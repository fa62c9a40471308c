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

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.util.ClassUtils;

import io.github.wasmspring.abi.JacksonWasmJson;
import io.github.wasmspring.abi.WasmJson;

/**
 * Finds the converter of JSON: the application's mapper, or else the defaults of the
 * library on the class path.
 */
final class ApplicationJson {

	private static final String JACKSON = "tools.jackson.databind.json.JsonMapper";

	private ApplicationJson() {
	}

	static WasmJson find(ConfigurableBeanFactory beanFactory) {
		return (ClassUtils.isPresent(JACKSON, beanFactory.getBeanClassLoader())) ? Jackson.find(beanFactory)
				: WasmJson.detect();
	}

	/**
	 * What is only loaded if Jackson is there.
	 */
	private static final class Jackson {

		static WasmJson find(ConfigurableBeanFactory beanFactory) {
			JsonMapper mapper = beanFactory.getBeanProvider(JsonMapper.class).getIfUnique();
			return (mapper != null) ? new JacksonWasmJson(mapper) : WasmJson.detect();
		}

	}

	/**
	 * Lets a native image find the library as well.
	 */
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.reflection().registerTypeIfPresent(classLoader, JACKSON);
		}

	}

}
