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
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.Assert;
import org.springframework.util.PatternMatchUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * The names with {@code *} of the {@link WasmPlugin @WasmPlugin} interfaces of a
 * container, each of which stands for many modules.
 *
 * @since 0.1.0
 */
public final class ModulePatterns {

	private final SingletonSupplier<List<String>> patterns;

	/**
	 * Create a new instance.
	 * @param beanFactory where the interfaces are registered
	 * @param factory returns what reads their names
	 */
	public ModulePatterns(ConfigurableListableBeanFactory beanFactory, Supplier<WasmPluginFactory> factory) {
		Assert.notNull(beanFactory, "'beanFactory' must not be null");
		Assert.notNull(factory, "'factory' must not be null");
		this.patterns = SingletonSupplier.of(() -> Stream.of(beanFactory.getBeanDefinitionNames())
			.map(beanFactory::getBeanDefinition)
			.map(WasmPluginRegistrar::typeOfMany)
			.filter(Objects::nonNull)
			.map((type) -> factory.get().nameOf(type))
			.toList());
	}

	/**
	 * Return the pattern that a module matches.
	 * @param module the name of the module
	 * @return the first pattern, or the name itself if there is none
	 */
	public String of(String module) {
		Assert.notNull(module, "'module' must not be null");
		return this.patterns.obtain()
			.stream()
			.filter((pattern) -> PatternMatchUtils.simpleMatch(pattern, module))
			.findFirst()
			.orElse(module);
	}

}
