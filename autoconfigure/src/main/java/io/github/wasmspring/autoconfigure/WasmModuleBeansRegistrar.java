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

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.module.RegistryOwnedBeans;

/**
 * Registers a bean definition for each module, named and qualified by the module.
 */
class WasmModuleBeansRegistrar implements ImportBeanDefinitionRegistrar {

	private final BeanFactory beanFactory;

	private final Environment environment;

	private final ResourceLoader resourceLoader;

	WasmModuleBeansRegistrar(BeanFactory beanFactory, Environment environment, ResourceLoader resourceLoader) {
		this.beanFactory = beanFactory;
		this.environment = environment;
		this.resourceLoader = resourceLoader;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importingClassMetadata, BeanDefinitionRegistry registry) {
		Set<String> names = find();
		if (!names.isEmpty()) {
			registry.registerBeanDefinition(WasmModuleBeans.BEAN_NAME, new RootBeanDefinition(WasmModuleBeans.class));
		}
		for (String name : names) {
			register(name, registry);
		}
	}

	/**
	 * Bind no more than what tells the names of the modules, if anything. The bean of the
	 * properties binds everything, once.
	 */
	private Set<String> find() {
		if (!PropertyPresence.isPossible(this.environment, "wasm")) {
			return find(Map.of(), WasmProperties.DEFAULT_LOCATIONS);
		}
		Binder binder = Binder.get(this.environment);
		return find(
				binder
					.bind("wasm.modules", Bindable.mapOf(String.class, WasmProperties.NamedModule.class),
							new ForeignVariables().apply(BindHandler.DEFAULT))
					.orElse(Map.of()),
				binder.bind("wasm.locations", Bindable.listOf(String.class)).orElse(WasmProperties.DEFAULT_LOCATIONS));
	}

	private Set<String> find(Map<String, WasmProperties.NamedModule> modules, List<String> locations) {
		return new ModuleLocations(modules, locations, this.resourceLoader).find().keySet();
	}

	private void register(String name, BeanDefinitionRegistry registry) {
		String other = describeBean(name, registry);
		if (other != null) {
			throw new WasmLoadException(Reason.MISCONFIGURED, WasmErrorContext.of(name, null),
					"its bean cannot have this name, because another bean has it: " + other,
					"Give the other bean another name, for example @Component(\"%sService\"), or rename the module."
						.formatted(name),
					null);
		}
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(WasmModule.class);
		definition.setLazyInit(false);
		definition.setFactoryBeanName(WasmModuleBeans.BEAN_NAME);
		definition.setFactoryMethodName(WasmModuleBeans.FACTORY_METHOD);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
		RegistryOwnedBeans.mark(definition);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
		registry.registerBeanDefinition(name, definition);
	}

	/**
	 * Describe the bean of a name, also one without a definition such as the environment.
	 */
	private @Nullable String describeBean(String name, BeanDefinitionRegistry registry) {
		if (registry.containsBeanDefinition(name)) {
			BeanDefinition definition = registry.getBeanDefinition(name);
			String method = definition.getFactoryMethodName();
			return (method != null && definition.getFactoryBeanName() != null)
					? definition.getFactoryBeanName() + "." + method + "()" : definition.getBeanClassName();
		}
		if (registry.isBeanNameInUse(name) || (this.beanFactory instanceof HierarchicalBeanFactory hierarchical
				&& hierarchical.containsLocalBean(name))) {
			return String.valueOf(this.beanFactory.getType(name));
		}
		return null;
	}

}
