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

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aop.TargetClassAware;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.javapoet.ClassName;

import io.github.wasmspring.GeneratedSources;
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
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			new GeneratedSources(this.directory).initialize(context, initializer);
			context.refresh();
			assertThat(context.getBean(Numbers.class).add(1, 2)).isEqualTo(3);
			assertThat(context.getBean(Numbers.class).twice(4)).isEqualTo(8);
			WasmPlugins<Many> many = context
				.<WasmPlugins<Many>>getBeanProvider(ResolvableType.forClassWithGenerics(WasmPlugins.class, Many.class))
				.getObject();
			assertThat(many.get("numbers").add(1, 2)).isEqualTo(3);
			assertThat(context.getBeanDefinition(Numbers.class.getName()).isLazyInit()).isTrue();
			assertThat(context.getBeanNamesForType(WasmPluginImports.class)).hasSize(1);
			assertThat(context.getBeanDefinition(Numbers.class.getName()).getDestroyMethodName()).isEmpty();
		}
	}

	@Test
	void hintsShouldCoverProxyMethodsAndValues() {
		RuntimeHints hints = new RuntimeHints();
		process(hints);
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Numbers.class, TargetClassAware.class))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Numbers.class, "add")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Parent.class, "twice")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructorInvocation(BeanUtils.getResolvableConstructor(DivMod.class))).accepts(hints);
	}

	private ClassName process(RuntimeHints hints) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(Application.class);
			return new GeneratedSources(this.directory).write(context, hints, getClass());
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportWasmPlugins({ Numbers.class, Many.class })
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

	@WasmPlugin("num*")
	interface Many {

		@WasmFunction
		int add(int a, int b);

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
