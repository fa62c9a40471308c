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

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that development environments know what the page about configuration tells.
 */
class ConfigurationMetadataTests {

	private static final Pattern ROW = Pattern
		.compile("(?m)^\\| `((?:wasm|management)[.][^`]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");

	private static final Set<String> ONLY_OF_MODULES = Set.of("location", "sha256", "headers");

	/**
	 * Properties of text and of extensible lists whose values are known.
	 */
	private static final List<String> KNOWN_VALUES = List.of("wasm.backend", "wasm.defaults.backend",
			"wasm.defaults.abi.convention");

	private final List<JsonNode> metadata = PropertyTables.metadata();

	@Test
	void pageAndMetadataShouldTellTheSameProperties() {
		assertThat(rows().keySet()).isEqualTo(new TreeSet<>(names()));
	}

	@Test
	void everyPropertyShouldHaveADescription() {
		assertThat(this.metadata).filteredOn((property) -> !property.get("name").asString().equals("wasm.modules"))
			.allSatisfy((property) -> assertThat(property.path("description").asString()).as(name(property))
				.endsWith(".")
				.doesNotStartWith("The ")
				.doesNotStartWith("A "));
	}

	@Test
	void defaultsShouldBeThoseOfThePage() {
		Map<String, MatchResult> rows = rows();
		for (JsonNode property : this.metadata) {
			if (property.has("defaultValue")) {
				JsonNode value = property.get("defaultValue");
				assertThat(rows.get(name(property)).group(4)).as(name(property))
					.isEqualTo("`" + ((value.isArray()) ? value.get(0) : value).asString() + "`");
			}
		}
		assertThat(rows.values().stream().filter(ConfigurationMetadataTests::tellsValue).map((row) -> row.group(1)))
			.allMatch(this::hasDefault, "has a default in the metadata");
	}

	/**
	 * Return whether the default is a value, rather than what it depends on.
	 */
	private static boolean tellsValue(MatchResult row) {
		return row.group(4).matches("`(?!wasm[.])[^`]+`");
	}

	@Test
	void everyPropertyOfKnownValuesShouldHaveHints() throws IOException {
		Map<String, Set<String>> hints = new TreeMap<>();
		for (JsonNode hint : PropertyTables.read("hints")) {
			Set<String> values = hints.computeIfAbsent(hint.get("name").asString(), (name) -> new TreeSet<>());
			hint.get("values").forEach((value) -> {
				assertThat(value.path("description").asString()).as(hint.toString()).endsWith(".");
				values.add(value.get("value").asString());
			});
		}
		for (JsonNode property : this.metadata) {
			String name = property.get("name").asString();
			Object[] constants = constants(property.get("type").asString());
			if (constants != null && name.startsWith("wasm.")) {
				assertThat(hints.get(name)).as(name)
					.isEqualTo(new TreeSet<>(Stream.of(constants)
						.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
						.toList()));
			}
		}
		assertThat(hints).containsKeys(KNOWN_VALUES.toArray(String[]::new));
		assertThat(names()).containsAll(
				hints.keySet().stream().map((name) -> name.replace("wasm.defaults.", "wasm.modules.<name>.")).toList());
	}

	private static Object[] constants(String type) {
		return (ClassUtils.isPresent(type, null)) ? ClassUtils.resolveClassName(type, null).getEnumConstants() : null;
	}

	private boolean hasDefault(String name) {
		return this.metadata.stream()
			.anyMatch((property) -> name(property).equals(name) && property.has("defaultValue"));
	}

	private List<String> names() {
		List<String> names = new ArrayList<>(this.metadata.stream().map(ConfigurationMetadataTests::name).toList());
		names.removeAll(Collections.singleton("wasm.modules"));
		ONLY_OF_MODULES.forEach((name) -> names.add("wasm.modules.<name>." + name));
		return names;
	}

	/**
	 * Return the name that the page has for a property.
	 */
	private static String name(JsonNode property) {
		return property.get("name").asString().replace("wasm.defaults.", "wasm.modules.<name>.");
	}

	private static Map<String, MatchResult> rows() {
		Map<String, MatchResult> rows = new TreeMap<>();
		ROW.matcher(String.join("\n", Project.read(Project.ROOT.resolve("docs/configuration.md"))))
			.results()
			.forEach((row) -> assertThat(rows.put(row.group(1), row)).isNull());
		return rows;
	}

}
