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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Runs calls of virtual threads on a bounded number of platform threads.
 */
final class PlatformThreads {

	static final int MOST = Math.max(32, 8 * Runtime.getRuntime().availableProcessors());

	private static final ThreadPoolExecutor EXECUTOR = createExecutor();

	private PlatformThreads() {
	}

	private static ThreadPoolExecutor createExecutor() {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(MOST, MOST, 10, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), (task) -> {
					Thread thread = new Thread(null, task, "wasm-virtual-threads", 0, false);
					thread.setDaemon(true);
					return thread;
				});
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

	/**
	 * Run a call and wait for its end. If the current thread is interrupted meanwhile, so
	 * is the call.
	 * @param call the call
	 * @param maxWait the longest wait until it begins
	 * @param exhausted creates what is thrown if it does not
	 * @return its result
	 */
	static <T extends @Nullable Object> T run(Supplier<T> call, Duration maxWait,
			Supplier<? extends RuntimeException> exhausted) {
		Task<T> task = new Task<>(call);
		Runnable decorated = CallerContext.INSTANCE.decorate(task);
		EXECUTOR.execute(decorated);
		boolean interrupted = false;
		long nanos = Call.nanos(maxWait);
		while (true) {
			try {
				if (!task.begun.await(nanos, TimeUnit.NANOSECONDS) && EXECUTOR.remove(decorated)) {
					throw exhausted.get();
				}
				task.ended.await();
				break;
			}
			catch (InterruptedException ex) {
				interrupted = true;
				task.interrupt();
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return task.result();
	}

	/**
	 * One call.
	 *
	 * @param <T> type of its result
	 */
	private static final class Task<T extends @Nullable Object> implements Runnable {

		private final CountDownLatch begun = new CountDownLatch(1);

		private final CountDownLatch ended = new CountDownLatch(1);

		private final Supplier<T> call;

		private final @Nullable ClassLoader contextClassLoader = Thread.currentThread().getContextClassLoader();

		private @Nullable Thread thread;

		private boolean interrupted;

		private @Nullable T result;

		private @Nullable Throwable failure;

		private Task(Supplier<T> call) {
			this.call = call;
		}

		@Override
		public void run() {
			begin();
			try {
				this.result = this.call.get();
			}
			catch (Throwable ex) {
				this.failure = ex;
			}
			finally {
				end();
			}
		}

		private synchronized void begin() {
			Thread current = Thread.currentThread();
			current.setContextClassLoader(this.contextClassLoader);
			this.thread = current;
			if (this.interrupted) {
				current.interrupt();
			}
			this.begun.countDown();
		}

		private synchronized void end() {
			this.thread = null;
			Thread.interrupted();
			Thread.currentThread().setContextClassLoader(null);
			this.ended.countDown();
		}

		private synchronized void interrupt() {
			this.interrupted = true;
			Thread current = this.thread;
			if (current != null) {
				current.interrupt();
			}
		}

		@SuppressWarnings("NullAway")
		private T result() {
			Throwable thrown = this.failure;
			if (thrown instanceof RuntimeException exception) {
				throw exception;
			}
			if (thrown instanceof Error error) {
				throw error;
			}
			if (thrown != null) {
				throw new IllegalStateException(thrown);
			}
			return this.result;
		}

	}

}
