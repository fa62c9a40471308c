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

import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

import io.github.wasmspring.AbiSettings;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PluginInterfaceCheck}.
 */
class PluginInterfaceCheckTests {

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	private final PluginInterfaceCheck check = new PluginInterfaceCheck(this.beanFactory, WasmPluginFactory::new);

	PluginInterfaceCheckTests() {
		new WasmPluginRegistrar(this.beanFactory, new StandardEnvironment(), new DefaultResourceLoader())
			.register(Adder.class);
	}

	@Test
	void checkWhenAnInterfaceThatNamesTheModuleDoesNotFitShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> this.check.check(module("numbers", "sub")))
			.withMessageContainingAll("Module 'numbers'", "add");
	}

	@Test
	void checkShouldLetModulesThroughThatFitOrThatNoInterfaceNames() {
		WasmModule fitting = module("numbers", "add");
		this.check.check(fitting);
		this.check.check(module("others", "sub"));
		Mockito.verify(fitting, Mockito.never()).getHandle(Mockito.anyString());
		assertThat(this.beanFactory.getSingletonNames()).isEmpty();
	}

	@Test
	void checkShouldFindTheInterfaceOfPluginThatExists() {
		this.beanFactory.registerSingleton(Adder.class.getName(), (Adder) (left, right) -> left + right);
		this.check.check(module("numbers", "add"));
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> this.check.check(module("numbers", "sub")))
			.withMessageContainingAll("Module 'numbers'", "add");
	}

	private static WasmModule module(String name, String function) {
		WasmModule module = Mockito.mock(WasmModule.class, Mockito.CALLS_REAL_METHODS);
		BDDMockito.willReturn(name).given(module).getName();
		BDDMockito.willReturn("chicory").given(module).getBackend();
		BDDMockito.willReturn(AbiSettings.DETECTED).given(module).getAbi();
		BDDMockito.willReturn(List.of(new WasmExport(function, WasmFunctionType.parse("(i32, i32) -> i32"))))
			.given(module)
			.getExports();
		return module;
	}

	@WasmPlugin("numbers")
	interface Adder {

		@WasmFunction
		int add(int left, int right);

	}

}
