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

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * Runs a download on a thread of its own, so that no server can stop the application from
 * starting for ever, wherever the download waits.
 */
final class TimedDownload {

	private TimedDownload() {
	}

	/**
	 * Run a download.
	 * @param name the name of the module
	 * @param timeout longest time
	 * @param download what to run; its thread is interrupted when the time is over
	 * @throws TimeoutException if the time is over
	 */
	static <T> T run(String name, Duration timeout, Callable<T> download) throws IOException, TimeoutException {
		FutureTask<T> task = new FutureTask<>(download);
		Thread thread = new Thread(task, "wasm-download-" + name);
		thread.setDaemon(true);
		thread.start();
		try {
			return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("the thread that waits for the download was interrupted");
		}
		catch (ExecutionException ex) {
			throw failure(Objects.requireNonNull(ex.getCause()));
		}
		finally {
			task.cancel(true);
		}
	}

	private static IOException failure(@Nullable Throwable cause) {
		if (cause instanceof IOException failure) {
			return failure;
		}
		if (cause instanceof RuntimeException failure) {
			throw failure;
		}
		if (cause instanceof Error error) {
			throw error;
		}
		return new IOException(cause);
	}

}
