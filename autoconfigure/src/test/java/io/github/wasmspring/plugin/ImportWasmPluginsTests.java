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

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.MapPropertySource;

import io.github.wasmspring.Guests;
import io.github.wasmspring.NoSuchWasmModuleException;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.plugin.mistakes.methods.AnnotatedMethods;
import io.github.wasmspring.plugin.mistakes.types.AnnotatedType;
import io.github.wasmspring.plugin.samples.NumbersPlugin;
import io.github.wasmspring.plugin.samples.PackagePrivatePlugins;
import io.github.wasmspring.plugin.samples.SamplesConfiguration;
import io.github.wasmspring.plugin.samples.below.BelowPlugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ImportWasmPlugins} and {@link WasmPluginRegistrar}.
 */
class ImportWasmPluginsTests {

	private static final String PACKAGE_PRIVATE = PackagePrivatePlugins.class.getName() + "$Numbers";

	@Test
	void importShouldRegisterListedTypes() {
		try (AnnotationConfigApplicationContext context = run(ListedTypes.class)) {
			assertThat(context.getBean(Numbers.class).add(1, 2)).isEqualTo(3);
			assertThat(context.getBeanNamesForType(NumbersPlugin.class)).isEmpty();
		}
	}

	@Test
	void importWhenNothingIsGivenShouldScanThePackageOfTheAnnotatedClass() {
		try (AnnotationConfigApplicationContext context = run(SamplesConfiguration.class)) {
			assertThat(context.getBean(NumbersPlugin.class).add(1, 2)).isEqualTo(3);
			assertThat(context.getBean(BelowPlugin.class).add(1, 2)).isEqualTo(3);
			assertThat(context.getBeanNamesForType(Numbers.class)).isEmpty();
		}
	}

	@Test
	void importShouldFindNestedAndPackagePrivateInterfaces() {
		try (AnnotationConfigApplicationContext context = run(SamplesConfiguration.class)) {
			assertThat(context.containsBean(PACKAGE_PRIVATE)).isTrue();
			assertThat(context.getBean(PACKAGE_PRIVATE))
				.hasToString("WasmPlugin[" + PACKAGE_PRIVATE + ", module 'numbers']");
		}
	}

	@Test
	void importShouldIgnoreInterfacesWithoutWasmPlugin() {
		try (AnnotationConfigApplicationContext context = run(SamplesConfiguration.class)) {
			assertThat(context.getBeanDefinitionNames())
				.filteredOn((name) -> name.startsWith("io.github.wasmspring.plugin.samples."))
				.containsExactlyInAnyOrder(NumbersPlugin.class.getName(), BelowPlugin.class.getName(), PACKAGE_PRIVATE);
		}
	}

	@Test
	void importShouldScanBasePackages() {
		try (AnnotationConfigApplicationContext context = run(BasePackages.class)) {
			assertThat(context.getBean(BelowPlugin.class).add(1, 2)).isEqualTo(3);
			assertThat(context.getBeanNamesForType(NumbersPlugin.class)).isEmpty();
		}
	}

