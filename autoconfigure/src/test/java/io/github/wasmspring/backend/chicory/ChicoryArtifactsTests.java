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

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.backend.BackendArtifacts;
import io.github.wasmspring.backend.BackendFunction;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.binary.SplitSettings;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ChicoryArtifacts}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ChicoryArtifactsTests {

	private final WasmBackend backend = ChicoryBackend.compiled();

	private final BackendArtifacts artifacts = new ChicoryArtifacts("chicory", false, MemoryBudget.ofHeap());

	@Test
	void compiledBackendShouldHaveArtifactsAndInterpreterNone() {
		assertThat(this.backend.getArtifacts()).isInstanceOf(ChicoryArtifacts.class);
		assertThat(ChicoryBackend.interpreted().getArtifacts()).isNull();
	}

	@Test
	void formatShouldTellTheVersionOfTheEngine() {
		assertThat(this.artifacts.getFormat())
			.matches("chicory \\d+\\.\\d+\\.\\d+.*, interpreter-fallback, format \\d+, split \\d+ with .*");
	}

	@Test
	void writeShouldReturnTheSameBytesForTheSameBinary() {
		assertThat(write("numbers")).isEqualTo(write("numbers"));
	}

	@Test
	void writeWhenModuleWasReadShouldReturnTheSameBytes() {
		byte[] artifact = write("numbers");
		assertThat(this.artifacts.write(this.artifacts.read("other", artifact))).isEqualTo(artifact);
	}

	@Test
	void writeWhenModuleWasInterpretedShouldThrow() {
		BackendModule interpreted = ChicoryBackend.interpreted()
			.load(WasmBinary.of("numbers", Guests.bytes("numbers")));
		assertThatIllegalArgumentException().isThrownBy(() -> this.artifacts.write(interpreted))
			.withMessageContaining("must have been compiled");
	}

	@Test
	void readShouldKeepFunctionsThatAreInterpreted(CapturedOutput output) {
		SplitSettings none = new SplitSettings(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0, 0, false);
		byte[] artifact = this.artifacts
			.write(SplitBackends.compiled(none).load(WasmBinary.of("huge_function", Guests.bytes("huge_function"))));
		BackendInstance instance = this.artifacts.read("again", artifact).instantiate(BackendImports.NONE);
		assertThat(call(instance, "huge", 5)).containsExactly(450_015_005);
		assertThat(call(instance, "small", 1)).containsExactly(2);
		assertThat(output).contains("Module 'again': 1 function(s) are too large for a Java method")
			.containsOnlyOnce("Module 'again'");
	}

	private static long[] call(BackendInstance instance, String name, long... arguments) {
		BackendFunction function = instance.getFunction(name);
		assertThat(function).isNotNull();
		return function.call(arguments);
	}

	@Test
	void readWhenCutOffAnywhereShouldThrow() {
		byte[] artifact = write("initialize");
		for (int length = 0; length < artifact.length; length++) {
			assertDamaged(Arrays.copyOf(artifact, length));
		}
		assertDamaged(Arrays.copyOf(artifact, artifact.length + 1));
	}

	@Test
	void readWhenAnyByteIsChangedShouldThrowOrReadTheSame() {
		byte[] artifact = write("initialize");
		Random random = new Random(1);
		int damaged = 0;
		for (int i = 0; i < artifact.length; i++) {
			byte[] changed = artifact.clone();
			changed[i] ^= (byte) (1 << random.nextInt(8));
			damaged += readOrThrow(changed) ? 0 : 1;
		}
		assertThat(damaged).isGreaterThan(artifact.length - 100);
	}

	@Test
	void readWhenContentIsChangedBelowTheChecksumShouldThrowNothingElse() throws Exception {
		CompiledCode code = CompiledCode.of(write("initialize"));
		Random random = new Random(2);
		int damaged = 0;
		for (String name : code.classes().keySet()) {
			for (int i = 0; i < 200; i++) {
				CompiledCode changed = CompiledCode.of(code.toBytes());
				change(changed.classes().get(name), random);
				damaged += readOrThrow(changed.toBytes()) ? 0 : 1;
			}
		}
		for (int i = 0; i < 200; i++) {
			CompiledCode changed = CompiledCode.of(code.toBytes());
			change(changed.module(), random);
			damaged += readOrThrow(changed.toBytes()) ? 0 : 1;
		}
		assertThat(damaged).isGreaterThan(200);
	}

	private static void change(byte[] bytes, Random random) {
		bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
	}

	private boolean readOrThrow(byte[] artifact) {
		try {
			this.artifacts.read("changed", artifact);
			return true;
		}
		catch (WasmLoadException ex) {
			return false;
		}
	}

	private void assertDamaged(byte[] artifact) {
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> this.artifacts.read("damaged", artifact))
			.withMessageContainingAll("damaged", "chicory", "compiled form")
			.satisfies((ex) -> assertThat(ex.getReason()).isIn(Reason.MALFORMED, Reason.LIMIT_EXCEEDED));
	}

	@Test
	void readWhenMainClassIsMissingShouldThrow() throws Exception {
		CompiledCode code = CompiledCode.of(write("initialize"));
		for (String name : List.of("none", "java.lang.String", code.mainClass() + "Shaded")) {
			assertDamaged(new CompiledCode(code.module(), name, code.classes(), code.interpreted(), code.growing())
				.toBytes());
		}
	}

	private byte[] write(String guest) {
		return this.artifacts.write(this.backend.load(WasmBinary.of(guest, Guests.bytes(guest))));
	}

}
