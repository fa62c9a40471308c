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
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Times calls that need no instance.
 */
final class TimedCalls {

	private TimedCalls() {
	}

	static <T extends @Nullable Object> T time(CallTimer timer, Duration timeout, @Nullable String function,
			Supplier<T> code) {
		timer.begin(timeout.toNanos());
		T result;
		try {
			result = code.get();
		}
		catch (RuntimeException | Error ex) {
			throwIfExpired(timer, ex, timeout, function);
			throw ex;
		}
		throwIfExpired(timer, null, timeout, function);
		return result;
	}

	private static void throwIfExpired(CallTimer timer, @Nullable Throwable failure, Duration timeout,
			@Nullable String function) {
		if (timer.end()) {
			throw timer.expired(failure, timeout, function);
		}
	}

}
