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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Threads on which modules are loaded: one less than there are processors, so that the
 * application can start meanwhile. There are none once there is nothing to load.
 */
final class LoadThreads implements AutoCloseable {

	private final AtomicInteger created = new AtomicInteger();

	private final ThreadPoolExecutor executor;

	/**
	 * What waits for the application, or {@code null} if nothing has to.
	 */
	private @Nullable List<Runnable> held;

	LoadThreads() {
		int most = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
		this.executor = new ThreadPoolExecutor(most, most, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				this::createThread);
		this.executor.allowCoreThreadTimeOut(true);
	}

	private Thread createThread(Runnable work) {
		Thread thread = new Thread(work, "wasm-loader-" + this.created.incrementAndGet());
		thread.setDaemon(true);
		thread.setContextClassLoader(getClass().getClassLoader());
		return thread;
	}

	/**
	 * Hold back what is to be executed from now on.
	 */
	synchronized void hold() {
		if (this.held == null) {
			this.held = new ArrayList<>();
		}
	}

	synchronized boolean isHeld() {
		return this.held != null;
	}

	/**
	 * Execute what was held back, and hold back nothing any more.
	 */
	synchronized void release() {
		List<Runnable> held = this.held;
		this.held = null;
		if (held != null) {
			held.forEach(this.executor::execute);
		}
	}

	/**
	 * Execute something, unless that is closed.
	 */
	synchronized void execute(Runnable work) {
		if (this.held != null) {
			this.held.add(bind(work));
			return;
		}
		executeUnheld(work);
	}

	/**
	 * Execute something that somebody waits for, whatever is held back, when a thread is
	 * free.
	 */
	void executeUnheld(Runnable work) {
		try {
			this.executor.execute(bind(work));
		}
		catch (RejectedExecutionException ex) {
			// closed: nobody asks for the result
		}
	}

	/**
	 * Execute something in a thread of its own, which somebody waits for.
	 */
	void executeNow(Runnable work) {
		createThread(bind(work)).start();
	}

	private static Runnable bind(Runnable work) {
		ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
		return () -> {
			Thread thread = Thread.currentThread();
			ClassLoader own = thread.getContextClassLoader();
			thread.setContextClassLoader(classLoader);
			try {
				work.run();
			}
			finally {
				thread.setContextClassLoader(own);
			}
		};
	}

	@Override
	public synchronized void close() {
		this.held = null;
		this.executor.shutdown();
	}

}
