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

import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTrapException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the trap of a guest says that did not get the memory it asked for.
 */
@EveryBackend
class RefusedGrowthContractTests {

	private static final int BEYOND = 1 << 20;

	private final WasmModule module = Guests.load("memory_grow", Backends.current(),
			(settings) -> settings.withMaxMemory(DataSize.ofMegabytes(1)));

	@Test
	void trapAfterRefusedGrowthShouldSaySo() {
		this.module.execute((instance) -> {
			assertThat(instance.call("grow", 20)).isEqualTo(-1);
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> instance.call("touch", BEYOND))
				.withMessageContainingAll("out of bounds", "its memory could not grow from 64 KB",
						"its maximum is 1 MB", "Raise 'WasmModuleDefinition.withMaxMemory'");
			return null;
		});
	}

	@Test
	void trapAfterGrowthShouldNotSpeakOfMemory() {
		this.module.execute((instance) -> {
			assertThat(instance.call("grow", 20)).isEqualTo(-1);
			assertThat(instance.call("grow", 2)).isEqualTo(1);
			assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> instance.call("touch", BEYOND))
				.withMessageNotContaining("could not grow");
			return null;
		});
	}

}
