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
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Throws an error at one step of what one thread does, or at some steps that follow each
 * other, as a stack that is at its end does. A {@link FaultyClassLoader} makes classes
 * tell of their steps.
 */
public final class Faults {

	private static final int DEPTH = 4;

	private static volatile @Nullable Thread thread;

	private static Supplier<? extends Error> error = StackOverflowError::new;

	private static int first;

	private static int last;

	private static int steps;

	private static StackTraceElement[] place = {};

	private Faults() {
	}

	/**
	 * Called at each step.
	 */
	public static void step() {
		if (Thread.currentThread() == thread) {
			int step = steps++;
			if (step >= first && step < last) {
				Error thrown = error.get();
				if (step == first) {
					place = thrown.getStackTrace();
				}
				throw thrown;
			}
		}
	}

	/**
	 * Let the current thread fail.
	 * @param error what to throw
	 * @param first the number of the step to throw it at first
	 * @param count at how many steps
	 */
	public static void begin(Supplier<? extends Error> error, int first, int count) {
		Faults.error = error;
		Faults.first = first;
		Faults.last = first + count;
		Faults.steps = 0;
		thread = Thread.currentThread();
	}

	/**
	 * Let the current thread fail no more.
	 * @return whether it did
	 */
	public static boolean end() {
		thread = null;
		return steps > first;
	}

	/**
	 * Return whether the current thread failed so early in a method that it did nothing
	 * there, or where that is called by another one of its class.
	 * @param type the type of the method
	 * @param method its name
	 */
	public static boolean isBefore(Class<?> type, String method) {
		StackTraceElement[] frames = place;
		return frames.length > 1 && frames[1].getClassName().equals(type.getName())
				&& (!frames[1].getMethodName().equals(method) || frames[1].getLineNumber() < 0);
	}

	/**
	 * Describe where the current thread failed.
	 */
	public static String place() {
		return Arrays.stream(place)
			.skip(1)
			.limit(DEPTH)
			.map(StackTraceElement::toString)
			.collect(Collectors.joining(" <- "));
	}

}
