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

import java.util.Collection;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.annotation.AnnotatedGenericBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.InstanceSupplier;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.abi.AnnotationText;
import io.github.wasmspring.module.RegistryOwnedBeans;

/**
 * Adds {@link WasmPlugin @WasmPlugin} interfaces to a container. Each becomes a bean of
 * the interface's fully qualified name, which a {@link WasmPluginFactory} bean creates
 * for the module that a {@link WasmModules} bean looks up. {@code @Lazy},
 * {@code @Primary} and {@code @DependsOn} work on the interface, {@code @Profile} and
 * other conditions on one that is found by scanning.
 *
 * @since 0.1.0
 * @see ImportWasmPlugins
 */
public final class WasmPluginRegistrar {

	/**
	 * Attribute of the bean definitions that this class registers: the module's name.
	 */
	static final String MODULE_ATTRIBUTE = WasmPluginRegistrar.class.getName() + ".module";

	private final BeanDefinitionRegistry registry;

	private final WasmPluginScanner scanner;

	private final AnnotationText annotations;

	/**
	 * Create a new instance.
	 * @param registry where to register bean definitions
	 * @param environment the environment against which conditions are evaluated
	 * @param resourceLoader where to look for interfaces
	 */
	public WasmPluginRegistrar(BeanDefinitionRegistry registry, Environment environment,
			ResourceLoader resourceLoader) {
		Assert.notNull(registry, "'registry' must not be null");
		Assert.notNull(environment, "'environment' must not be null");
		Assert.notNull(resourceLoader, "'resourceLoader' must not be null");
		this.registry = registry;
		this.annotations = AnnotationText.resolvedBy(environment::resolveRequiredPlaceholders);
		this.scanner = new WasmPluginScanner(registry, environment, resourceLoader);
	}

	/**
	 * Register interfaces.
	 * @param types the interfaces
	 * @throws WasmLinkException if one is not an interface that is annotated with
	 * {@code @WasmPlugin}
	 */
	public void register(Class<?>... types) {
		Assert.notNull(types, "'types' must not be null");
		for (Class<?> type : types) {
			register(new AnnotatedGenericBeanDefinition(type));
		}
	}

	/**
	 * Register the interfaces in packages and the packages below them.
	 * @param basePackages names of the packages
	 * @throws WasmLinkException if a class is annotated that is not an interface
	 */
	public void scan(Collection<String> basePackages) {
		Assert.notNull(basePackages, "'basePackages' must not be null");
		for (String basePackage : basePackages) {
			for (BeanDefinition candidate : this.scanner.findCandidateComponents(basePackage)) {
				register((AnnotatedBeanDefinition) candidate);
			}
		}
	}

	private void register(AnnotatedBeanDefinition definition) {
		AnnotationMetadata metadata = definition.getMetadata();
		String type = metadata.getClassName();
		AnnotationConfigUtils.processCommonDefinitionAnnotations(definition);
		String module = moduleName(metadata);
		AbstractBeanDefinition registered = (WasmPluginFactory.isPattern(module)) ? many(definition)
				: (AbstractBeanDefinition) definition;
		if (registered == definition) {
			registered.setInstanceSupplier(InstanceSupplier.of(WasmPluginRegistrar::createPlugin));
		}
		registered.setAttribute(MODULE_ATTRIBUTE, module);
		RegistryOwnedBeans.mark(registered);
		makeEagerByDefault(registered);
		if (!this.registry.containsBeanDefinition(type)) {
			this.registry.registerBeanDefinition(type, registered);
		}
	}

	/**
	 * Return the definition of {@link WasmPlugins} of an interface, with what is said on
	 * the interface.
	 */
	private AbstractBeanDefinition many(AnnotatedBeanDefinition definition) {
		Class<?> type = ClassUtils.resolveClassName(definition.getMetadata().getClassName(),
				this.scanner.getResourceLoader().getClassLoader());
		RootBeanDefinition many = new RootBeanDefinition();
		many.setTargetType(ResolvableType.forClassWithGenerics(WasmPlugins.class, type));
		many.setInstanceSupplier(InstanceSupplier.of((bean) -> createPlugins(type, bean)));
		many.setLazyInit(definition.isLazyInit());
		many.setPrimary(definition.isPrimary());
		many.setFallback(definition.isFallback());
		many.setDependsOn(definition.getDependsOn());
		return many;
	}

	/**
	 * Return the interface of {@link WasmPlugins} by their definition, or {@code null} if
	 * the definition is of something else.
	 */
	static @Nullable Class<?> typeOfMany(BeanDefinition definition) {
		return (definition instanceof RootBeanDefinition root && root.getTargetType() == WasmPlugins.class)
				? root.getResolvableType().getGeneric(0).resolve() : null;
	}

	/**
	 * Let plugins be made when the application starts, also where beans are lazy unless
	 * they say something else: what does not fit has to be known then.
	 */
	private static void makeEagerByDefault(AbstractBeanDefinition definition) {
		if (definition.getLazyInit() == null) {
			definition.setLazyInit(false);
		}
	}

	private String moduleName(AnnotationMetadata metadata) {
		if (!metadata.isInterface()) {
			throw new WasmLinkException(new WasmErrorContext(null, null, null),
					"@WasmPlugin and @WasmFunction belong on an interface, but %s is a class"
						.formatted(metadata.getClassName()),
					"Move the annotations to an interface; its implementation is created from the module.", null);
		}
		String name = this.annotations.read(
				metadata.getAnnotations().get(WasmPlugin.class).getValue("value", String.class).orElse(""),
				"plugin interface " + metadata.getClassName());
		if (!StringUtils.hasText(name)) {
			throw new WasmLinkException(new WasmErrorContext(null, null, null),
					"plugin interface %s names no module".formatted(metadata.getClassName()),
					"Annotate it with @WasmPlugin(\"...\") and the name of a module.", null);
		}
		return name;
	}

	private static Object createPlugin(RegisteredBean bean) {
		WasmPluginFactory factory = bean.getBeanFactory().getBean(WasmPluginFactory.class);
		String module = String.valueOf(bean.getMergedBeanDefinition().getAttribute(MODULE_ATTRIBUTE));
		return factory.create(bean.getBeanClass(), bean.getBeanFactory().getBean(WasmModules.class), module);
	}

	private static Object createPlugins(Class<?> type, RegisteredBean bean) {
		WasmPluginFactory factory = bean.getBeanFactory().getBean(WasmPluginFactory.class);
		return factory.createAll(type, bean.getBeanFactory().getBean(WasmModules.class));
	}

}
