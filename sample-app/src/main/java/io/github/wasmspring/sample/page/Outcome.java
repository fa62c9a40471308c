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

package io.github.wasmspring.sample.page;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmException;

/**
 * How a call of a guest ended.
 *
 * @param result what it returned, as text, or {@code null}
 * @param failure name of the failure, or {@code null}
 * @param message what went wrong, or {@code null}
 * @param millis how long it took, in milliseconds
 */
public record Outcome(@Nullable String result, @Nullable String failure, @Nullable String message, double millis) {

	private static final double NANOS_PER_MILLI = 1_000_000;

	private static final int LONGEST_RESULT = 64 * 1024;

	/**
	 * Call a guest, and keep what comes of it.
	 */
	public static Outcome of(Supplier<@Nullable String> call) {
		long start = System.nanoTime();
		try {
			String result = call.get();
			return new Outcome(bounded(result), null, null, millisSince(start));
		}
		catch (WasmException ex) {
			return new Outcome(null, nameOf(ex), ex.getDescription(), millisSince(start));
		}
	}

	/**
	 * Return the time since a moment in milliseconds.
	 */
	public static double millisSince(long nanoTime) {
		return (System.nanoTime() - nanoTime) / NANOS_PER_MILLI;
	}

	static String nameOf(WasmException failure) {
		return failure.getClass().getSimpleName();
	}

	private static @Nullable String bounded(@Nullable String text) {
		return (text == null || text.length() <= LONGEST_RESULT) ? text
				: text.substring(0, LONGEST_RESULT) + "… (%,d characters in all)".formatted(text.length());
	}

}
