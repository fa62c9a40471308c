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

import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmValueException;
import io.github.wasmspring.abi.ValueCodecs;
import io.github.wasmspring.abi.WasmJson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Methods of all kinds that serve the same imports.
 */
@EveryBackend
class HostMethodShapeTests {

	private static final int EXPECTED = expected(50);

	private static WasmModule load(Object host) {
		return Guests.load("benchmark_host_calls", Backends.current(),
				AnnotatedHostFunctions.of(host, ValueCodecs.of(WasmJson.NONE)));
	}

	/**
	 * What the guest computes.
	 */
	private static int expected(int count) {
		Primitives host = new Primitives();
		int i = 0;
		long l = 0;
		float f = 0;
		double d = 0;
		for (int n = count; n > 0; n--) {
			i = host.next(i);
			l = host.sum(l, 3);
			f = host.half(f);
			d = host.scale(d, n);
			l += host.count();
			host.note(i, n);
			d = host.mix(i, l, f, d);
			i += (host.isSmall(l)) ? 1 : 0;
		}
		return i + (int) (l + Double.doubleToRawLongBits(d));
	}

	@Test
	void methodsOfPrimitivesShouldBeCalled() {
		Primitives host = new Primitives();
		assertThat(load(host).call("numbers", 50)).isEqualTo(EXPECTED);
		assertThat(host.noted).isNotZero();
	}

	@Test
	void methodsOfBoxesShouldBeCalled() {
		assertThat(load(new Boxes()).call("numbers", 50)).isEqualTo(EXPECTED);
	}

	@Test
	void inheritedMethodsOfTypeVariablesShouldBeCalled() {
		assertThat(load(new Generic()).call("numbers", 50)).isEqualTo(EXPECTED);
	}

	@Test
	void methodsThatTakeTheCallerAnywhereShouldGetIt() {
		WasmModule module = load(new Calling());
		assertThat(module.call("numbers", 50)).isEqualTo(EXPECTED);
		assertThat(module.call("texts", 2)).isEqualTo(40);
	}

	@Test
	void methodsOfAnInterfaceThatAProxyImplementsShouldBeCalled() {
		DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
		RootBeanDefinition definition = new RootBeanDefinition(Primitives.class);
		definition.setInstanceSupplier(() -> new ProxyFactory(new Primitives()).getProxy());
		beanFactory.registerBeanDefinition("host", definition);
		assertThat(Guests
			.load("benchmark_host_calls", Backends.current(),
					AnnotatedHostFunctions.ofBeans(beanFactory, ValueCodecs.of(WasmJson.NONE)))
			.call("numbers", 50)).isEqualTo(EXPECTED);
	}

