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

import java.time.Duration;
import java.util.List;

import org.springframework.util.Assert;

import io.github.wasmspring.SettingNames;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.backend.GuestExit;
import io.github.wasmspring.backend.GuestTrap;

/**
 * Describes failures that did not happen, in order to have all classes initialized that
 * this takes: the first failure may be that there is little stack left.
 */
final class FailureRehearsal {

	static {
		WasmErrorContext context = new WasmErrorContext("rehearsal", "none", "f", SettingNames.NEUTRAL);
		for (RuntimeException failure : List.of(new GuestTrap(WasmTrapKind.UNREACHABLE, null, List.of("f", "g"), null),
				GuestTrap.ofHostFunction(new IllegalStateException("host"), List.of("f")), new GuestExit(1),
				new IllegalStateException("engine"))) {
			describe(GuestFailures.timeout(context, Duration.ofMillis(1500), failure));
			describe(GuestFailures.translate(failure, context, ""));
		}
	}

	private FailureRehearsal() {
	}

	private static void describe(WasmException failure) {
		Assert.hasText(failure.getMessage(), "A failure must say something");
	}

	/**
	 * Make sure that everything is initialized.
	 */
	static void complete() {
		// by now, the class is initialized
	}

}
