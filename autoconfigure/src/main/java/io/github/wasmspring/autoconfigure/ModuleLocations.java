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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternUtils;
import org.springframework.util.StringUtils;

import io.github.wasmspring.SimilarNames;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.module.LocationText;

/**
 * Finds the binary of each module that the properties name or that a scanned location
 * holds. A location of its own takes precedence over a scanned one.
 */
final class ModuleLocations {

	private static final String SUFFIX = ".wasm";

	private final Map<String, WasmProperties.NamedModule> modules;

	private final List<String> locations;

	private final ResourcePatternResolver resolver;

	private final Map<String, String> similar = new HashMap<>();

	/**
	 * Create a new instance.
	 * @param modules the modules that the properties name
	 * @param locations patterns of the locations to scan
	 * @param resourceLoader where to look
	 */
	ModuleLocations(Map<String, WasmProperties.NamedModule> modules, List<String> locations,
			ResourceLoader resourceLoader) {
		this.modules = modules;
		this.locations = locations;
		this.resolver = ResourcePatternUtils.getResourcePatternResolver(resourceLoader);
	}

	/**
	 * Return the resources by module name.
	 */
	Map<String, Resource> find() {
		Map<String, Resource> found = new LinkedHashMap<>();
		for (Map.Entry<String, WasmProperties.NamedModule> module : this.modules.entrySet()) {
			String location = module.getValue().getLocation();
			if (StringUtils.hasText(location)) {
				found.put(module.getKey(), getResource(location.strip()));
			}
		}
		Map<String, String> taken = new LinkedHashMap<>();
		found.putAll(scan(found, taken));
		for (String name : this.modules.keySet()) {
			requireLocation(name, found, taken);
		}
		return found;
	}

	/**
	 * Return what the properties set for a module that was found, under its own name or
	 * the only similar one: variables of the operating system know neither capitals nor
	 * dashes.
	 */
	WasmProperties.@Nullable NamedModule settingsOf(String name) {
		WasmProperties.NamedModule own = this.modules.get(name);
		return (own != null) ? own : this.modules.get(this.similar.getOrDefault(name, name));
	}

	private Resource getResource(String location) {
		try {
			List<Resource> files = LiteralFiles.find(location);
			return (files != null && files.size() == 1) ? files.get(0) : this.resolver.getResource(location);
		}
		catch (IOException ex) {
			return this.resolver.getResource(location);
		}
	}

	/**
	 * Scan for the modules that have no location of their own, also not under another
	 * name: settings such as a digest would not protect a second module of the same file.
	 */
	private Map<String, Resource> scan(Map<String, Resource> configured, Map<String, String> taken) {
		Map<String, String> known = new HashMap<>();
		configured.forEach((name, resource) -> known.put(urlOf(resource), name));
		Map<String, Resource> scanned = new LinkedHashMap<>();
		for (String pattern : this.locations) {
			for (Resource resource : resolve(pattern)) {
				String name = nameOf(pattern, resource);
				String other = known.get(urlOf(resource));
				if (name != null && !configured.containsKey(name) && other == null) {
					add(name, resource, scanned);
				}
				else if (name != null && other != null) {
					taken.put(name, other);
				}
			}
		}
		return scanned;
	}

	private void add(String name, Resource resource, Map<String, Resource> scanned) {
		Resource earlier = scanned.putIfAbsent(name, resource);
		if (earlier != null && !urlOf(earlier).equals(urlOf(resource))) {
			throw failure(name, "two modules have this name: %s and %s".formatted(earlier, resource),
					"Rename one of the files, or set 'wasm.modules.%s.location' to the one that you want."
						.formatted(name),
					null);
		}
	}

	private static String urlOf(Resource resource) {
		try {
			return resource.getURL().toString();
		}
		catch (IOException ex) {
			return resource.getDescription();
		}
	}

	private Resource[] resolve(String pattern) {
		try {
			List<Resource> files = LiteralFiles.find(pattern);
			return (files != null) ? files.toArray(Resource[]::new) : this.resolver.getResources(pattern);
		}
		catch (IOException | IllegalArgumentException ex) {
			throw failure(null, "'wasm.locations' has '%s', which cannot be searched: %s".formatted(pattern, ex),
					"Correct the pattern, for example 'classpath*:/wasm/*.wasm' or 'file:/path/to/plugins/*.wasm'.",
					ex);
		}
	}

	private @Nullable String nameOf(String pattern, Resource resource) {
		String fileName = resource.getFilename();
		if (fileName != null && fileName.endsWith(SUFFIX)) {
			return fileName.substring(0, fileName.length() - SUFFIX.length());
		}
		if (pattern.contains("*")) {
			return null;
		}
		throw failure(null, "'wasm.locations' has '%s', which is no .wasm file and no pattern".formatted(pattern),
				"To search a directory, write '%s*.wasm'.".formatted(pattern.endsWith("/") ? pattern : pattern + "/"),
				null);
	}

	private void requireLocation(String name, Map<String, Resource> found, Map<String, String> taken) {
		if (found.containsKey(name)) {
			return;
		}
		String other = taken.get(name);
		if (other != null) {
			throw failure(name,
					"the module is configured, but has no location, and its file is the location of the module '%s', so that it is not found under its own name"
						.formatted(other),
					"Set 'wasm.modules.%s.location', to the same file if both are meant.".formatted(name), null);
		}
		List<String> similar = found.keySet().stream().filter((known) -> isSimilar(name, known)).toList();
		if (similar.size() == 1) {
			this.similar.put(similar.get(0), name);
			return;
		}
		throw failure(name,
				"the module is configured, but has no location and is not among the scanned ones, which are %s"
					.formatted(SimilarNames.list(name, found.keySet())),
				"Set 'wasm.modules.%s.location', or put the file '%s.wasm' where 'wasm.locations' finds it."
					.formatted(name, name),
				null);
	}

	private static boolean isSimilar(String name, String other) {
		return uniform(name).equals(uniform(other));
	}

	private static String uniform(String name) {
		return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
	}

	private WasmLoadException failure(@Nullable String name, String fact, String remedy, @Nullable Throwable cause) {
		return new WasmLoadException(Reason.MISCONFIGURED, new WasmErrorContext(name, null, null),
				LocationText.withoutSecrets(fact), LocationText.withoutSecrets(remedy),
				(cause != null) ? LocationText.withoutSecrets(cause) : null);
	}

}
