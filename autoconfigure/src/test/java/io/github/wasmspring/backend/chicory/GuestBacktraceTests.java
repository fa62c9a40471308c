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
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.binary.SplitSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link GuestBacktrace}, in compiled and in interpreted code.
 */
class GuestBacktraceTests {

	static List<WasmBackend> backends() {
		return List.of(ChicoryBackend.compiled(), ChicoryBackend.interpreted(),
				SplitBackends.compiled(SplitSettings.TINY), SplitBackends.interpreted(SplitSettings.TINY));
	}

	@ParameterizedTest
	@MethodSource("backends")
	void trapShouldNameTheFunctionsThatWereRunning(WasmBackend backend) {
		WasmTrapException trap = trap(Guests.load("traps", backend), "outer");
		assertThat(trap.getKind()).isEqualTo(WasmTrapKind.UNREACHABLE);
		assertThat(trap.getFunctions()).containsExactly("unreachable", "middle", "outer");
		assertThat(trap)
			.hasMessageEndingWith("(the guest aborted or panicked), in 'unreachable' called by 'middle', 'outer'");
	}

	@ParameterizedTest
	@MethodSource("backends")
	void trapInTheCalledFunctionShouldNotNameItTwice(WasmBackend backend) {
		WasmModule traps = Guests.load("traps", backend);
		Map<String, WasmTrapKind> functions = Map.of("unreachable", WasmTrapKind.UNREACHABLE, "div_by_zero",
				WasmTrapKind.INTEGER_DIVIDE_BY_ZERO, "table_oob", WasmTrapKind.UNDEFINED_ELEMENT, "memory_fill_oob",
				WasmTrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
		functions.forEach((function, kind) -> {
			WasmTrapException trap = trap(traps, function);
			assertThat(trap.getFunctions()).containsExactly(function);
			assertThat(trap).hasMessageEndingWith(": " + kind);
		});
	}

	@ParameterizedTest
	@MethodSource("backends")
	void trapOfKnownKindShouldHaveAShortStack(WasmBackend backend) {
		WasmTrapException trap = trap(Guests.load("traps", backend), "outer");
		assertThat(trap).hasNoCause();
		assertThat(trap.getStackTrace()).noneMatch((element) -> element.getClassName().startsWith("com.dylibso"));
	}

	@ParameterizedTest
	@MethodSource("backends")
	void stackOverflowShouldNameTheInnermostFunctions(WasmBackend backend) {
		WasmTrapException trap = catchThrowableOfType(WasmTrapException.class,
				() -> Guests.load("traps", backend).call("recurse", 1));
		assertThat(trap.getKind()).isEqualTo(WasmTrapKind.STACK_OVERFLOW);
		assertThat(trap.getFunctions()).hasSizeBetween(1, GuestBacktrace.MOST_FUNCTIONS).containsOnly("recurse");
		assertThat(trap.getMessage()).contains("in 'recurse' called by 'recurse'").hasSizeLessThan(300);
	}

	@ParameterizedTest
	@MethodSource("backends")
	void failureOfHostFunctionShouldNameItsCallers(WasmBackend backend) {
		IllegalStateException failure = new IllegalStateException("no");
		HostFunctions ping = HostFunctions.of("env").function("ping", "() -> ()", (caller, arguments) -> {
			throw failure;
		}).build();
		assertThatExceptionOfType(WasmTrapException.class)
			.isThrownBy(() -> Guests.load("bombs", backend, ping).call("ping_for_ever"))
			.withCause(failure)
			.satisfies((ex) -> assertThat(ex.getFunctions()).containsExactly("ping_for_ever"));
	}

	@ParameterizedTest
	@MethodSource("backends")
	void nestedTrapShouldNameTheFunctionsOfEachGuest(WasmBackend backend) {
		WasmModule traps = Guests.load("traps", backend);
		HostFunctions ping = HostFunctions.of("env").function("ping", "() -> ()", (caller, arguments) -> {
			traps.call("outer");
			return new long[0];
		}).build();
		WasmTrapException trap = trap(Guests.load("bombs", backend, ping), "ping_for_ever");
		assertThat(trap.getFunctions()).containsExactly("ping_for_ever");
		assertThat(trap).cause()
			.isInstanceOfSatisfying(WasmTrapException.class,
					(cause) -> assertThat(cause.getFunctions()).containsExactly("unreachable", "middle", "outer"));
	}

	@ParameterizedTest
	@MethodSource("backends")
	void trapAfterTrapShouldNameItsOwnFunctions(WasmBackend backend) {
		try (WasmInstance instance = Guests.load("traps", backend).instantiate()) {
			for (String function : List.of("div_by_zero", "unreachable", "overflow")) {
				assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> instance.call(function))
					.satisfies((ex) -> assertThat(ex.getFunctions()).containsExactly(function));
			}
		}
	}

	private static WasmTrapException trap(WasmModule module, String function) {
		return catchThrowableOfType(WasmTrapException.class, () -> module.call(function));
	}

}
