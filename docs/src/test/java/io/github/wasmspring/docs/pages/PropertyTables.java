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

package io.github.wasmspring.docs.pages;

import java.beans.PropertyDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.BeanUtils;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.autoconfigure.WasiProperties;
import io.github.wasmspring.autoconfigure.WasmModuleProperties;
import io.github.wasmspring.autoconfigure.WasmProperties;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.module.WasmModuleDefinition;

/**
 * Tables of the properties, from the metadata that the annotation processor writes.
 */
final class PropertyTables {

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	private static final String DEFAULTS = "wasm.defaults.";

	private static final String MODULE = "wasm.modules.<name>.";

	private static final String SOURCE = "autoconfigure/src/main/java/io/github/wasmspring/autoconfigure/WasmProperties.java";

	private static final Map<String, String> TYPES = Map.of("java.lang.Boolean", "true, false", "java.lang.Integer",
			"number", "java.lang.String", "text", "java.time.Duration", "duration", "java.util.List<java.lang.String>",
			"list", "java.util.Map<java.lang.String,java.lang.String>", "names and values", "java.util.Map",
			"names and values", "java.util.List<" + WasiProperties.Directory.class.getName() + ">",
			"list of `guest`, `host` and `read-only` (default true)", "org.springframework.util.unit.DataSize", "size");

	private final Map<String, String> application = new TreeMap<>();

	private final Map<String, String> module = new TreeMap<>();

	private final Map<String, String> actuator = new TreeMap<>();

	PropertyTables() {
		for (JsonNode property : metadata()) {
			String name = property.get("name").asString();
			if (name.startsWith(DEFAULTS)) {
				add(this.module, MODULE + name.substring(DEFAULTS.length()), property);
			}
			else if (name.startsWith("management.")) {
				add(this.actuator, name, property);
			}
			else if (!name.equals("wasm.modules")) {
				add(this.application, name, property);
			}
		}
		addPropertiesThatHaveNoDefaults();
	}

	/**
	 * Return the table of the properties that apply to the application as a whole.
	 */
	String application() {
		return table(this.application);
	}

	/**
	 * Return the table of the properties that a module has.
	 */
	String module() {
		return table(this.module);
	}

	/**
	 * Return the table of the properties of Actuator.
	 */
	String actuator() {
		return table(this.actuator);
	}

	/**
	 * Return the table of the properties that limit what a binary may contain.
	 */
	String limits() {
		Map<String, String> limits = new TreeMap<>(this.module);
		limits.keySet().removeIf((name) -> !name.startsWith(MODULE + "limits."));
		return table(limits);
	}

	private static String table(Map<String, String> rows) {
		return "| property | meaning | value | default |\n|---|---|---|---|\n" + String.join("\n", rows.values());
	}

	/**
	 * Return the properties that there is metadata of.
	 */
	static List<JsonNode> metadata() {
		List<JsonNode> properties = read("properties");
		Assert.state(!properties.isEmpty(), "There is no metadata of wasm.* properties");
		return properties;
	}

