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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.backend.BackendModule;

/**
 * A module that is compiled while others are read. One thread waits for it.
 */
final class PendingCompilation implements Runnable {

	private final ReadModule read;

	private final Function<ReadModule, BackendModule> compiler;

	private final AtomicBoolean begun = new AtomicBoolean();

	private final CompletableFuture<BackendModule> result = new CompletableFuture<>();

	private boolean taken;

	PendingCompilation(ReadModule read, Function<ReadModule, BackendModule> compiler) {
		this.read = read;
		this.compiler = compiler;
	}

	ReadModule read() {
		return this.read;
	}

	/**
	 * Compile, unless that has begun already or is not wanted any more.
	 */
	@Override
	public void run() {
		if (!this.begun.compareAndSet(false, true)) {
			return;
		}
		try {
			this.result.complete(this.compiler.apply(this.read));
		}
		catch (Throwable ex) {
			this.result.completeExceptionally(ex);
		}
	}

	/**
	 * Return the compiled module, which belongs to the caller. If no other thread has
	 * begun to compile it, the current one does.
	 */
	BackendModule take() {
		run();
		try {
			BackendModule compiled = this.result.get();
			this.taken = true;
			return compiled;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new WasmLoadException(Reason.INTERRUPTED,
					WasmErrorContext.of(this.read.definition().name(), this.read.definition().backend()),
					"the thread was interrupted while another one compiled the module", null, ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw (RuntimeException) ex.getCause();
		}
	}

	/**
	 * Close what is compiled unless it was taken, now or when it is.
	 */
	void discard() {
		if (!this.begun.compareAndSet(false, true) && !this.taken) {
			this.result.thenAccept(BackendModule::close);
		}
	}

}
