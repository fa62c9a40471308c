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

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.ArtifactSigner;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.instance.InstanceSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the limits of modules that were serialized.
 */
class SerializedLimitsTests {

	private final byte[] serialized = load(Guests.resource("memory_grow"), 2).serialize();

	@Test
	void limitShouldBePartOfTheSerializedModule() {
		WasmModule module = load(new ByteArrayResource(this.serialized), 2);
		assertThat(module.call("grow", 31)).isEqualTo(1);
		assertThat(module.call("grow", 1)).isEqualTo(-1);
	}

	@Test
	void loadWhenLimitIsLowerThanWhenSerializedShouldThrow() {
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> load(new ByteArrayResource(this.serialized), 1))
			.withMessageContainingAll("memory of up to 32 pages", "at most 16", "'WasmModuleDefinition.withMaxMemory'")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.LIMIT_EXCEEDED));
	}

	@Test
	void loadWhenLimitIsHigherShouldKeepTheLower() {
		WasmModule module = load(new ByteArrayResource(this.serialized), 3);
		assertThat(module.call("grow", 32)).isEqualTo(-1);
		assertThat(module.call("grow", 31)).isEqualTo(1);
	}

	private static WasmModule load(Resource location, int megabytes) {
		DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(
				new WasmBackends(List.of(ChicoryBackend.compiled()), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withSigner(ConstantSigner::new));
		WasmModuleDefinition definition = WasmModuleDefinition.of("grow", location, "chicory");
		InstanceSettings instances = definition.instances();
		registry.registerModule(definition.withInstances(instances.withMaxMemory(DataSize.ofMegabytes(megabytes))));
		return registry.getModule("grow");
	}

	private static final class ConstantSigner implements ArtifactSigner {

		@Override
		public byte[] sign(byte[] content) {
			return new byte[] { 7 };
		}

		@Override
		public boolean verify(byte[] content, byte[] signature) {
			return Arrays.equals(sign(content), signature);
		}

	}

}
