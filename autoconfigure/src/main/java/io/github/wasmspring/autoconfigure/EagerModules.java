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

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.core.env.Environment;

import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.WasmModuleRegistrar;

/**
 * Lets the modules be loaded when the application starts, unless there is certainly
 * nothing to load and no property that could be wrong. It decides once all beans are
 * known, and also at the start of an application that was processed ahead of time.
 * <p>
 * The registry is made before all beans that may call a module, also those that only look
 * one up when they call it: beans are destroyed in the opposite order. What is loaded in
 * the background begins when there are all beans.
 */
class EagerModules implements BeanFactoryInitializer<ConfigurableListableBeanFactory>, SmartInitializingSingleton,
		BeanFactoryAware {

	private final Environment environment;

	private @Nullable BeanFactory beanFactory;

	private volatile boolean starting = true;

	EagerModules(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Return whether there are beans still to be made.
	 */
	boolean isStarting() {
		return this.starting;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.starting = false;
		if (this.beanFactory instanceof SingletonBeanRegistry singletons && singletons
			.getSingleton(WasmAutoConfiguration.REGISTRY_BEAN_NAME) instanceof DefaultWasmModuleRegistry registry) {
			registry.startLoads();
		}
	}

	@Override
	public void initialize(ConfigurableListableBeanFactory beanFactory) {
		String registry = WasmAutoConfiguration.REGISTRY_BEAN_NAME;
		if (beanFactory.containsBeanDefinition(registry) && isNeeded(beanFactory)) {
			beanFactory.getBean(registry);
		}
	}

	private boolean isNeeded(ConfigurableListableBeanFactory beanFactory) {
		return beanFactory.containsBeanDefinition(WasmModuleBeans.BEAN_NAME)
				|| PropertyPresence.isPossible(this.environment, "wasm") || hasRegistrar(beanFactory);
	}

	private static boolean hasRegistrar(ConfigurableListableBeanFactory beanFactory) {
		return Stream
			.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, WasmModuleRegistrar.class, true,
					false))
			.anyMatch((name) -> !name.equals(WasmAutoConfiguration.REGISTRAR_BEAN_NAME));
	}

}
