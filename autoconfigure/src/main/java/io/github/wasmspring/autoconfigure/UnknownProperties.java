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

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.ClassUtils;

/**
 * Finds properties below {@code wasm} that there are not. Variables of the environment
 * are not looked at: others have such names, too, as Kubernetes gives them to a service.
 *
 * @param environment where the properties are
 */
record UnknownProperties(Environment environment) {

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("wasm");

	/**
	 * Fail if there is an unknown property. Nothing is checked where the metadata is
	 * missing, as it may be in a native image.
	 */
	void check() {
		Map<ConfigurationPropertyName, @Nullable Origin> names = find();
		String metadata = (names.isEmpty()) ? null : readMetadata();
		if (metadata != null) {
			KnownProperties known = new KnownProperties(metadata);
			names.keySet().removeIf(known::contains);
			if (!names.isEmpty()) {
				throw UnknownPropertyException.of(names, known);
			}
		}
	}

	private Map<ConfigurationPropertyName, @Nullable Origin> find() {
		Map<ConfigurationPropertyName, @Nullable Origin> found = new LinkedHashMap<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable
					&& !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
				iterable.stream()
					.filter((name) -> PREFIX.isAncestorOf(name))
					.forEach((name) -> found.putIfAbsent(name, originOf(source.getConfigurationProperty(name))));
			}
		}
		return found;
	}

	private static @Nullable Origin originOf(@Nullable ConfigurationProperty property) {
		return (property != null) ? property.getOrigin() : null;
	}

	/**
	 * Read the metadata that lies beside the classes of this project.
	 */
	private static @Nullable String readMetadata() {
		String type = ClassUtils.convertClassNameToResourcePath(UnknownProperties.class.getName()) + ".class";
		URL url = UnknownProperties.class.getClassLoader().getResource(type);
		if (url == null) {
			return null;
		}
		String root = url.toString().substring(0, url.toString().length() - type.length());
		try (InputStream input = URI.create(root + METADATA).toURL().openStream()) {
			return new String(input.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return null;
		}
	}

}
