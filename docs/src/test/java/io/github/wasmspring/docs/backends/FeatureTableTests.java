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

package io.github.wasmspring.docs.backends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.backend.wasmtime.WasmtimeBackend;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the table of features says what backends declare.
 */
class FeatureTableTests {

	@ParameterizedTest
	@EnumSource
	void featureShouldBeInTheTable(WasmFeature feature) throws IOException {
		List<String> lines = Files.readAllLines(Path.of("backends.md"));
		assertThat(lines).contains(Stream.of(ChicoryBackend.FEATURES, ChicoryBackend.FEATURES, WasmtimeBackend.FEATURES)
			.map((features) -> (features.contains(feature)) ? "yes" : "no")
			.collect(Collectors.joining(" | ", "| " + feature + " | ", " |")));
	}

}
