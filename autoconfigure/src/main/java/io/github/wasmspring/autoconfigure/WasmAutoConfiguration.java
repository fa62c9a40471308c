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

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.Lifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.metrics.ApplicationStartup;

import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.abi.HostBlocks;
import io.github.wasmspring.abi.ImportProvider;
import io.github.wasmspring.abi.ValueCodecResolver;
import io.github.wasmspring.abi.ValueCodecs;
import io.github.wasmspring.abi.WasmConvention;
import io.github.wasmspring.abi.WasmConventions;
import io.github.wasmspring.abi.WasmJson;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.backend.ArtifactSigner;
import io.github.wasmspring.backend.WasiProvider;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.host.AnnotatedHostFunctions;
import io.github.wasmspring.module.CallsLifecycle;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.ModuleHttpClient;
import io.github.wasmspring.module.ModuleRegistrySettings;
import io.github.wasmspring.module.WasmModuleCheck;
import io.github.wasmspring.module.WasmModuleObserver;
import io.github.wasmspring.module.WasmModuleRegistrar;
import io.github.wasmspring.module.WasmModuleRegistry;

/**
 * {@link AutoConfiguration Auto-configuration} for WebAssembly modules. Its beans are
 * made when the first module is loaded, or when somebody asks for them.
 *
 * @since 0.1.0
 */
@Lazy
@AutoConfiguration(after = WasmBackendAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "wasm.enabled", matchIfMissing = true)
@EnableConfigurationProperties
@Import({ ConventionsConfiguration.class, RestClientDownloadsConfiguration.class, RestClientExtismConfiguration.class,
		WasmModuleBeansRegistrar.class })
public final class WasmAutoConfiguration {

	/**
	 * Name of the bean that holds the modules.
	 */
	static final String REGISTRY_BEAN_NAME = "wasmModuleRegistry";

	/**
	 * Name of the bean that registers what the properties describe.
	 */
	static final String REGISTRAR_BEAN_NAME = "wasmPropertiesModuleRegistrar";

	private static final String LIFECYCLE_BEAN_NAME = "wasmCallsLifecycle";

	@Bean
	static EagerModules eagerWasmModules(Environment environment) {
		return new EagerModules(environment);
	}

	@Bean
	static ForeignVariables foreignWasmVariables() {
		return new ForeignVariables();
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	WasmProperties wasmProperties() {
		return new WasmProperties();
	}

	@Bean
	@ConditionalOnMissingBean
	WasmJson wasmJson(ConfigurableListableBeanFactory beanFactory) {
		return ApplicationJson.find(beanFactory);
	}

	@Bean
	@ConditionalOnMissingBean
	ValueCodecs wasmValueCodecs(WasmJson json, ObjectProvider<ValueCodecResolver> resolvers) {
		return ValueCodecs.of(json).withResolvers(resolvers.orderedStream().toList());
	}

	@Bean
	AnnotatedHostFunctions annotatedWasmHostFunctions(ConfigurableListableBeanFactory beanFactory, ValueCodecs codecs,
			ObjectProvider<HostBlocks> blocks) {
		return AnnotatedHostFunctions.ofBeans(beanFactory, codecs, blocks.orderedStream().toArray(HostBlocks[]::new));
	}

	/**
	 * Declared as what it needs not be made for: a {@link CallsLifecycle} is a
	 * {@code SmartLifecycle}, which the container would make in every application.
	 */
	@Bean(LIFECYCLE_BEAN_NAME)
	Lifecycle wasmCallsLifecycle(BeanFactory beanFactory) {
		return new CallsLifecycle(() -> beanFactory.getBean(REGISTRY_BEAN_NAME, DefaultWasmModuleRegistry.class));
	}

	/**
	 * Made at the start, to hear of everything.
	 */
	@Bean
	@Lazy(false)
	@ConditionalOnProperty(name = "wasm.readiness", havingValue = "background")
	ReadinessOfModules wasmReadinessOfModules(ApplicationContext context,
			ObjectProvider<ApplicationAvailability> availability, WasmModules modules, WasmModuleRegistry registry) {
		return new ReadinessOfModules(context, availability, modules, registry);
	}

	@Bean(REGISTRAR_BEAN_NAME)
	PropertiesModuleRegistrar wasmPropertiesModuleRegistrar(WasmProperties properties, ResourceLoader resourceLoader,
			Environment environment) {
		return new PropertiesModuleRegistrar(properties, resourceLoader, environment);
	}

	@Bean(REGISTRY_BEAN_NAME)
	@DependsOn(LIFECYCLE_BEAN_NAME)
	@ConditionalOnMissingBean(value = { WasmModuleRegistry.class, WasmModules.class }, search = SearchStrategy.CURRENT)
	DefaultWasmModuleRegistry wasmModuleRegistry(WasmBackends backends, WasmProperties properties,
			ObjectProvider<HostFunctions> hostFunctions, ObjectProvider<WasmConvention> conventions,
			ObjectProvider<ImportProvider> importProviders, ObjectProvider<WasiProvider> wasi,
			ObjectProvider<ArtifactSigner> signer, ObjectProvider<WasmModuleObserver> observers,
			ObjectProvider<WasmModuleCheck> checks, ObjectProvider<WasmModuleRegistrar> registrars,
			ObjectProvider<ModuleHttpClient> httpClient, ObjectProvider<ApplicationStartup> startup,
			ApplicationEventPublisher events, EagerModules start) {
		ModuleRegistrySettings settings = new PropertiesRegistrySettings(properties).get();
		DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(backends,
				settings.withHttpClient(() -> httpClient.getIfUnique(settings.httpClient()::get))
					.withHostFunctions(hostFunctions.orderedStream().toList())
					.withConventions(WasmConventions.of(conventions.orderedStream().toList()))
					.withImportProviders(importProviders.orderedStream().toList())
					.withWasiProvider(wasi.getIfUnique())
					.withSigner(signer::getIfUnique)
					.withObservers(observers.orderedStream().toList())
					.withChecks(checks.orderedStream().toList())
					.withEvents(events::publishEvent)
					.withStartup(startup.getIfUnique(() -> ApplicationStartup.DEFAULT)));
		if (start.isStarting()) {
			registry.holdLoads();
		}
		registry.registerModules(registrars.orderedStream().toList());
		return registry;
	}

}
