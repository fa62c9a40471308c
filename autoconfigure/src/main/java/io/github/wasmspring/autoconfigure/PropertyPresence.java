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

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;
import org.springframework.util.Assert;

/**
 * Tells whether there may be properties below a name, without reading their values.
 *
 * @since 0.1.0
 */
public final class PropertyPresence {

	private PropertyPresence() {
	}

	/**
	 * Return whether an environment has properties below a name. A source that cannot be
	 * enumerated, such as JNDI, may have some.
	 * @param environment the environment
	 * @param name a canonical name, such as {@code wasm.cache}
	 * @return {@code false} if there is certainly none
	 */
	public static boolean isPossible(Environment environment, String name) {
		Assert.notNull(environment, "'environment' must not be null");
		Assert.notNull(name, "'name' must not be null");
		ConfigurationPropertyName prefix = ConfigurationPropertyName.of(name);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.containsDescendantOf(prefix) != ConfigurationPropertyState.ABSENT) {
				return true;
			}
		}
		return false;
	}

}
