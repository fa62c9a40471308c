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
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.chicory.ChicoryBackend;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a guest can see of the call before.
 */
class InstanceStateTests {

	private static final int SECRET = 0x5EC2E7;

	static List<WasmBackend> backends() {
		return List.of(ChicoryBackend.compiled(), ChicoryBackend.interpreted());
	}

	@ParameterizedTest
	@MethodSource("backends")
	void secretShouldBeUnreadableInPerCallMode(WasmBackend backend) {
		WasmModule module = load(backend, InstanceMode.PER_CALL);
		for (int i = 0; i < 50; i++) {
			module.call("keep", SECRET);
			assertThat(module.call("from_global")).isEqualTo(0);
			assertThat(module.call("from_memory")).isEqualTo(0);
			assertThat(module.call("from_grown_memory")).isEqualTo(0);
			assertThat(module.call("from_table")).isEqualTo(0);
		}
	}

	@ParameterizedTest
	@MethodSource("backends")
	void stateShouldRemainInOtherModes(WasmBackend backend) {
		for (InstanceMode mode : List.of(InstanceMode.POOLED, InstanceMode.SINGLE)) {
			WasmModule module = load(backend, mode);
			module.call("keep", SECRET);
			assertThat(module.call("from_global")).isEqualTo(SECRET);
			assertThat(module.call("from_memory")).isEqualTo(SECRET);
			assertThat(module.call("from_grown_memory")).isEqualTo(SECRET);
			assertThat(module.call("from_table")).isEqualTo(1);
		}
	}

	private static WasmModule load(WasmBackend backend, InstanceMode mode) {
		return Guests.load("secret", backend, (settings) -> new InstanceSettings(mode, 1, Duration.ofSeconds(1),
				settings.maxMemory(), settings.timeout()));
	}

}
