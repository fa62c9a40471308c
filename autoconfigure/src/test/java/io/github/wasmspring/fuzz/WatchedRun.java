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

package io.github.wasmspring.fuzz;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Runs something that has to come to an end.
 */
final class WatchedRun {

	/**
	 * No single module may take longer, with some reserve for a busy machine.
	 */
	static final Duration LIMIT = Duration.ofSeconds(5L * Integer.getInteger("fuzz.slowness", 1));

	private WatchedRun() {
	}

	static <T> T of(Object what, Supplier<T> action) {
		return of(what, LIMIT, action);
	}

	static <T> T of(Object what, Duration limit, Supplier<T> action) {
		FutureTask<T> task = new FutureTask<>(action::get);
		Thread thread = new Thread(task, "fuzz");
		thread.setDaemon(true);
		thread.start();
		try {
			return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			AssertionError hang = new AssertionError(
					"%s hangs at %s".formatted(what, Arrays.toString(thread.getStackTrace())));
			thread.interrupt();
			throw hang;
		}
		catch (ExecutionException ex) {
			throw new AssertionError("%s ended in an undocumented %s".formatted(what, ex.getCause()), ex.getCause());
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
