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

package io.github.wasmspring;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Threads for what a test does beside its own: one for each task, since tasks that wait
 * for each other never end in the common pool of a machine with few processors.
 */
public final class TestThreads {

	private TestThreads() {
	}

	/**
	 * Run a task in a thread of its own.
	 * @param task the task
	 * @return its end
	 */
	public static CompletableFuture<Void> run(Runnable task) {
		return CompletableFuture.runAsync(task, TestThreads::start);
	}

	/**
	 * Run a task with a result in a thread of its own.
	 * @param <T> type of the result
	 * @param task the task
	 * @return its result
	 */
	public static <T> CompletableFuture<T> supply(Supplier<T> task) {
		return CompletableFuture.supplyAsync(task, TestThreads::start);
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "test");
		thread.setDaemon(true);
		thread.start();
	}

}
