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

package io.github.wasmspring.instance;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.util.unit.DataSize;

import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.WasiContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link InstanceFactory}.
 */
class InstanceFactoryTests {

	private final ObservedModule initialize = new ObservedModule("initialize");

	private final AtomicInteger openContexts = new AtomicInteger();

	private final ModuleImports wasi = new ModuleImports(Map.of(), FailingContext::new);

	@Test
	void createShouldInitializeTheInstance() {
		try (WasmInstance instance = source(InstanceMode.POOLED).create()) {
			assertThat(instance.call("counter")).isEqualTo(1);
			assertThat(this.openContexts).hasValue(1);
		}
		assertThat(this.openContexts).hasValue(0);
	}

	@ParameterizedTest
	@EnumSource
	void createWhenInitializeFailsShouldCloseTheInstanceAndReleaseItsPlace(InstanceMode mode) {
		InstancePool source = source(mode);
		this.initialize.failureToCall = new IllegalArgumentException("from the engine");
		this.initialize.failureToClose = new IllegalStateException("from close");
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(WasmTrapException.class)
				.isThrownBy(
						() -> source.<@Nullable Object>execute(Call.each(null), (instance) -> instance.call("counter")))
				.withMessageContainingAll("initialize", "function '_initialize'", "from the engine");
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(source::create);
		}
		assertThat(this.initialize.instances).hasSize(6);
		assertThat(this.initialize.countOpen()).isZero();
		assertThat(this.openContexts).hasValue(0);
		this.initialize.failureToCall = null;
		assertThat(source.<@Nullable Object>execute(Call.each(null), (instance) -> instance.call("counter")))
			.isEqualTo(1);
	}

	@Test
	void createWhenInstantiationFailsShouldCloseTheContextAndKeepTheFailure() {
		this.initialize.failureToInstantiate = new IllegalArgumentException("from the engine");
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(source(InstanceMode.POOLED)::create)
			.withMessageContaining("from the engine");
		assertThat(this.openContexts).hasValue(0);
	}

	private InstancePool source(InstanceMode mode) {
		return this.initialize.open(InstanceSettings.DEFAULTS.withMode(mode)
			.withMax(1)
			.withMaxWait(Duration.ofMillis(50))
			.withMaxMemory(DataSize.ofMegabytes(1))
			.withTimeout(Duration.ofSeconds(30)), this.wasi);
	}

	/**
	 * Cannot be closed without complaint.
	 */
	private final class FailingContext implements WasiContext {

		private FailingContext() {
			InstanceFactoryTests.this.openContexts.incrementAndGet();
		}

		@Override
		public BackendImports imports() {
			return BackendImports.NONE;
		}

		@Override
		public void close() {
			InstanceFactoryTests.this.openContexts.decrementAndGet();
			throw new IllegalStateException("from the context");
		}

	}

}