	@Test
	void boxThatIsNullShouldBeRefused() {
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> load(new Nulls()).call("numbers", 1))
			.havingCause()
			.isInstanceOf(WasmValueException.class)
			.withMessageContainingAll("next", "returned null");
	}

	@Test
	void throwableThatIsNeitherExceptionNorErrorShouldEndTheCall() {
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> load(new Thrower()).call("numbers", 1))
			.withMessageContaining("numbers");
	}

	@Test
	void callsOfNumbersShouldNotAllocateInCompiledCode() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		assumeTrue(threads.isThreadAllocatedMemorySupported() && Backends.current() == Backends.CHICORY.get());
		int calls = 10_000;
		long least = Long.MAX_VALUE;
		long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
		try (WasmInstance instance = load(new Primitives()).instantiate()) {
			while (least >= calls && System.nanoTime() < patience) {
				long before = threads.getCurrentThreadAllocatedBytes();
				instance.call("numbers", calls);
				least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
			}
		}
		assertThat(least).as("8 calls in each round").isLessThan(calls);
	}

	interface Functions {

		int next(int value);

		double mix(int a, long b, float c, double d);

		long sum(long a, long b);

		float half(float value);

		double scale(double value, int factor);

		long count();

		void note(int a, int b);

		boolean isSmall(long value);

		int length(byte[] text);

	}

	@WasmHost("env")
	static class Primitives implements Functions {

		private long count;

		private int noted;

		@Override
		@WasmHostFunction
		public int next(int value) {
			return value * 1103515245 + 12345;
		}

		@Override
		@WasmHostFunction
		public double mix(int a, long b, float c, double d) {
			return a + b + c + d;
		}

		@Override
		@WasmHostFunction
		public long sum(long a, long b) {
			return a + b;
		}

		@Override
		@WasmHostFunction
		public float half(float value) {
			return (value + 1) / 2;
		}

		@Override
		@WasmHostFunction
		public double scale(double value, int factor) {
			return value * factor;
		}

		@Override
		@WasmHostFunction
		public long count() {
			return this.count++;
		}

		@Override
		@WasmHostFunction
		public void note(int a, int b) {
			this.noted += a ^ b | 1;
		}

		@Override
		@WasmHostFunction
		public boolean isSmall(long value) {
			return value < 1_000;
		}

		@Override
		@WasmHostFunction
		public int length(byte[] text) {
			return text.length;
		}

	}

	@WasmHost("env")
	static class Boxes {

		private final Primitives primitives = new Primitives();

		@WasmHostFunction
		Integer next(Integer value) {
			return this.primitives.next(value);
		}

		@WasmHostFunction
		Double mix(Integer a, Long b, Float c, Double d) {
			return this.primitives.mix(a, b, c, d);
		}

		@WasmHostFunction
		Long sum(Long a, Long b) {
			return this.primitives.sum(a, b);
		}

		@WasmHostFunction
		Float half(Float value) {
			return this.primitives.half(value);
		}

		@WasmHostFunction
		Double scale(Double value, Integer factor) {
			return this.primitives.scale(value, factor);
		}

		@WasmHostFunction
		Long count() {
			return this.primitives.count();
		}

		@WasmHostFunction
		@Nullable Void note(Integer a, Integer b) {
			return null;
		}

		@WasmHostFunction
		Boolean isSmall(Long value) {
			return this.primitives.isSmall(value);
		}

		@WasmHostFunction
		static Integer length(byte[] text) {
			return text.length;
		}

	}

	@SuppressWarnings("unchecked")
	static class Variables<I, L, F, D, B> {

		private final Primitives primitives = new Primitives();

		@WasmHostFunction
		I next(I value) {
			return (I) (Object) this.primitives.next((Integer) value);
		}

		@WasmHostFunction
		D mix(I a, L b, F c, D d) {
			return (D) (Object) this.primitives.mix((Integer) a, (Long) b, (Float) c, (Double) d);
		}

		@WasmHostFunction
		L sum(L a, long b) {
			return (L) (Object) this.primitives.sum((Long) a, b);
		}

		@WasmHostFunction
		F half(F value) {
			return (F) (Object) this.primitives.half((Float) value);
		}

		@WasmHostFunction
		D scale(D value, I factor) {
			return (D) (Object) this.primitives.scale((Double) value, (Integer) factor);
		}

		@WasmHostFunction
		L count() {
			return (L) (Object) this.primitives.count();
		}

		@WasmHostFunction
		void note(I a, I b) {
		}

		@WasmHostFunction
		B isSmall(L value) {
			return (B) (Object) this.primitives.isSmall((Long) value);
		}

		@WasmHostFunction
		I length(byte[] text) {
			return (I) (Object) text.length;
		}

	}

	@WasmHost("env")
	static class Generic extends Variables<Integer, Long, Float, Double, Boolean> {

	}

	@WasmHost("env")
	static class Calling {

		private final Primitives primitives = new Primitives();

		@WasmHostFunction
		int next(WasmInstance caller, int value) {
			return this.primitives.next(value) + size(caller);
		}

		@WasmHostFunction
		double mix(int a, long b, WasmInstance caller, float c, WasmInstance again, double d) {
			assertThat(caller).isSameAs(again);
			return this.primitives.mix(a, b, c, d) + size(caller);
		}

		@WasmHostFunction
		long sum(long a, long b, WasmInstance caller) {
			return this.primitives.sum(a, b) + size(caller);
		}

		@WasmHostFunction
		float half(float value) {
			return this.primitives.half(value);
		}

		@WasmHostFunction
		double scale(double value, int factor) {
			return this.primitives.scale(value, factor);
		}

		@WasmHostFunction
		long count(WasmInstance caller) {
			return this.primitives.count() + size(caller);
		}

		@WasmHostFunction
		void note(int a, WasmInstance caller, int b) {
			size(caller);
		}

		@WasmHostFunction
		boolean isSmall(long value) {
			return this.primitives.isSmall(value);
		}

		@WasmHostFunction
		int length(WasmInstance caller, String text) {
			assertThat(text).isEqualTo("twenty bytes of text");
			return text.length() + size(caller);
		}

		private static int size(WasmInstance caller) {
			return caller.memory().pages() - 1;
		}

	}

	@WasmHost("env")
	static class Nulls extends Boxes {

		@Override
		@Nullable Integer next(Integer value) {
			return null;
		}

	}

	@WasmHost("env")
	static class Thrower extends Primitives {

		@Override
		@WasmHostFunction
		public int next(int value) {
			throw Thrower.<RuntimeException>sneaky(new Throwable("neither"));
		}

		@SuppressWarnings("unchecked")
		private static <T extends Throwable> T sneaky(Throwable failure) throws T {
			throw (T) failure;
		}

	}

}
