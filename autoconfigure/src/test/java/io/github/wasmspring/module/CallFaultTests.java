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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.instance.InstanceMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Errors at any step of a call take nothing from later calls. {@link CallFaultStress} has
 * all combinations.
 */
@Tag("slow")
@EveryBackend
@Timeout(120)
class CallFaultTests {

	/**
	 * A call has more steps than that.
	 */
	private static final int FEW = 50;

	private static final String LOGGER = "io.github.wasmspring.instance.Slots";

	private static final Method RUN = load();

	private static Method load() {
		try {
			Method run = new FaultyClassLoader(CallFaultTests::isFaulty)
				.loadClass("io.github.wasmspring.module.CallsWithFaults")
				.getDeclaredMethod("run", String.class, String.class, String.class, Supplier.class, int.class);
			run.setAccessible(true);
			return run;
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean isFaulty(String name) {
		return name.startsWith("io.github.wasmspring.instance.")
				|| name.startsWith("io.github.wasmspring.module.DefaultWasmModule");
	}

	/**
	 * Let calls of a kind fail at each of their steps.
	 * @param mode the mode of the instances
	 * @param kind the kind of calls
	 * @param error what they fail with
	 * @param count at how many steps in a row
	 */
	static void run(InstanceMode mode, String kind, Supplier<? extends Error> error, int count) throws Throwable {
		try {
			Object steps = RUN.invoke(null, Backends.currentName(), mode.name(), kind, error, count);
			assertThat((int) steps).isGreaterThan(FEW);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

	/**
	 * Each instance that is lost is a warning.
	 */
	@BeforeAll
	static void beQuiet() {
		LoggingSystem.get(LoggingSystem.class.getClassLoader()).setLogLevel(LOGGER, LogLevel.ERROR);
	}

	@AfterAll
	static void beAsBefore() {
		LoggingSystem.get(LoggingSystem.class.getClassLoader()).setLogLevel(LOGGER, null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "FIRST_CALL", "TRAP", "EXECUTE", "NEW_HANDLE", "PLUGIN", "HOST_FUNCTION", "OWN_INSTANCE" })
	void stackOverflowErrorAtAnyStepShouldTakeNothing(String kind) throws Throwable {
		run(InstanceMode.POOLED, kind, StackOverflowError::new, 1);
	}

	@ParameterizedTest
	@EnumSource
	void outOfMemoryErrorAtAnyStepShouldTakeNothing(InstanceMode mode) throws Throwable {
		run(mode, "CALL", OutOfMemoryError::new, 1);
	}

	@Test
	void errorsAtStepsInARowShouldTakeNothing() throws Throwable {
		run(InstanceMode.SINGLE, "HANDLE", StackOverflowError::new, 6);
	}

}
