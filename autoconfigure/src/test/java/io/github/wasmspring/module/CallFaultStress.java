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
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.instance.InstanceMode;

/**
 * Errors at any step of any call, in all modes.
 */
@EveryBackend
@Timeout(120)
class CallFaultStress {

	private static final List<String> KINDS = List.of("CALL", "FIRST_CALL", "TRAP", "EXECUTE", "HANDLE", "NEW_HANDLE",
			"PLUGIN", "HOST_FUNCTION", "OWN_INSTANCE");

	@BeforeAll
	static void beQuiet() {
		CallFaultTests.beQuiet();
	}

	@AfterAll
	static void beAsBefore() {
		CallFaultTests.beAsBefore();
	}

	static Stream<String> kinds() {
		return KINDS.stream();
	}

	static Stream<Arguments> kindsInAllModes() {
		return Arrays.stream(InstanceMode.values())
			.flatMap((mode) -> KINDS.stream().map((kind) -> Arguments.of(mode, kind)));
	}

	@ParameterizedTest
	@MethodSource("kindsInAllModes")
	void stackOverflowErrorAtAnyStepShouldTakeNothing(InstanceMode mode, String kind) throws Throwable {
		CallFaultTests.run(mode, kind, StackOverflowError::new, 1);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void outOfMemoryErrorAtAnyStepShouldTakeNothing(String kind) throws Throwable {
		CallFaultTests.run(InstanceMode.PER_CALL, kind, OutOfMemoryError::new, 1);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void errorsAtStepsInARowShouldTakeNothing(String kind) throws Throwable {
		CallFaultTests.run(InstanceMode.POOLED, kind, StackOverflowError::new, 6);
	}

}
