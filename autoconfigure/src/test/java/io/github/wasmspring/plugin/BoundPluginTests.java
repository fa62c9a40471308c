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

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.OverridingClassLoader;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmValueException;
import io.github.wasmspring.abi.ValueCodecs;
import io.github.wasmspring.abi.WasmJson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BoundPlugin}: that generated classes and proxies do the same.
 */
@EveryBackend
class BoundPluginTests {

	private static <T> T create(Class<T> type, WasmModule module, boolean generated) {
		BoundPlugin plugin = new BoundPlugin(type, module, BindingSettings.of(ValueCodecs.of(WasmJson.detect())))
			.bind();
		Object created = (generated) ? plugin.create() : plugin.createProxy();
		assertThat(created.getClass().isHidden()).isEqualTo(generated);
		return type.cast(created);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void pluginShouldPassNumbersOfAllTypes(boolean generated) {
		Numbers numbers = create(Numbers.class, Guests.shared("numbers"), generated);
		for (int i = 0; i < 3; i++) {
			assertThat(numbers.add(Integer.MAX_VALUE, 1)).isEqualTo(Integer.MIN_VALUE);
			assertThat(numbers.addShort((short) -3, (byte) 1)).isEqualTo((short) -2);
			assertThat(numbers.addBoxed(1, 2)).isEqualTo(3);
			assertThat(numbers.addToBox(1, 2)).isEqualTo(3);
			assertThat(numbers.addLong(1L << 40, 2)).isEqualTo((1L << 40) + 2);
			assertThat(numbers.addFloat(1.5f, 2)).isEqualTo(3.5f);
			assertThat(numbers.addDouble(1.5, 2)).isEqualTo(3.5);
			assertThat(numbers.flag(true)).isTrue();
			assertThat(numbers.flag(false)).isFalse();
			assertThat(numbers.letter('\uffff')).isEqualTo('\uffff');
			assertThat(numbers.octet((byte) -128)).isEqualTo((byte) -128);
			assertThat(numbers.divMod(17, 5)).containsExactly(3, 2);
			numbers.nothing();
			assertThat(numbers.twice(21)).isEqualTo(42);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void resultThatDoesNotFitShouldThrow(boolean generated) {
		Narrow narrow = create(Narrow.class, Guests.shared("numbers"), generated);
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(WasmValueException.class).isThrownBy(() -> narrow.toBoolean(2))
				.withMessageContainingAll("'numbers'", "'id_i32'", "returned 2, which does not fit boolean");
			assertThatExceptionOfType(WasmValueException.class).isThrownBy(() -> narrow.toByte(128))
				.withMessageContaining("returned 128, which does not fit byte");
			assertThatExceptionOfType(WasmValueException.class).isThrownBy(() -> narrow.toShort(-32769))
				.withMessageContaining("returned -32769, which does not fit short");
			assertThatExceptionOfType(WasmValueException.class).isThrownBy(() -> narrow.toChar(-1))
				.withMessageContaining("returned -1, which does not fit char");
			assertThat(narrow.toByte(127)).isEqualTo((byte) 127);
			assertThat(narrow.toBoolean(1)).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void failuresShouldNameModuleAndFunction(boolean generated) {
		Failing failing = create(Failing.class, Guests.load("traps", Backends.current()), generated);
		for (int i = 0; i < 3; i++) {
			assertThat(failing.count()).isEqualTo(1);
			assertThat(failing.count()).isEqualTo(2);
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(failing::divByZero)
				.withMessageContainingAll("'traps'", "'div_by_zero'");
			assertThatExceptionOfType(WasmTimeoutException.class).isThrownBy(failing::loop)
				.withMessageContainingAll("'traps'", "'loop'", "50ms");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void pluginShouldHaveIdentity(boolean generated) {
		Numbers one = create(Numbers.class, Guests.shared("numbers"), generated);
		Numbers other = create(Numbers.class, Guests.shared("numbers"), generated);
		assertThat(one).isEqualTo(one).isNotEqualTo(other).hasSameHashCodeAs(one);
		assertThat(one).hasToString("WasmPlugin[" + Numbers.class.getName() + ", module 'numbers']");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void methodsThatSeveralInterfacesDeclareShouldBeImplementedOnce(boolean generated) {
		Both both = create(Both.class, Guests.shared("numbers"), generated);
		assertThat(both.add(1, 2)).isEqualTo(3);
		assertThat(((Left) both).add(1, 2)).isEqualTo(3);
		assertThat(((Right) both).add(1, 2)).isEqualTo(3);
	}

	@Test
	void createForInterfaceOfAnotherClassLoaderShouldReturnProxy() throws Exception {
		ClassLoader classLoader = new OverridingClassLoader(getClass().getClassLoader()) {

			@Override
			protected boolean isEligibleForOverriding(String className) {
				return className.startsWith(BoundPluginTests.class.getName());
			}

		};
		Class<?> type = classLoader.loadClass(Shared.class.getName());
		Object plugin = new WasmPluginFactory().create(type, Guests.shared("numbers"));
		assertThat(Proxy.isProxyClass(plugin.getClass())).isTrue();
		Method add = type.getMethod("add", int.class, int.class);
		assertThat(add.invoke(plugin, 1, 2)).isEqualTo(3);
	}

	@Test
	void pluginShouldBeAdvisedEvenIfClassesAreToBeProxied() {
		DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
		RootBeanDefinition definition = new RootBeanDefinition(Numbers.class,
				() -> new WasmPluginFactory().create(Numbers.class, Guests.shared("numbers")));
		beanFactory.registerBeanDefinition("numbers", definition);
		beanFactory.registerSingleton("plusOne",
				(MethodInterceptor) (invocation) -> (Integer) invocation.proceed() + 1);
		BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
		creator.setBeanFactory(beanFactory);
		creator.setProxyTargetClass(true);
		creator.setBeanNames("numbers");
		creator.setInterceptorNames("plusOne");
		beanFactory.addBeanPostProcessor(creator);
		assertThat(beanFactory.getBean(Numbers.class).add(1, 2)).isEqualTo(4);
	}

	interface Numbers {

		@WasmFunction
		int add(int a, int b);

		@WasmFunction("add")
		short addShort(short a, byte b);

		@WasmFunction("add")
		Integer addBoxed(Integer a, @Nullable Integer b);

		@WasmFunction("add")
		Integer addToBox(int a, int b);

		@WasmFunction("add-long")
		long addLong(long a, long b);

		@WasmFunction
		float addFloat(float a, float b);

		@WasmFunction
		double addDouble(double a, double b);

		@WasmFunction("id_i32")
		boolean flag(boolean value);

		@WasmFunction("id_i32")
		char letter(char value);

		@WasmFunction("id_i32")
		byte octet(byte value);

		@WasmFunction
		Object[] divMod(int a, int b);

		@WasmFunction
		void nothing();

		default int twice(int value) {
			return add(value, value);
		}

	}

	interface Narrow {

		@WasmFunction("id_i32")
		boolean toBoolean(int value);

		@WasmFunction("id_i32")
		byte toByte(int value);

		@WasmFunction("id_i32")
		short toShort(int value);

		@WasmFunction("id_i32")
		char toChar(int value);

	}

	interface Failing {

		@WasmFunction
		int count();

		@WasmFunction
		int divByZero();

		@WasmFunction(timeout = "50ms")
		void loop();

	}

	interface Left {

		@WasmFunction
		int add(int a, int b);

	}

	interface Right {

		@WasmFunction
		int add(int a, int b);

	}

	interface Both extends Left, Right {

	}

	public interface Shared {

		@WasmFunction
		int add(int a, int b);

	}

}
