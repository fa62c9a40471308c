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
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.wasmspring.AbiSettings;
import io.github.wasmspring.SettingNames;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.binary.LoadLimits;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.wasi.WasiSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CodeSettingNames}.
 */
class CodeSettingNamesTests {

	private static final Map<String, Class<?>> TYPES = Stream
		.<Class<?>>of(WasmModuleDefinition.class, InstanceSettings.class, LoadLimits.class, AbiSettings.class,
				WasiSettings.class)
		.collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

	private final CodeSettingNames names = new CodeSettingNames(SettingNames.NEUTRAL);

	@ParameterizedTest
	@EnumSource(WasmSetting.class)
	void describeShouldNameAMethodThatExists(WasmSetting setting) {
		if (setting.isOfApplication()) {
			assertThat(this.names.describe("text", setting, null))
				.isEqualTo(SettingNames.NEUTRAL.describe("text", setting, null));
			return;
		}
		String[] method = CodeSettingNames.methodOf(setting).split("\\.");
		assertThat(TYPES).containsKey(method[0]);
		assertThat(Arrays.stream(TYPES.get(method[0]).getMethods()))
			.anyMatch((candidate) -> candidate.getName().equals(method[1]));
	}

	@Test
	void methodsShouldDiffer() {
		assertThat(Arrays.stream(WasmSetting.values())
			.filter((setting) -> !setting.isOfApplication())
			.map(CodeSettingNames::methodOf)).doesNotHaveDuplicates();
	}

	@Test
	void describeWithValueShouldShowIt() {
		assertThat(this.names.describe("text", WasmSetting.BACKEND, "chicory"))
			.isEqualTo("'WasmModuleDefinition.withBackend(chicory)'");
	}

}
