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
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Runs what may block for ever, such as to open what has become a pipe, on threads that a
 * caller can leave behind when its time is over. One object counts those of one granted
 * directory: who can block a thread there blocks nobody else.
 */
final class DetachedCalls {

	/**
	 * Most calls that are under way in one granted directory, with those left behind.
	 */
	static final int MOST = 16;

	private static final Log logger = LogFactory.getLog(DetachedCalls.class);

	private static final Executor THREADS = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS,
			new SynchronousQueue<>(), DetachedCalls::newThread);

	private static final AtomicInteger NUMBERS = new AtomicInteger();

	private final Lock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private int underWay;

	private int leftBehind;

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
		CompletableFuture<T> result;
		try {
			result = start(() -> {
				try (directory) {
					return call.perform(directory);
				}
			});
		}
		catch (RuntimeException | Error ex) {
			directory.closeAfter(ex);
			throw ex;
		}
		return await(result);
	}

	/**
	 * Do something.
	 * @param call what to do
	 * @return its result
	 * @throws CancellationException if the current thread is interrupted before the call
	 * has ended; a result that comes later is closed
	 */
	<T extends Closeable> T call(Call<T> call) throws IOException {
		return await(start(call));
	}

	private <T extends Closeable> CompletableFuture<T> start(Call<T> call) {
		CompletableFuture<T> result = new CompletableFuture<>();
		begin();
		try {
			THREADS.execute(() -> run(call, result));
			return result;
		}
		catch (RuntimeException | Error ex) {
			end(false);
			throw ex;
		}
	}

	/**
	 * Wait until fewer calls are under way, unless those are left behind.
	 */
	private void begin() {
		this.lock.lock();
		try {
			while (this.underWay >= MOST) {
				if (this.leftBehind >= MOST) {
					throw new SandboxException(WasiError.TOO_MANY_FILES_IN_TOTAL, "calls that hang");
				}
				this.changed.await();
			}
			this.underWay++;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw Interrupts.cancellation();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void end(boolean late) {
		this.lock.lock();
		try {
			this.underWay--;
			if (late) {
				this.leftBehind--;
			}
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private <T extends Closeable> T await(CompletableFuture<T> result) throws IOException {
		try {
			return result.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			if (!leave(result) && !result.isCompletedExceptionally()) {
				result.join().close();
			}
			throw Interrupts.cancellation();
		}
		catch (ExecutionException ex) {
			throw failureOf(ex);
		}
	}

	/**
	 * Leave a call behind, unless it has ended.
	 */
	private boolean leave(CompletableFuture<?> result) {
		this.lock.lock();
		try {
			boolean left = result.cancel(false);
			if (left) {
				this.leftBehind++;
				this.changed.signalAll();
			}
			return left;
		}
		finally {
			this.lock.unlock();
		}
	}

	private <T extends Closeable> void run(Call<T> call, CompletableFuture<T> result) {
		boolean late = false;
		try {
			T value = call.perform();
			late = !result.complete(value);
			if (late) {
				value.close();
			}
		}
		catch (Throwable ex) {
			if (late) {
				logger.debug("What came too late for a guest cannot be closed", ex);
			}
			else {
				late = !result.completeExceptionally(ex);
			}
		}
		finally {
			end(late);
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
		this.lock.lock();
		try {
			return this.leftBehind;
		}
		finally {
			this.lock.unlock();
		}
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
