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

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.util.ClassUtils;

import io.github.wasmspring.SimilarNames;

/**
 * The properties that there are below {@code wasm}, by the metadata that development
 * environments complete names from.
 */
final class KnownProperties {

	private static final String DEFAULTS = "wasm.defaults.";

	private static final String MODULES = "wasm.modules.";

	/**
	 * Types by names, which are in lower case and without dashes.
	 */
	private final Map<String, String> types = new TreeMap<>();

	/**
	 * Names as one writes them, by the others.
	 */
	private final Map<String, String> names = new TreeMap<>();

	/**
	 * Names of properties of a module that are no defaults.
	 */
	private final Set<String> ofModules;

	KnownProperties(String metadata) {
		Object properties = JsonParserFactory.getJsonParser().parseMap(metadata).get("properties");
		for (Object property : (properties instanceof Collection<?> all) ? all : List.of()) {
			if (property instanceof Map<?, ?> details && details.get("name") instanceof String name
					&& name.startsWith("wasm.")) {
				this.types.put(uniform(name), String.valueOf(details.get("type")));
				this.names.put(uniform(name), name);
			}
		}
		this.ofModules = propertiesOf(WasmProperties.NamedModule.class)
			.filter((name) -> this.names.values()
				.stream()
				.noneMatch((known) -> (known + ".").startsWith(DEFAULTS + name + ".")))
			.collect(Collectors.toSet());
	}

	boolean contains(ConfigurationPropertyName name) {
		if (!name.getElement(1, Form.UNIFORM).equals("modules")) {
			return isKnown(uniform(name, 0));
		}
		return name.getNumberOfElements() < 4 || this.ofModules.stream().anyMatch((own) -> isOfModule(name, own))
				|| isKnown(DEFAULTS + uniform(name, 3));
	}

	private static boolean isOfModule(ConfigurationPropertyName name, String own) {
		return uniform(own).equals(name.getElement(3, Form.UNIFORM));
	}

	private boolean isKnown(String uniform) {
		return this.types.entrySet().stream().anyMatch((known) -> covers(known.getKey(), known.getValue(), uniform));
	}

	/**
	 * Return whether a property is meant, an element of a list, or an entry of a map.
	 */
	private static boolean covers(String known, String type, String uniform) {
		if (uniform.equals(known)) {
			return true;
		}
		if (type.startsWith("java.util.Map<")) {
			return uniform.startsWith(known + ".");
		}
		if (!type.startsWith("java.util.List<") || !uniform.startsWith(known + "[")) {
			return false;
		}
		String rest = uniform.substring(uniform.indexOf(']', known.length()) + 1);
		String element = type.substring(type.indexOf('<') + 1, type.length() - 1);
		return rest.isEmpty() || propertiesOf(element).anyMatch((name) -> rest.equals("." + uniform(name)));
	}

	/**
	 * Return the known property that somebody most likely meant.
	 */
	Optional<String> closest(ConfigurationPropertyName name) {
		String text = name.toString();
		String last = name.getElement(name.getNumberOfElements() - 1, Form.UNIFORM);
		return candidates(name).min(Comparator.comparingInt((String candidate) -> distance(text, last, candidate))
			.thenComparingInt((candidate) -> SimilarNames.distance(text, candidate))
			.thenComparing(Comparator.naturalOrder()));
	}

	/**
	 * An abbreviation, words in another order, and a right name in the wrong group are
	 * small mistakes.
	 */
	private static int distance(String text, String last, String candidate) {
		if (candidate.startsWith(text) || candidate.equals(text.replaceFirst("^wasm[.]", DEFAULTS))) {
			return 1;
		}
		int letters = SimilarNames.distance(text, candidate);
		int words = SimilarNames.distance(sorted(text), sorted(candidate)) + 1;
		boolean sameLast = uniform(candidate.substring(candidate.lastIndexOf('.') + 1)).equals(last);
		return Math.min(Math.min(letters, words), (sameLast) ? 3 : Integer.MAX_VALUE);
	}

	private static String sorted(String name) {
		return Stream.of(name.split("[.-]")).sorted().collect(Collectors.joining());
	}

	private Stream<String> candidates(ConfigurationPropertyName name) {
		Stream<String> all = this.names.values().stream().filter((known) -> !known.equals("wasm.modules"));
		if (name.getNumberOfElements() < 3) {
			return all;
		}
		boolean named = SimilarNames.distance(name.getElement(1, Form.UNIFORM), "modules") < 3
				&& name.getNumberOfElements() > 3;
		String module = MODULES + name.getElement((named) ? 2 : 1, Form.ORIGINAL) + ".";
		Stream<String> ofModule = Stream
			.concat(this.ofModules.stream(),
					this.names.values()
						.stream()
						.filter((known) -> known.startsWith(DEFAULTS))
						.map((known) -> known.substring(DEFAULTS.length())))
			.map(module::concat);
		return (named) ? ofModule : Stream.concat(all, ofModule);
	}

	private static Stream<String> propertiesOf(String type) {
		return (ClassUtils.isPresent(type, KnownProperties.class.getClassLoader()))
				? propertiesOf(ClassUtils.resolveClassName(type, KnownProperties.class.getClassLoader()))
				: Stream.empty();
	}

	private static Stream<String> propertiesOf(Class<?> type) {
		return Stream.of(BeanUtils.getPropertyDescriptors(type))
			.filter((property) -> !property.getName().equals("class"))
			.map((property) -> DataObjectPropertyName.toDashedForm(property.getName()));
	}

	private static String uniform(String name) {
		return uniform(ConfigurationPropertyName.of(name), 0);
	}

	/**
	 * Return the elements of a name from one on, in lower case and without dashes.
	 */
	private static String uniform(ConfigurationPropertyName name, int first) {
		StringBuilder uniform = new StringBuilder();
		for (int i = first; i < name.getNumberOfElements(); i++) {
			String element = name.getElement(i, Form.UNIFORM);
			if (name.isNumericIndex(i)) {
				uniform.append('[').append(element).append(']');
			}
			else {
				uniform.append((uniform.isEmpty()) ? "" : ".").append(element);
			}
		}
		return uniform.toString();
	}

}
