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

package io.github.wasmspring.backend.parser;

import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBinary;
import io.github.wasmspring.backend.WasmFeature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ModuleParser}.
 */
class ModuleParserTests {

	private static final WasmBinary TAIL_CALL = WasmBinary.of("tail",
			HexFormat.of().parseHex("0061736d01000000010401600000030201000a0601040012000b"));

	@Test
	void parseShouldAskTheBackendForItsFeatures() {
		ModuleParser parser = new ModuleParser(new OwnBackend(EnumSet.of(WasmFeature.TAIL_CALLS)));
		assertThat(parser.parse(TAIL_CALL).exports()).isEmpty();
	}

	@Test
	void parseWhenTheBackendLacksAFeatureShouldThrow() {
		ModuleParser parser = new ModuleParser(
				new OwnBackend(EnumSet.complementOf(EnumSet.of(WasmFeature.TAIL_CALLS))));
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> parser.parse(TAIL_CALL))
			.withMessageContainingAll("Module 'tail', backend 'own'", "tail calls", "'chicory'")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.UNSUPPORTED));
	}

	/**
	 * Backend of a user that parses by the shipped parser.
	 *
	 * @param getFeatures its features
	 */
	private record OwnBackend(Set<WasmFeature> getFeatures) implements WasmBackend {

		@Override
		public String getId() {
			return "own";
		}

		@Override
		public BackendModule load(WasmBinary binary) {
			throw new UnsupportedOperationException();
		}

	}

}
