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

package io.github.wasmspring.wasi;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Runs what may block for ever, such as to open what has become a pipe, on threads that a
 * caller can leave behind when its time is over. One object counts those of one granted
 * directory: who can block a thread there blocks nobody else.
 */
final class DetachedCalls {

	/**
	 * Most threads that are left behind in one granted directory.
	 */
	static final int MOST_LEFT_BEHIND = 16;

	private static final Log logger = LogFactory.getLog(DetachedCalls.class);

	private static final Executor THREADS = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS,
			new SynchronousQueue<>(), DetachedCalls::newThread);

	private static final AtomicInteger NUMBERS = new AtomicInteger();

	private final AtomicInteger leftBehind = new AtomicInteger();

	private static Thread newThread(Runnable task) {
		Thread thread = new Thread(task, "wasm-wasi-open-" + NUMBERS.incrementAndGet());
		thread.setDaemon(true);
		thread.setContextClassLoader(null);
		return thread;
	}

	/**
	 * Do something in a directory, which is closed afterwards: as long as a call is under
	 * way, Java does not close it.
	 * @param directory the directory, which belongs to the call from now on
	 * @param call what to do
	 * @return its result
	 * @throws CancellationException if the current thread is interrupted before the call
	 * has ended; a result that comes later is closed
	 */
	<T extends Closeable> T call(HostDirectory directory, DirectoryCall<T> call) throws IOException {
		if (isFull()) {
			directory.close();
			throw full();
		}
		return execute(() -> {
			try (directory) {
				return call.perform(directory);
			}
		});
	}

	/**
	 * Do something.
	 * @param call what to do
	 * @return its result
	 * @throws CancellationException if the current thread is interrupted before the call
	 * has ended; a result that comes later is closed
	 */
	<T extends Closeable> T call(Call<T> call) throws IOException {
		if (isFull()) {
			throw full();
		}
		return execute(call);
	}

	private boolean isFull() {
		return this.leftBehind.get() >= MOST_LEFT_BEHIND;
	}

	private static SandboxException full() {
		return new SandboxException(WasiError.TOO_MANY_FILES_IN_TOTAL, "calls that hang");
	}

	private <T extends Closeable> T execute(Call<T> call) throws IOException {
		CompletableFuture<T> result = new CompletableFuture<>();
		THREADS.execute(() -> run(call, result));
		try {
			return result.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			leave(result);
			throw Interrupts.cancellation();
		}
		catch (ExecutionException ex) {
			throw failureOf(ex);
		}
	}

	private <T extends Closeable> void run(Call<T> call, CompletableFuture<T> result) {
		T value;
		try {
			value = call.perform();
		}
		catch (Throwable ex) {
			if (!result.completeExceptionally(ex)) {
				this.leftBehind.decrementAndGet();
			}
			return;
		}
		if (!result.complete(value)) {
			closeLate(value);
		}
	}

	private void closeLate(Closeable value) {
		try (value) {
			this.leftBehind.decrementAndGet();
		}
		catch (IOException ex) {
			logger.debug("What came too late for a guest cannot be closed", ex);
		}
	}

	private <T extends Closeable> void leave(CompletableFuture<T> result) throws IOException {
		this.leftBehind.incrementAndGet();
		if (!result.cancel(false)) {
			this.leftBehind.decrementAndGet();
			if (!result.isCompletedExceptionally()) {
				result.join().close();
			}
		}
	}

	private static IOException failureOf(ExecutionException failure) {
		Throwable cause = failure.getCause();
		if (cause instanceof RuntimeException ex) {
			throw ex;
		}
		if (cause instanceof Error ex) {
			throw ex;
		}
		return (cause instanceof IOException ex) ? ex : new IOException(cause);
	}

	/**
	 * Return how many threads are left behind.
	 */
	int getLeftBehind() {
		return this.leftBehind.get();
	}

	/**
	 * What may block.
	 *
	 * @param <T> the type of its result
	 */
	@FunctionalInterface
	interface Call<T extends Closeable> {

		T perform() throws IOException;

	}

	/**
	 * What may block in a directory.
	 *
	 * @param <T> the type of its result
	 */
	@FunctionalInterface
	interface DirectoryCall<T extends Closeable> {

		T perform(HostDirectory directory) throws IOException;

	}

}
