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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * Warns of sizes and durations without a unit, which mean bytes and milliseconds: few who
 * write them know that.
 *
 * @param environment where the properties are
 */
record MissingUnits(Environment environment) {

	private static final Log logger = LogFactory.getLog(MissingUnits.class);

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("wasm");

	private static final Pattern NUMBER = Pattern.compile("[+-]?0*[1-9]\\d*");

	private static final Set<String> SIZES = Set.of("maxmemory", "maxbinarysize", "functionsize", "maxoutput",
			"maxresult", "maxdirectorysize", "maxtotalmemory");

	private static final Set<String> DURATIONS = Set.of("timeout", "compiletimeout", "maxwait", "idletimeout",
			"downloadtimeout", "artifactstimeout");

	/**
	 * Groups whose names are the user's.
	 */
	private static final Set<String> FREE_GROUPS = Set.of("environment", "headers");

	void warn() {
		Map<ConfigurationPropertyName, String> found = new LinkedHashMap<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream()
					.filter((name) -> PREFIX.isAncestorOf(name) && isQuantity(name))
					.forEach((name) -> found.putIfAbsent(name, valueOf(source.getConfigurationProperty(name))));
			}
		}
		found.forEach(this::warn);
	}

	private void warn(ConfigurationPropertyName name, String value) {
		if (NUMBER.matcher(value).matches()) {
			boolean size = SIZES.contains(lastOf(name));
			logger.warn("'%s' is %s, which means %s %s. Write the unit, as in '%s' or '%s'".formatted(name, value,
					value, (size) ? "bytes" : "milliseconds", value + ((size) ? "MB" : "s"),
					value + ((size) ? "B" : "ms")));
		}
	}

	private static boolean isQuantity(ConfigurationPropertyName name) {
		int elements = name.getNumberOfElements();
		String group = (elements > 1) ? name.getElement(elements - 2, Form.UNIFORM) : "";
		return !FREE_GROUPS.contains(group) && (SIZES.contains(lastOf(name)) || DURATIONS.contains(lastOf(name)));
	}

	private static String lastOf(ConfigurationPropertyName name) {
		return name.getElement(name.getNumberOfElements() - 1, Form.UNIFORM);
	}

	private String valueOf(@Nullable ConfigurationProperty property) {
		Object value = (property != null) ? property.getValue() : null;
		return (value instanceof CharSequence || value instanceof Number)
				? this.environment.resolvePlaceholders(value.toString()).strip() : "";
	}

}
