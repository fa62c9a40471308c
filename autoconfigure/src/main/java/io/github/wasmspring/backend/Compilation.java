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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Compilation of a module, which one thread runs and another waits for. Who waits may
 * give up, and somebody else may wait instead.
 *
 * @param <T> the type of the result
 */
final class Compilation<T> implements Runnable {

	private final Supplier<T> compiler;

	private final Consumer<T> discard;

	private final CompletableFuture<T> result = new CompletableFuture<>();

	private boolean wanted = true;

	private boolean ended;

	/**
	 * Create a compilation that somebody waits for.
	 * @param compiler what compiles
	 * @param discard what to do with a result that nobody waits for any more
	 */
	Compilation(Supplier<T> compiler, Consumer<T> discard) {
		this.compiler = compiler;
		this.discard = discard;
	}

	@Override
	public void run() {
		try {
			T compiled = this.compiler.get();
			if (end()) {
				this.result.complete(compiled);
			}
			else {
				this.discard.accept(compiled);
			}
		}
		catch (Throwable ex) {
			end();
			this.result.completeExceptionally(ex);
		}
	}

	/**
	 * Wait for the result.
	 * @param timeout the longest wait, zero for any time
	 * @param failure what to throw after that
	 */
	T await(Duration timeout, Supplier<? extends RuntimeException> failure) throws InterruptedException {
		try {
			return (timeout.isZero()) ? this.result.get() : this.result.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			if (giveUp()) {
				throw failure.get();
			}
			return await(Duration.ZERO, failure);
		}
		catch (InterruptedException ex) {
			if (!giveUp()) {
				this.result.thenAccept(this.discard);
			}
			throw ex;
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw (RuntimeException) ex.getCause();
		}
	}

	/**
	 * Note that the compiler has ended.
	 * @return whether somebody waits for its result
	 */
	private synchronized boolean end() {
		this.ended = true;
		return this.wanted;
	}

	/**
	 * Do not wait any longer.
	 * @return whether there is no result yet, which will be discarded
	 */
	private synchronized boolean giveUp() {
		this.wanted = this.ended;
		return !this.ended;
	}

	/**
	 * Wait in the place of somebody who gave up.
	 * @return whether that is possible: somebody did, and the compiler is at work
	 */
	synchronized boolean adopt() {
		boolean possible = !this.wanted && !this.ended;
		this.wanted |= possible;
		return possible;
	}

	synchronized boolean hasEnded() {
		return this.ended;
	}

}