	/**
	 * Return all elements of a list in the metadata.
	 */
	static List<JsonNode> read(String list) {
		List<JsonNode> elements = new ArrayList<>();
		try {
			for (URL url : Collections.list(PropertyTables.class.getClassLoader().getResources(METADATA))) {
				try (InputStream input = url.openStream()) {
					new JsonMapper().readTree(input).path(list).forEach(elements::add);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		elements.removeIf(
				(element) -> !element.get("name").asString().matches("wasm[.].*|management[.][a-z]+[.]wasm[.].*"));
		return elements;
	}

	private void add(Map<String, String> rows, String name, JsonNode property) {
		JsonNode value = property.get("defaultValue");
		add(rows, name, property.get("description").asString(), property.get("type").asString(),
				(value != null) ? code(value.isArray() ? value.get(0).asString() : value.asString()) : null);
	}

	private void add(Map<String, String> rows, String name, String description, String type,
			@Nullable String defaultValue) {
		rows.put(name, "| `%s` | %s | %s | %s |".formatted(name, description, describeType(type),
				(defaultValue != null) ? defaultValue : defaultOf(name)));
	}

	/**
	 * Add what a module has but the defaults do not: the processor does not look into the
	 * values of maps, so this reads the same comments.
	 */
	private void addPropertiesThatHaveNoDefaults() {
		String source = String.join("\n", Project.read(Project.ROOT.resolve(SOURCE)));
		for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(WasmProperties.NamedModule.class)) {
			if (BeanUtils.getPropertyDescriptor(WasmModuleProperties.class, property.getName()) == null) {
				Matcher comment = Pattern
					.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+private [^;=]*\\b%s( =[^;]*)?;"
						.formatted(property.getName()), Pattern.DOTALL)
					.matcher(source);
				Assert.state(comment.find(), () -> "'%s' has no comment".formatted(property.getName()));
				add(this.module, MODULE + property.getName(), comment.group(1).replaceAll("\\s+\\*?\\s*", " ").strip(),
						property.getPropertyType().getName(), null);
			}
		}
	}

	private static String describeType(String type) {
		String described = TYPES.get(type);
		if (described != null) {
			return described;
		}
		Object[] constants = ClassUtils.resolveClassName(type, null).getEnumConstants();
		Assert.state(constants != null, () -> "Describe the type '%s'".formatted(type));
		return Arrays.stream(constants).map(PropertyTables::format).collect(Collectors.joining(", "));
	}

	/**
	 * Return the default of a property whose field is {@code null} or a collection.
	 */
	private static String defaultOf(String name) {
		InstanceSettings instances = InstanceSettings.DEFAULTS;
		Assert.state(instances.max() == 4 * Runtime.getRuntime().availableProcessors(),
				"Correct the default of instances.max");
		Map<String, String> defaults = Map.ofEntries(Map.entry("wasm.cache.artifacts-cache", "none"),
				Map.entry("wasm.cache.directory", "none"),
				Map.entry("wasm.cache.max-memory", "a twentieth of the heap"), Map.entry("wasm.cache.secret", "none"),
				Map.entry("wasm.max-total-memory", "half of the heap"), Map.entry("wasm.metrics.own-tag", "none"),
				Map.entry("wasm.virtual-threads", "`carrier` on Java 24 and later, else `platform`"),
				Map.entry("wasm.locations", format(new WasmProperties().getLocations())),
				Map.entry("wasm.plugins.base-packages", "packages of the application"),
				Map.entry("wasm.wasmtime.library-directory",
						"[in the user's cache](backends.md#where-the-library-goes)"),
				Map.entry(MODULE + "abi.allocator", "[found by its name](plugin-interfaces.md#the-guests-allocator)"),
				Map.entry(MODULE + "abi.deallocator", "[found by its name](plugin-interfaces.md#the-guests-allocator)"),
				Map.entry(MODULE + "backend", "`wasm.backend`"), Map.entry(MODULE + "instances.max", "4 × processors"),
				Map.entry(MODULE + "headers", "none"),
				Map.entry(MODULE + "instances.max-wait", format(instances.maxWait())),
				Map.entry(MODULE + "instances.mode", format(instances.mode())),
				Map.entry(MODULE + "location", "found by `wasm.locations`"),
				Map.entry(MODULE + "max-binary-size", format(WasmModuleDefinition.DEFAULT_MAX_BINARY_SIZE)),
				Map.entry(MODULE + "probe.function", "none"), Map.entry(MODULE + "warm-up.function", "none"),
				Map.entry(MODULE + "max-memory", format(instances.maxMemory())),
				Map.entry(MODULE + "sha256", "any digest"), Map.entry(MODULE + "wasi.arguments", "none"),
				Map.entry(MODULE + "abi.config", "none"), Map.entry(MODULE + "abi.allowed-hosts", "none"),
				Map.entry(MODULE + "globals", "none"), Map.entry(MODULE + "wasi.directories", "none"),
				Map.entry(MODULE + "wasi.environment", "none"));
		String value = defaults.get(name);
		Assert.state(value != null, () -> "Tell the default of '%s' in the metadata or here".formatted(name));
		return value;
	}

	private static String format(Object value) {
		if (value instanceof List<?> list) {
			return list.stream().map(PropertyTables::format).collect(Collectors.joining(", "));
		}
		if (value instanceof Enum<?> constant) {
			return code(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
		}
		if (value instanceof Duration duration) {
			return code(duration.toSeconds() + "s");
		}
		if (value instanceof DataSize size) {
			return code(size.toMegabytes() + "MB");
		}
		return code(value.toString());
	}

	private static String code(String text) {
		return "`" + text + "`";
	}

}
