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

package io.github.wasmspring.backend;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Threads on which modules are compiled. Since no compiler can be stopped, one that takes
 * too long is left alone, and keeps its thread until it ends: that is why there is a most
 * number of them.
 *
 * @since 0.1.0
 */
public final class CompilationThreads implements AutoCloseable {

	/**
	 * Room for compilers that follow the nesting of a module. Memory is only taken for
	 * what is used.
	 */
	private static final long STACK_SIZE = 16 * 1024 * 1024;

	private static final Duration IDLE_TIME = Duration.ofSeconds(1);

	private final AtomicInteger created = new AtomicInteger();

	private final Semaphore free;

	private final Queue<String> busyWith = new ConcurrentLinkedQueue<>();

	private final ExecutorService executor;

	/**
	 * Create threads, each when it is needed.
	 * @param max most threads at once
	 */
	public CompilationThreads(int max) {
		Assert.isTrue(max > 0, "'max' must be positive");
		this.free = new Semaphore(max, true);
		this.executor = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_TIME.toMillis(), TimeUnit.MILLISECONDS,
				new SynchronousQueue<>(), this::createThread);
	}

	/**
	 * Create as many threads as usually serve.
	 * @return new threads
	 */
	public static CompilationThreads create() {
		return new CompilationThreads(Math.max(4, Runtime.getRuntime().availableProcessors()));
	}

	private Thread createThread(Runnable work) {
		Thread thread = new Thread(null, work, "wasm-compiler-" + this.created.incrementAndGet(), STACK_SIZE, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(getClass().getClassLoader());
		return thread;
	}

	/**
	 * Return a backend that compiles on these threads, for as long as the binary may
	 * take. What a compiler returns later than that is closed.
	 * @param backend the backend to call
	 * @return a backend with the same id
	 */
	public WasmBackend bind(WasmBackend backend) {
		Assert.notNull(backend, "'backend' must not be null");
		return new BoundedCompilation(backend, this, HeapReserve.ofProcess());
	}

	/**
	 * Return the names of the modules that are being compiled.
	 */
	List<String> busyWith() {
		return this.busyWith.stream().map((name) -> "'" + name + "'").toList();
	}

	/**
	 * Wait for a free thread.
	 * @param timeout the longest wait, zero for any time
	 * @return whether there is one
	 */
	boolean acquire(Duration timeout) throws InterruptedException {
		if (timeout.isZero()) {
			this.free.acquire();
			return true;
		}
		return this.free.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Run something on a thread that was acquired, which is free again afterwards.
	 */
	void run(String name, Runnable work) {
		ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
		boolean started = false;
		this.busyWith.add(name);
		try {
			this.executor.execute(() -> runWith(classLoader, name, work));
			started = true;
		}
		finally {
			if (!started) {
				release(name);
			}
		}
	}

	private void runWith(@Nullable ClassLoader classLoader, String name, Runnable work) {
		Thread thread = Thread.currentThread();
		ClassLoader own = thread.getContextClassLoader();
		thread.setContextClassLoader(classLoader);
		try {
			work.run();
		}
		finally {
			thread.setContextClassLoader(own);
			release(name);
		}
	}

	private void release(String name) {
		this.busyWith.remove(name);
		this.free.release();
	}

	/**
	 * Let the threads end when they have nothing left to do.
	 */
	@Override
	public void close() {
		this.executor.shutdown();
	}

}
