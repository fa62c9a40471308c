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

import java.util.List;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

import io.github.wasmspring.NoSuchWasmModuleException;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.abi.AnnotationText;
import io.github.wasmspring.abi.ResultAdapter;
import io.github.wasmspring.abi.ValueCodecs;
import io.github.wasmspring.abi.WasmJson;
import io.github.wasmspring.module.ModuleCompanions;

/**
 * Creates implementations of annotated interfaces. Every method is bound at once, so that
 * a function that is missing or does not fit is found before the first call. What was
 * bound is kept for the next implementation of the same interface for the same module.
 *
 * @since 0.1.0
 * @see WasmFunction
 */
public final class WasmPluginFactory {

	private final BindingSettings settings;

	/**
	 * Create a new instance that converts JSON with Jackson if that is on the class path.
	 */
	public WasmPluginFactory() {
		this(ValueCodecs.of(WasmJson.detect()));
	}

	/**
	 * Create a new instance.
	 * @param codecs convert the values that are no numbers
	 */
	public WasmPluginFactory(ValueCodecs codecs) {
		this(BindingSettings.of(codecs));
	}

	private WasmPluginFactory(BindingSettings settings) {
		this.settings = settings;
	}

	/**
	 * Return a factory that reads the texts of annotations in another way. By default, it
	 * takes them as they are.
	 * @param annotations reads the texts, and may resolve placeholders
	 * @return a new factory
	 */
	public WasmPluginFactory withAnnotations(AnnotationText annotations) {
		Assert.notNull(annotations, "'annotations' must not be null");
		return new WasmPluginFactory(this.settings.withAnnotations(annotations));
	}

	/**
	 * Return a factory whose methods may return something else than the value of the
	 * guest.
	 * @param adapters adapt the values; the first that knows a type adapts it
	 * @return a new factory
	 */
	public WasmPluginFactory withResultAdapters(List<? extends ResultAdapter> adapters) {
		Assert.notNull(adapters, "'adapters' must not be null");
		return new WasmPluginFactory(this.settings.withAdapters(adapters));
	}

	/**
	 * Create an implementation for the module that {@link WasmPlugin @WasmPlugin} names.
	 * @param type the interface
	 * @param modules looks up the module
	 * @param <T> the interface
	 * @return the implementation, which is thread-safe
	 * @throws NoSuchWasmModuleException if there is no such module
	 * @throws WasmLinkException if the interface is not annotated, or does not fit the
	 * module
	 */
	public <T> T create(Class<T> type, WasmModules modules) {
		Assert.notNull(type, "'type' must not be null");
		Assert.notNull(modules, "'modules' must not be null");
		String name = nameOf(type);
		if (isPattern(name)) {
			throw new WasmLinkException(new WasmErrorContext(null, null, null),
					"plugin interface %s stands for many modules: '%s'".formatted(type.getName(), name),
					"Use WasmPlugins<%s>.".formatted(type.getSimpleName()), null);
		}
		return create(type, getModule(name, modules, type));
	}

	/**
	 * Create implementations for all modules that match the name of
	 * {@link WasmPlugin @WasmPlugin}, each when it is asked for.
	 * @param type the interface
	 * @param modules looks up the modules
	 * @param <T> the interface
	 * @return the implementations
	 * @throws WasmLinkException if the interface is not annotated
	 */
	public <T> WasmPlugins<T> createAll(Class<T> type, WasmModules modules) {
		Assert.notNull(type, "'type' must not be null");
		Assert.notNull(modules, "'modules' must not be null");
		return new DefaultWasmPlugins<>(type, nameOf(type), modules, this);
	}

	/**
	 * Return the name of the module, or of the modules, that an interface is for.
	 */
	String nameOf(Class<?> type) {
		String name = MergedAnnotations.from(type)
			.get(WasmPlugin.class)
			.getValue("value", String.class)
			.orElseThrow(() -> new WasmLinkException(new WasmErrorContext(null, null, null),
					"%s is not annotated with @WasmPlugin".formatted(type.getName()),
					"Annotate it with @WasmPlugin(\"...\") and the name of a module.", null));
		return this.settings.annotations().read(name, type.getName());
	}

	/**
	 * Create an implementation for a module that is named elsewhere.
	 */
	<T> T create(Class<T> type, WasmModules modules, String name) {
		return create(type, getModule(name, modules, type));
	}

	/**
	 * Return whether a name stands for many modules.
	 */
	static boolean isPattern(String name) {
		return name.indexOf('*') >= 0;
	}

	private static WasmModule getModule(String name, WasmModules modules, Class<?> type) {
		try {
			return modules.getModule(name);
		}
		catch (NoSuchWasmModuleException ex) {
			throw new NoSuchWasmModuleException(ex.getContext(), modules.getNames(),
					"plugin interface " + type.getName());
		}
	}

	/**
	 * Check whether an interface fits a module, which may not be compiled yet.
	 * @param type the interface
	 * @param module the module
	 * @throws WasmLinkException if the interface does not fit the module
	 */
	void check(Class<?> type, WasmModule module) {
		new PluginBinder(type, module, this.settings).bind();
	}

	/**
	 * Create an implementation.
	 * @param type the interface, which needs no {@link WasmPlugin @WasmPlugin}
	 * @param module the module whose functions the interface declares
	 * @param <T> the interface
	 * @return the implementation, which is thread-safe
	 * @throws WasmLinkException if the interface does not fit the module
	 */
	public <T> T create(Class<T> type, WasmModule module) {
		Assert.notNull(type, "'type' must not be null");
		Assert.notNull(module, "'module' must not be null");
		return type.cast(bind(type, module).create());
	}

	/**
	 * Bind an interface, or find it bound. What another class loader has loaded may have
	 * to be unloaded before the module, so that is not kept.
	 */
	private BoundPlugin bind(Class<?> type, WasmModule module) {
		if (!ClassUtils.isCacheSafe(type, getClass().getClassLoader())) {
			return new BoundPlugin(type, module, this.settings).bind();
		}
		if (ModuleCompanions.find(module, type) instanceof BoundPlugin bound && bound.settings() == this.settings) {
			return bound;
		}
		BoundPlugin bound = new BoundPlugin(type, module, this.settings).bind();
		ModuleCompanions.keep(module, type, bound);
		return bound;
	}

}
