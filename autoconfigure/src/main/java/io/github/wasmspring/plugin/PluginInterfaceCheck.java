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

import java.util.function.Supplier;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.util.PatternMatchUtils;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.module.WasmModuleCheck;

/**
 * Checks that modules fit the {@link WasmPlugin @WasmPlugin} interfaces of a container
 * that name them, before they are compiled.
 *
 * @since 0.1.0
 */
public final class PluginInterfaceCheck implements WasmModuleCheck {

	private final ConfigurableListableBeanFactory beanFactory;

	private final Supplier<WasmPluginFactory> factory;

	/**
	 * Create a new instance.
	 * @param beanFactory where the interfaces are registered
	 * @param factory returns what binds them
	 */
	public PluginInterfaceCheck(ConfigurableListableBeanFactory beanFactory, Supplier<WasmPluginFactory> factory) {
		Assert.notNull(beanFactory, "'beanFactory' must not be null");
		Assert.notNull(factory, "'factory' must not be null");
		this.beanFactory = beanFactory;
		this.factory = factory;
	}

	/**
	 * Return the interface of a plugin. The type of the bean is another one as soon as
	 * there is a plugin.
	 */
	private Class<?> getType(BeanDefinition definition) {
		String type = definition.getBeanClassName();
		Assert.state(type != null, () -> "The type of %s is not known".formatted(definition));
		return ClassUtils.resolveClassName(type, this.beanFactory.getBeanClassLoader());
	}

	@Override
	public void check(WasmModule module) {
		for (String name : this.beanFactory.getBeanDefinitionNames()) {
			BeanDefinition definition = this.beanFactory.getBeanDefinition(name);
			Class<?> many = WasmPluginRegistrar.typeOfMany(definition);
			Object modules = (many != null) ? this.factory.get().nameOf(many)
					: definition.getAttribute(WasmPluginRegistrar.MODULE_ATTRIBUTE);
			if (modules instanceof String text && isOneOf(module.getName(), text)) {
				this.factory.get().check((many != null) ? many : getType(definition), module);
			}
		}
	}

	private static boolean isOneOf(String module, String modules) {
		return (WasmPluginFactory.isPattern(modules)) ? PatternMatchUtils.simpleMatch(modules, module)
				: module.equals(modules);
	}

}
