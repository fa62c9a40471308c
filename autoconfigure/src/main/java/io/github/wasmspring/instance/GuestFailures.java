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

import org.jspecify.annotations.Nullable;

import org.springframework.format.annotation.DurationFormat.Style;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

import io.github.wasmspring.GuestFailure;
import io.github.wasmspring.SettingNames;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmExitException;
import io.github.wasmspring.WasmGuestException;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmMemoryExhaustedException;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.backend.GuestExit;
import io.github.wasmspring.backend.GuestTrap;
import io.github.wasmspring.backend.RefusedGrowth;

/**
 * Turns what a backend throws while code of a guest runs into exceptions that name module
 * and function.
 */
final class GuestFailures {

	/**
	 * Most callers that a message lists.
	 */
	private static final int MOST_CALLERS = 6;

	private GuestFailures() {
	}

	/**
	 * Describe that a call took too long.
	 */
	static WasmTimeoutException timeout(WasmErrorContext context, Duration timeout, @Nullable Throwable cause) {
		return new WasmTimeoutException(context,
				WasmText.of("the call took longer than its timeout of %s",
						DurationFormatterUtils.print(timeout, Style.COMPOSITE)),
				WasmText.of("Look for an endless loop in the guest, or raise %s or the timeout of the @WasmFunction.",
						WasmSetting.TIMEOUT),
				(cause instanceof GuestTrap trap) ? translate(trap, context, "") : cause);
	}

	/**
	 * Describe where a guest trapped, unless that is the function that was called.
	 */
	private static String place(List<String> functions, @Nullable String called) {
		if (functions.isEmpty() || (functions.size() == 1 && functions.get(0).equals(called))) {
			return "";
		}
		StringBuilder place = new StringBuilder(", in '").append(functions.get(0)).append('\'');
		int callers = Math.min(functions.size() - 1, MOST_CALLERS);
		for (int i = 1; i <= callers; i++) {
			place.append((i == 1) ? " called by '" : ", '").append(functions.get(i)).append('\'');
		}
		return place.append((functions.size() > MOST_CALLERS + 1) ? " and more" : "").toString();
	}

	/**
	 * Translate an exception of a backend.
	 * @param phase what did not work, with a colon and a space, or an empty string
	 * @return the exception to throw, which is the same one if it names a module already
	 */
	static WasmException translate(RuntimeException ex, WasmErrorContext context, String phase) {
		if (ex instanceof WasmMemoryExhaustedException failure) {
			return failure.withSettingNames(context.settingNamesOr(SettingNames.NEUTRAL));
		}
		if (ex instanceof WasmLoadException failure) {
			return failure.withSettingNames(context.settingNamesOr(SettingNames.NEUTRAL));
		}
		if (ex instanceof WasmException named) {
			return named;
		}
		if (ex instanceof GuestExit exit) {
			return new WasmExitException(context, exit.getExitCode());
		}
		if (ex instanceof GuestTrap trap && trap.getCause() instanceof GuestFailure said) {
			return new WasmGuestException(context, said.getGuestMessage(), said.getCode(), null);
		}
		if (ex instanceof GuestTrap trap) {
			return new WasmTrapException(trap.getKind(), context, describe(trap, context, phase), trap.getFunctions(),
					trap.getCause());
		}
		return new WasmTrapException(WasmTrapKind.OTHER, context, phase + "the backend failed: " + ex, ex);
	}

	private static WasmText describe(GuestTrap trap, WasmErrorContext context, String phase) {
		return WasmText.of("%s%s%s", phase, trap.getText(), place(trap.getFunctions(), context.function()));
	}

	/**
	 * Translate a trap that may come from memory which the guest did not get.
	 * @param refused the memory
	 * @param maxMemory the most bytes that the settings let a memory have
	 */
	static WasmException translate(GuestTrap trap, WasmErrorContext context, RefusedGrowth refused, long maxMemory) {
		return new WasmTrapException(trap.getKind(), context,
				WasmText.of("%s; %s", describe(trap, context, ""), refused.describe()), refused.remedy(maxMemory),
				trap.getFunctions(), trap.getCause());
	}

	/**
	 * Return whether guests end by a trap of this kind when they get no memory.
	 */
	static boolean isOfMemory(WasmTrapKind kind) {
		return kind == WasmTrapKind.UNREACHABLE || kind == WasmTrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS
				|| kind == WasmTrapKind.OTHER;
	}

}
