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

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.FileSystemGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.BeanUtils;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.abi.WasmResults;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.WasmModuleDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WasmPluginBeanRegistrationAotProcessor}.
 */
class WasmPluginBeanRegistrationAotProcessorTests {

	@TempDir
	Path directory;

	@Test
	void generatedCodeShouldCreateThePlugin() throws Exception {
		ClassName initializer = process(new RuntimeHints());
		Class<?> generated = compile().stream()
			.filter((type) -> type.getName().equals(initializer.reflectionName()))
			.findFirst()
			.orElseThrow();
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			initialize(context, generated);
			context.refresh();
			assertThat(context.getBean(Numbers.class).add(1, 2)).isEqualTo(3);
			assertThat(context.getBean(Numbers.class).twice(4)).isEqualTo(8);
			assertThat(context.getBeanDefinition(Numbers.class.getName()).isLazyInit()).isTrue();
			assertThat(context.getBeanNamesForType(WasmPluginImports.class)).hasSize(1);
		}
	}

	@Test
	void hintsShouldCoverProxyMethodsAndValues() {
		RuntimeHints hints = new RuntimeHints();
		process(hints);
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Numbers.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Numbers.class, "add")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Parent.class, "twice")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructorInvocation(BeanUtils.getResolvableConstructor(DivMod.class))).accepts(hints);
	}

	private ClassName process(RuntimeHints hints) {
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(getClass())), new FileSystemGeneratedFiles(this.directory), hints);
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(Application.class);
			ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			generation.writeGeneratedContent();
			return initializer;
		}
	}

	/**
	 * Compile the generated sources, into the packages of this class loader.
	 */
	private List<Class<?>> compile() throws IOException, ReflectiveOperationException {
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-cp",
				System.getProperty("java.class.path"), "-d", this.directory.toString()));
		files(".java").forEach((file) -> arguments.add(file.toString()));
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
		List<Class<?>> classes = new ArrayList<>();
		for (Path file : files(".class")) {
			String name = this.directory.relativize(file).toString().replace('/', '.').replace('\\', '.');
			Class<?> target = Class.forName(name.substring(0, name.indexOf("__")));
			classes.add(MethodHandles.privateLookupIn(target, MethodHandles.lookup())
				.defineClass(Files.readAllBytes(file)));
		}
		return classes;
	}

	private List<Path> files(String suffix) throws IOException {
		try (Stream<Path> files = Files.walk(this.directory)) {
			return files.filter((file) -> file.toString().endsWith(suffix)).sorted().toList();
		}
	}

	@SuppressWarnings("unchecked")
	private void initialize(GenericApplicationContext context, Class<?> initializer) {
		((ApplicationContextInitializer<GenericApplicationContext>) BeanUtils.instantiateClass(initializer))
			.initialize(context);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins(Numbers.class)
	static class Application {

		@Bean
		static WasmPluginBeanRegistrationAotProcessor processor() {
			return new WasmPluginBeanRegistrationAotProcessor();
		}

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

	@Lazy
	@WasmPlugin("numbers")
	interface Numbers extends Parent {

		@Override
		@WasmFunction
		int add(int a, int b);

		@WasmFunction
		DivMod divMod(int a, int b);

	}

	interface Parent {

		int add(int a, int b);

		default int twice(int value) {
			return add(value, value);
		}

	}

	@WasmResults
	record DivMod(int quotient, int remainder) {

	}

}
