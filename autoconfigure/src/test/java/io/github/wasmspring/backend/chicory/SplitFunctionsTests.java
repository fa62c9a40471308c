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

import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.binary.SplitSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests that functions which were split do what they did before.
 */
class SplitFunctionsTests {

	private static final SplitSettings SMALL = new SplitSettings(400, 400, 600, 300, 30, 0, false);

	private final WasmBackend unsplit = ChicoryBackend.interpreted();

	static List<WasmBackend> backends() {
		return List.of(SplitBackends.compiled(SplitSettings.TINY), SplitBackends.compiled(SMALL),
				ChicoryBackend.compiled(), SplitBackends.interpreted(SplitSettings.TINY),
				SplitBackends.interpreted(SMALL));
	}

	@ParameterizedTest
	@MethodSource("backends")
	void functionsShouldReturnWhatTheyDidBefore(WasmBackend backend) {
		WasmModule split = Guests.load("split", backend);
		WasmModule expected = Guests.load("split", this.unsplit);
		for (String function : List.of("loop", "values", "parameters", "table", "dead", "references", "tree", "end")) {
			for (int i = 0; i < 8; i++) {
				assertThat(split.call(function, i)).as("%s(%d)", function, i).isEqualTo(expected.call(function, i));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("backends")
	void interpreterShouldExecuteItsProgram(WasmBackend backend) {
		try (WasmInstance split = Guests.load("large_switch", backend).instantiate();
				WasmInstance expected = Guests.load("large_switch", this.unsplit).instantiate()) {
			for (int seed = 1; seed < 6; seed++) {
				split.call("fill", seed);
				expected.call("fill", seed);
				assertThat(split.call("run", 3000)).isEqualTo(expected.call("run", 3000));
			}
			for (Map.Entry<Integer, Integer> poked : Map.of(900, 159, 1500, 200, 2000, 158).entrySet()) {
				split.call("poke", poked.getKey(), poked.getValue());
				expected.call("poke", poked.getKey(), poked.getValue());
				assertThat(split.call("run", 3000)).isEqualTo(expected.call("run", 3000));
			}
			split.call("poke", 10, 157);
			WasmTrapException trap = catchThrowableOfType(WasmTrapException.class, () -> split.call("run", 11));
			assertThat(trap.getKind()).isEqualTo(WasmTrapKind.INTEGER_DIVIDE_BY_ZERO);
			assertThat(trap.getFunctions()).containsExactly("run");
		}
	}

	@ParameterizedTest
	@MethodSource("backends")
	void trapShouldKeepWhatWasDoneBefore(WasmBackend backend) {
		try (WasmInstance instance = Guests.load("split", backend).instantiate()) {
			WasmTrapException trap = catchThrowableOfType(WasmTrapException.class, () -> instance.call("trap", 5));
			assertThat(trap.getKind()).isEqualTo(WasmTrapKind.UNREACHABLE);
			assertThat(trap.getFunctions()).containsExactly("boom", "outer");
			assertThat(instance.call("count", 0)).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@MethodSource("backends")
	void interruptShouldEndALoop(WasmBackend backend) {
		try (WasmInstance instance = Guests.load("split", backend).instantiate()) {
			Thread.currentThread().interrupt();
			assertThat(catchThrowableOfType(RuntimeException.class, () -> instance.call("spin", 1))).isNotNull();
		}
		finally {
			Thread.interrupted();
		}
	}

}
