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

package io.github.wasmspring.host;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.abi.ValueCodecs;
import io.github.wasmspring.abi.WasmJson;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AnnotatedHostFunctions}.
 */
@EveryBackend
class AnnotatedHostFunctionsTests {

	private final AtomicInteger created = new AtomicInteger();

	private final AtomicInteger lookups = new AtomicInteger();

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory() {

		@Override
		public Object getBean(String name) {
			AnnotatedHostFunctionsTests.this.lookups.incrementAndGet();
			return super.getBean(name);
		}

	};

	@Test
	void singletonShouldBeLookedUpOnceAtTheFirstCall() {
		WasmModule module = load(BeanDefinition.SCOPE_SINGLETON, false);
		assertThat(this.created).hasValue(0);
		assertThat(module.call("time")).isEqualTo(1L);
		assertThat(module.call("time")).isEqualTo(1L);
		assertThat(this.created).hasValue(1);
		assertThat(this.lookups).hasValue(1);
	}

	@Test
	void prototypeShouldBeLookedUpForEachCall() {
		WasmModule module = load(BeanDefinition.SCOPE_PROTOTYPE, false);
		assertThat(module.call("time")).isEqualTo(1L);
		assertThat(module.call("time")).isEqualTo(2L);
		assertThat(this.lookups).hasValue(2);
	}

	@Test
	void beansOfSeveralClassesShouldBeInvoked() {
		WasmModule module = load(BeanDefinition.SCOPE_PROTOTYPE, true);
		assertThat(module.call("time")).isEqualTo(1L);
		assertThat(module.call("time")).isEqualTo(2L);
		assertThat(module.call("time")).isEqualTo(3L);
	}

	private WasmModule load(String scope, boolean proxied) {
		RootBeanDefinition definition = new RootBeanDefinition(Clock.class, () -> {
			Clock clock = new Clock(this.created.incrementAndGet());
			if (!proxied || clock.number % 2 == 0) {
				return clock;
			}
			ProxyFactory proxy = new ProxyFactory(clock);
			proxy.setProxyTargetClass(true);
			return (Clock) proxy.getProxy();
		});
		definition.setScope(scope);
		this.beanFactory.registerBeanDefinition("clock", definition);
		HostFunctions others = HostFunctions.of("env")
			.function("log", "(i32, i32) -> ()", (caller, arguments) -> new long[0])
			.build();
		HostFunctions math = HostFunctions.of("math")
			.function("pow", "(f64, f64) -> f64", (caller, arguments) -> new long[1])
			.build();
		return Guests.load("imports", Backends.current(),
				AnnotatedHostFunctions.ofBeans(this.beanFactory, ValueCodecs.of(WasmJson.NONE)), others, math);
	}

	@WasmHost("env")
	static class Clock {

		private final int number;

		Clock() {
			this(0);
		}

		Clock(int number) {
			this.number = number;
		}

		@WasmHostFunction
		long now() {
			return this.number;
		}

	}

}
