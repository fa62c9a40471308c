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

package io.github.wasmspring.backend.chicory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.BackendArtifacts;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for the backend {@code chicory}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ChicoryBackendTests {

	private final WasmBackend backend = ChicoryBackend.compiled();

	private WasmModule load(String guest) {
		return Guests.load(guest, this.backend);
	}

	@Test
	void functionTooLargeForTheJvmShouldRunCompiled(CapturedOutput output) {
		WasmModule module = load("huge_function");
		assertThat(output).doesNotContain("too large for a Java method");
		assertThat(module.call("small", 1)).isEqualTo(2);
		assertThat(module.call("huge", 5)).isEqualTo(450_015_005);
	}

	@Test
	void nbodyShouldRunFiveMillionSteps() {
		assertThat((Double) load("nbody").call("energy_after", 5_000_000)).isCloseTo(-0.169083134, within(5e-10));
	}

	@Test
	void instanceOfModuleUnderAnotherNameShouldNameThat() {
		BackendModule first = this.backend.load(WasmBinary.of("first", Guests.bytes("imports")));
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> first.withName("second").instantiate(BackendImports.NONE))
			.withMessageContaining("second")
			.withMessageNotContaining("first");
	}

	@Test
	void vectorInstructionsShouldFailTheLoad() {
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> load("simd"))
			.withMessageContainingAll("simd", "chicory", "SIMD")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.UNSUPPORTED));
	}

	@Test
	void loadInNativeImageShouldNameTheInterpreter() {
		WasmBinary binary = WasmBinary.of("numbers", Guests.bytes("numbers"));
		CompilingEngine engine = new CompilingEngine(true);
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> engine.prepare(binary.getModule(), new ChicoryFailures("numbers", "chicory"),
					MemoryBudget.ofHeap()))
			.withMessageContainingAll("Module 'numbers'", "backend 'chicory'", "native image",
					"Set the setting 'backend' to 'chicory-interpreter'")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.BACKEND_UNAVAILABLE));
	}

	@Test
	void readInNativeImageShouldNameTheInterpreter() {
		BackendArtifacts artifacts = new CompilingEngine(true).artifacts("chicory", MemoryBudget.ofHeap());
		assertThat(this.backend.getArtifacts()).isNotNull();
		assertThat(artifacts.getFormat()).isEqualTo(this.backend.getArtifacts().getFormat());
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> artifacts.read("numbers", new byte[0]))
			.withMessageContainingAll("Module 'numbers'", "backend 'chicory'", "native image",
					"Set the setting 'backend' to 'chicory-interpreter'")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.BACKEND_UNAVAILABLE));
	}

}
