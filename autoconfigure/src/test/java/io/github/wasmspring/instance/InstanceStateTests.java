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

import org.junit.jupiter.api.Test;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmModule;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a guest can see of the call before.
 */
@EveryBackend
class InstanceStateTests {

	private static final int SECRET = 0x5EC2E7;

	@Test
	void secretShouldBeUnreadableInPerCallMode() {
		WasmModule module = load(InstanceMode.PER_CALL);
		for (int i = 0; i < 50; i++) {
			module.call("keep", SECRET);
			assertThat(module.call("from_global")).isEqualTo(0);
			assertThat(module.call("from_memory")).isEqualTo(0);
			assertThat(module.call("from_grown_memory")).isEqualTo(0);
			assertThat(module.call("from_table")).isEqualTo(0);
		}
	}

	@Test
	void stateShouldRemainInOtherModes() {
		for (InstanceMode mode : List.of(InstanceMode.POOLED, InstanceMode.SINGLE)) {
			WasmModule module = load(mode);
			module.call("keep", SECRET);
			assertThat(module.call("from_global")).isEqualTo(SECRET);
			assertThat(module.call("from_memory")).isEqualTo(SECRET);
			assertThat(module.call("from_grown_memory")).isEqualTo(SECRET);
			assertThat(module.call("from_table")).isEqualTo(1);
		}
	}

	private static WasmModule load(InstanceMode mode) {
		return Guests.load("secret", Backends.current(),
				(settings) -> settings.withMode(mode).withMax(1).withMaxWait(Duration.ofSeconds(1)));
	}

}
