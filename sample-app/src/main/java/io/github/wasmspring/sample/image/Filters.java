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

package io.github.wasmspring.sample.image;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.module.WasmModuleRegistry;
import io.github.wasmspring.plugin.WasmPluginFactory;
import io.github.wasmspring.plugin.WasmPlugins;
import io.github.wasmspring.sample.page.PanelInputException;

/**
 * Finds filters by name, on any backend. For one that a module does not have, a copy of
 * the module is registered.
 */
@Component
class Filters {

	static final List<String> BACKENDS = List.of("chicory", "wasmtime", "chicory-interpreter");

	private static final String PREFIX = "filter-";

	private static final String COPY = ".on-";

	private static final int RADIUS = 4;

	private final WasmPlugins<PictureFilter> pictures;

	private final WasmModules modules;

	private final WasmModuleRegistry registry;

	private final WasmPluginFactory plugins;

	Filters(WasmPlugins<PictureFilter> pictures, WasmModules modules, WasmModuleRegistry registry,
			WasmPluginFactory plugins) {
		this.pictures = pictures;
		this.modules = modules;
		this.registry = registry;
		this.plugins = plugins;
	}

	List<String> getNames() {
		List<String> names = new ArrayList<>(List.of("grayscale", "blur"));
		this.pictures.getNames()
			.stream()
			.filter((name) -> !name.contains(COPY))
			.map((name) -> name.substring(PREFIX.length()))
			.forEach(names::add);
		return names;
	}

	/**
	 * Return a filter that is loaded.
	 */
	UnaryOperator<RgbaImage> find(String filter, String backend) {
		if (!BACKENDS.contains(backend) || !getNames().contains(filter)) {
			throw new PanelInputException("There is no such filter or backend.");
		}
		if (filter.equals("grayscale") || filter.equals("blur")) {
			ImageFilter library = this.plugins.create(ImageFilter.class, module("image", "wasm/", backend));
			return (filter.equals("blur"))
					? (image) -> image.withPixels(library.blur(image.pixels(), image.width(), image.height(), RADIUS))
					: (image) -> image.withPixels(library.grayscale(image.pixels(), image.width(), image.height()));
		}
		PictureFilter picture = this.pictures.get(module(PREFIX + filter, "guests/", backend).getName());
		return (image) -> image.withPixels(picture.apply(image.pixels(), image.width(), image.height()));
	}

	private synchronized WasmModule module(String name, String directory, String backend) {
		WasmModule module = this.modules.getModule(name);
		module.getExports();
		if (module.getBackend().equals(backend)) {
			return module;
		}
		String copy = name + COPY + backend;
		if (this.modules.getNames().contains(copy)) {
			return this.modules.getModule(copy);
		}
		ClassPathResource binary = new ClassPathResource(directory + name + ".wasm");
		if (!binary.exists()) {
			throw new PanelInputException("'%s' runs on '%s' only.".formatted(name, module.getBackend()));
		}
		return this.registry
			.registerModule(WasmModuleDefinition.of(copy, binary, backend).withMaxMemory(DataSize.ofMegabytes(64)));
	}

}