	@Test
	void importShouldResolvePlaceholdersInBasePackages() {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("plugins", BelowPlugin.class.getPackageName())));
		context.register(Infrastructure.class, PlaceholderPackages.class);
		try (context) {
			context.refresh();
			assertThat(context.getBeanNamesForType(BelowPlugin.class)).hasSize(1);
		}
	}

	@Test
	void importShouldScanPackagesOfClasses() {
		try (AnnotationConfigApplicationContext context = run(BasePackageClasses.class)) {
			assertThat(context.getBeanNamesForType(BelowPlugin.class)).hasSize(1);
			assertThat(context.getBeanNamesForType(NumbersPlugin.class)).isEmpty();
		}
	}

	@Test
	void importShouldBeRepeatable() {
		try (AnnotationConfigApplicationContext context = run(Repeated.class)) {
			assertThat(context.getBeanNamesForType(Numbers.class)).containsExactly(Numbers.class.getName());
			assertThat(context.getBeanNamesForType(BelowPlugin.class)).containsExactly(BelowPlugin.class.getName());
		}
	}

	@Test
	void importShouldWorkAsMetaAnnotation() {
		try (AnnotationConfigApplicationContext context = run(Composed.class)) {
			assertThat(context.getBeanNamesForType(Numbers.class)).hasSize(1);
		}
	}

	@Test
	void importWhenTypeIsRegisteredTwiceShouldKeepOneBean() {
		try (AnnotationConfigApplicationContext context = run(ListedTypes.class, ListedTypesAgain.class)) {
			assertThat(context.getBeanNamesForType(Numbers.class)).containsExactly(Numbers.class.getName());
		}
	}

	@Test
	void importWhenNameIsTakenShouldKeepTheOtherBean() {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		Numbers own = (a, b) -> 42;
		context.registerBean(Numbers.class.getName(), Numbers.class, () -> own);
		context.register(Infrastructure.class, ListedTypes.class);
		try (context) {
			context.refresh();
			assertThat(context.getBean(Numbers.class)).isSameAs(own);
		}
	}

	@Test
	void importShouldRegisterApplicationBeans() {
		try (AnnotationConfigApplicationContext context = run(ListedTypes.class)) {
			BeanDefinition definition = context.getBeanDefinition(Numbers.class.getName());
			assertThat(definition.getRole()).isEqualTo(BeanDefinition.ROLE_APPLICATION);
			assertThat(definition.isLazyInit()).isFalse();
			assertThat(definition.getAttribute(WasmPluginRegistrar.MODULE_ATTRIBUTE)).isEqualTo("numbers");
			assertThat(context.getBean(Numbers.class)).isSameAs(context.getBean(Numbers.class));
		}
	}

	@Test
	void importShouldLeaveAMarker() {
		try (AnnotationConfigApplicationContext context = run(ListedTypes.class)) {
			assertThat(context.getBeanNamesForType(WasmPluginImports.class)).hasSize(1);
			assertThat(context.getBeanDefinition(WasmPluginImports.class.getName()).getRole())
				.isEqualTo(BeanDefinition.ROLE_INFRASTRUCTURE);
		}
	}

	@Test
	void registrarAloneShouldLeaveNoMarker() {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.register(Infrastructure.class);
		new WasmPluginRegistrar(context, context.getEnvironment(), context)
			.scan(List.of(BelowPlugin.class.getPackageName()));
		try (context) {
			context.refresh();
			assertThat(context.getBean(BelowPlugin.class).add(1, 2)).isEqualTo(3);
			assertThat(context.getBeanNamesForType(WasmPluginImports.class)).isEmpty();
		}
	}

	@Test
	void importShouldBindWhenTheContextStarts() {
		assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> run(UnfitTypes.class))
			.withCauseInstanceOf(WasmLinkException.class)
			.withStackTraceContaining("Unfit.add(int)' needs a function of type");
	}

	@Test
	void importWhenLazyShouldBindLater() {
		try (AnnotationConfigApplicationContext context = run(LazyTypes.class)) {
			assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> context.getBean(LazyUnfit.class))
				.withCauseInstanceOf(WasmLinkException.class);
		}
	}

	@Test
	void importWhenModuleIsUnknownShouldNameTheInterface() {
		assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> run(UnknownModule.class))
			.withCauseInstanceOf(NoSuchWasmModuleException.class)
			.withStackTraceContaining("plugin interface " + Unknown.class.getName() + " needs it");
	}

	@Test
	void importWhenFactoryIsMissingShouldRegisterNoPlugins() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(ListedTypes.class)) {
			for (String name : context.getBeanDefinitionNames()) {
				assertThat(context.getBeanFactory()
					.getBeanDefinition(name)
					.hasAttribute(WasmPluginRegistrar.MODULE_ATTRIBUTE)).as(name).isFalse();
			}
		}
	}

	@Test
	void importWhenTypeIsAClassShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> run(ClassTypes.class))
			.withMessage("@WasmPlugin and @WasmFunction belong on an interface, but " + AnnotatedType.class.getName()
					+ " is a class. Move the annotations to an interface; its implementation is created from the module.");
	}

	@Test
	void importWhenTypeIsNotAnnotatedShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> run(NotAnnotatedTypes.class))
			.withMessage("plugin interface java.lang.Runnable names no module. "
					+ "Annotate it with @WasmPlugin(\"...\") and the name of a module.");
	}

	@Test
	void importWhenModuleNameIsEmptyShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> run(EmptyName.class))
			.withMessageContaining(Nameless.class.getName() + " names no module");
	}

	@Test
	void scanWhenClassIsAnnotatedShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> run(ScanAnnotatedType.class))
			.withMessageContaining(AnnotatedType.class.getName() + " is a class");
	}

	@Test
	void scanWhenMethodOfClassIsAnnotatedShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> run(ScanAnnotatedMethods.class))
			.withMessageContaining(AnnotatedMethods.class.getName() + "$Nested is a class");
	}

	private static AnnotationConfigApplicationContext run(Class<?>... configuration) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.setAllowBeanDefinitionOverriding(false);
		context.register(Infrastructure.class);
		context.register(configuration);
		try {
			context.refresh();
			return context;
		}
		catch (RuntimeException ex) {
			context.close();
			throw ex;
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Infrastructure {

		@Bean
		WasmPluginFactory wasmPluginFactory() {
			return new WasmPluginFactory();
		}

		@Bean
		WasmModules wasmModules() {
			DefaultWasmModuleRegistry modules = new DefaultWasmModuleRegistry(
					new WasmBackends(List.of(ChicoryBackend.interpreted()), Map.of()));
			modules
				.registerModule(WasmModuleDefinition.of("numbers", Guests.resource("numbers"), "chicory-interpreter"));
			return modules;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins(Numbers.class)
	static class ListedTypes {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins(types = Numbers.class)
	static class ListedTypesAgain {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins(basePackages = "io.github.wasmspring.plugin.samples.below")
	static class BasePackages {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins(basePackages = "${plugins}")
	static class PlaceholderPackages {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins(basePackageClasses = BelowPlugin.class)
	static class BasePackageClasses {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins(Numbers.class)
	@ImportWasmPlugins(basePackageClasses = BelowPlugin.class)
	static class Repeated {

	}

	@ImportWasmPlugins(Numbers.class)
	@Retention(RetentionPolicy.RUNTIME)
	@interface EnableNumbers {

	}

	@EnableNumbers
	@Configuration(proxyBeanMethods = false)
	static class Composed {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins(Unfit.class)
	static class UnfitTypes {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins(LazyUnfit.class)
	static class LazyTypes {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins(Unknown.class)
	static class UnknownModule {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins(AnnotatedType.class)
	static class ClassTypes {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins(Runnable.class)
	static class NotAnnotatedTypes {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins(Nameless.class)
	static class EmptyName {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins(basePackageClasses = AnnotatedType.class)
	static class ScanAnnotatedType {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins(basePackageClasses = AnnotatedMethods.class)
	static class ScanAnnotatedMethods {

	}

	@WasmPlugin("numbers")
	interface Numbers {

		@WasmFunction
		int add(int a, int b);

	}

	@WasmPlugin("numbers")
	interface Unfit {

		@WasmFunction
		int add(int a);

	}

	@Lazy
	@WasmPlugin("numbers")
	interface LazyUnfit {

		@WasmFunction
		int add(int a);

	}

	@WasmPlugin("nowhere")
	interface Unknown {

	}

	@WasmPlugin("")
	interface Nameless {

	}

}
