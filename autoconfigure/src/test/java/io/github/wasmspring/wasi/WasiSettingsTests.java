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

package io.github.wasmspring.wasi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link WasiSettings}.
 */
class WasiSettingsTests {

	@Test
	void defaultsShouldDeny() {
		assertThat(WasiSettings.DEFAULTS.arguments()).isEmpty();
		assertThat(WasiSettings.DEFAULTS.environment()).isEmpty();
		assertThat(WasiSettings.DEFAULTS.directories()).isEmpty();
		assertThat(WasiSettings.DEFAULTS.stdout()).isEqualTo(WasiOutput.LOG);
		assertThat(WasiSettings.DEFAULTS.stderr()).isEqualTo(WasiOutput.LOG);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "A=B", "A\0B" })
	void malformedVariableShouldBeRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> settings(List.of(), Map.of(name, "value"), List.of()));
	}

	@Test
	void nulShouldBeRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> settings(List.of("a\0b"), Map.of(), List.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> settings(List.of(), Map.of("A", "\0"), List.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> new WasiDirectory("/a\0", Path.of("a"), true));
	}

	@Test
	void sameGuestPathTwiceShouldBeRefused() {
		List<WasiDirectory> directories = List.of(new WasiDirectory("/a", Path.of("a"), true),
				new WasiDirectory("/a", Path.of("b"), false));
		assertThatIllegalArgumentException().isThrownBy(() -> settings(List.of(), Map.of(), directories))
			.withMessageContaining("twice");
	}

	private static WasiSettings settings(List<String> arguments, Map<String, String> environment,
			List<WasiDirectory> directories) {
		return new WasiSettings(arguments, environment, directories, WasiOutput.LOG, WasiOutput.LOG,
				WasiSettings.DEFAULTS.maxOutput());
	}

}
