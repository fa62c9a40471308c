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

package io.github.wasmspring.plugin;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.util.Assert;
import org.springframework.util.PatternMatchUtils;

import io.github.wasmspring.NoSuchWasmModuleException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleState;
import io.github.wasmspring.WasmModules;

/**
 * {@link WasmPlugins} that creates each plugin when it is asked for it first.
 *
 * @param <T> the interface
 */
final class DefaultWasmPlugins<T> implements WasmPlugins<T> {

	private final Class<T> type;

	private final String pattern;

	private final WasmModules modules;

	private final WasmPluginFactory factory;

	private final Map<String, Plugin<T>> plugins = new ConcurrentHashMap<>();

	DefaultWasmPlugins(Class<T> type, String pattern, WasmModules modules, WasmPluginFactory factory) {
		this.type = type;
		this.pattern = pattern;
		this.modules = modules;
		this.factory = factory;
	}

	@Override
	public T get(String module) {
		Assert.notNull(module, "'module' must not be null");
		Plugin<T> plugin = this.plugins.get(module);
		return (plugin != null && plugin.isCurrent()) ? plugin.instance() : create(module);
	}

	private T create(String name) {
		this.plugins.values().removeIf((plugin) -> !plugin.isCurrent());
		if (!matches(name)) {
			throw missing(name);
		}
		WasmModule module = find(name);
		return this.plugins.computeIfAbsent(name, (key) -> new Plugin<>(module, this.factory.create(this.type, module)))
			.instance();
	}

	private WasmModule find(String name) {
		try {
			return this.modules.getModule(name);
		}
		catch (NoSuchWasmModuleException ex) {
			throw missing(name);
		}
	}

	private NoSuchWasmModuleException missing(String name) {
		return new NoSuchWasmModuleException(name, getNames(),
				"'%s' of %s".formatted(this.pattern, this.type.getName()));
	}

	private boolean matches(String name) {
		return PatternMatchUtils.simpleMatch(this.pattern, name);
	}

	@Override
	public boolean contains(String module) {
		Assert.notNull(module, "'module' must not be null");
		return getNames().contains(module);
	}

	@Override
	public List<String> getNames() {
		return this.modules.getNames().stream().filter(this::matches).toList();
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A module that is removed meanwhile is left out.
	 */
	@Override
	public Iterator<T> iterator() {
		List<T> plugins = new ArrayList<>();
		for (String name : getNames()) {
			try {
				plugins.add(get(name));
			}
			catch (NoSuchWasmModuleException ex) {
				// it was removed
			}
		}
		return plugins.iterator();
	}

	@Override
	public String toString() {
		return "WasmPlugins[%s, modules '%s']".formatted(this.type.getName(), this.pattern);
	}

	/**
	 * The plugin of a module.
	 *
	 * @param <T> the interface
	 * @param module the module
	 * @param instance its plugin
	 */
	private record Plugin<T>(WasmModule module, T instance) {

		boolean isCurrent() {
			return this.module.getState() != WasmModuleState.CLOSED;
		}

	}

}
