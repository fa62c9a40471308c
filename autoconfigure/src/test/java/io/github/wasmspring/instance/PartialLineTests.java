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
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for lines that a guest has begun when its call ends.
 */
@EveryBackend
@ExtendWith(OutputCaptureExtension.class)
class PartialLineTests {

	@Test
	void lineShouldEndWithTheCall(CapturedOutput output) {
		WasmModule module = Guests.load("wasi_reactor", Backends.current());
		module.call("say_partly", 1);
		assertThat(output.getAll().lines()).anyMatch((line) -> line.endsWith("partly 1 "));
		module.call("say_partly", 2);
		module.execute((instance) -> {
			instance.call("say_partly", 3);
			return instance.call("say_partly", 4);
		});
		assertThat(output.getAll().lines())
			.anyMatch((line) -> line.endsWith(" partly 2 ") && !line.contains("partly 1"));
		assertThat(output.getAll().lines()).anyMatch((line) -> line.contains("partly 3 partly 4"));
	}

	@Test
	void lineOfAnInstanceOfItsOwnShouldEndWithTheInstance(CapturedOutput output) {
		WasmModule module = Guests.load("wasi_reactor", Backends.current());
		try (WasmInstance instance = module.instantiate()) {
			instance.call("say_partly", 1);
			instance.call("say_partly", 2);
			assertThat(output).doesNotContain("partly");
		}
		assertThat(output.getAll().lines()).anyMatch((line) -> line.endsWith("partly 1 partly 2 "));
	}

}
