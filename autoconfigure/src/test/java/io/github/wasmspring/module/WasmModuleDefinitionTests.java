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

package io.github.wasmspring.module;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.AbiSettings;
import io.github.wasmspring.SettingNames;
import io.github.wasmspring.instance.InstanceMode;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.wasi.WasiSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link WasmModuleDefinition}.
 */
class WasmModuleDefinitionTests {

	private final Resource location = new ByteArrayResource(new byte[0]);

	private final WasmModuleDefinition plain = WasmModuleDefinition.of("plain", this.location);

	@ParameterizedTest
	@ValueSource(strings = { "a", "0", "discount-eu_1.2", "A.b" })
	void ofShouldAcceptNames(String name) {
		assertThat(WasmModuleDefinition.of(name, this.location).name()).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-a", ".a", "_a", "a b", "a/b", "ä", "a*" })
	void ofWhenNameIsNotAllowedShouldThrow(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> WasmModuleDefinition.of(name, this.location))
			.withMessageContaining("'name'");
	}

	@Test
	void ofWhenNameIsTooLongShouldThrow() {
		assertThat(WasmModuleDefinition.of("a".repeat(128), this.location).name()).hasSize(128);
		assertThatIllegalArgumentException().isThrownBy(() -> WasmModuleDefinition.of("a".repeat(129), this.location));
	}

	@Test
	void withShouldChangeACopy() {
		WasmModuleDefinition changed = this.plain.withTimeout(Duration.ofSeconds(3))
			.withInstances(InstanceSettings.DEFAULTS.withMax(2))
			.withMaxMemory(DataSize.ofMegabytes(1));
		assertThat(changed.instances()).isEqualTo(InstanceSettings.DEFAULTS.withMax(2)
			.withTimeout(Duration.ofSeconds(3))
			.withMaxMemory(DataSize.ofMegabytes(1)));
		assertThat(this.plain.instances()).isEqualTo(InstanceSettings.DEFAULTS);
		assertThat(changed).isNotEqualTo(this.plain);
	}

	@Test
	void completeShouldTakeFromTheDefaultsWhatIsNotSet() {
		WasmModuleDefinition defaults = WasmModuleDefinition.ofDefaults()
			.withBackend("wasmtime")
			.withTimeout(Duration.ofSeconds(3))
			.withMaxMemory(DataSize.ofMegabytes(1))
			.withInstances(InstanceSettings.DEFAULTS.withMax(3).withMode(InstanceMode.SINGLE))
			.withAbi(new AbiSettings(null, "a", "b"))
			.withFailures(FailureSettings.DEFAULTS.withThreshold(5))
			.withWasi(WasiSettings.DEFAULTS.withEnvironment(Map.of("A", "1")).withArguments(List.of("x")));
		WasmModuleDefinition complete = this.plain.withMaxMemory(DataSize.ofMegabytes(2))
			.withInstances(InstanceSettings.DEFAULTS.withMax(7))
			.withAbi(AbiSettings.DETECTED.withAllocator("c"))
			.withWasi(WasiSettings.DEFAULTS.withEnvironment(Map.of("B", "2")))
			.complete(defaults, SettingNames.NEUTRAL);
		assertThat(complete.backend()).isEqualTo("wasmtime");
		assertThat(complete.instances()).isEqualTo(InstanceSettings.DEFAULTS.withMax(7)
			.withMode(InstanceMode.SINGLE)
			.withTimeout(Duration.ofSeconds(3))
			.withMaxMemory(DataSize.ofMegabytes(2)));
		assertThat(complete.abi()).isEqualTo(new AbiSettings(null, "c", "b"));
		assertThat(complete.failures().threshold()).isEqualTo(5);
		assertThat(complete.wasi())
			.isEqualTo(WasiSettings.DEFAULTS.withEnvironment(Map.of("A", "1", "B", "2")).withArguments(List.of("x")));
		assertThat(this.plain.withoutWasi().complete(defaults, SettingNames.NEUTRAL).wasi()).isNull();
		assertThat(this.plain.complete(defaults.withoutWasi(), SettingNames.NEUTRAL).wasi()).isNull();
	}

}
