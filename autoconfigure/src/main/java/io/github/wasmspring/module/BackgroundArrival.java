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

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmModuleState;

/**
 * A version that is loaded by a thread of its own, at the latest when somebody waits for
 * it.
 */
final class BackgroundArrival implements ModuleArrival {

	private final WasmModuleDefinition definition;

	private final LoadThreads threads;

	private final boolean awaited;

	private final FutureTask<@Nullable Object> load;

	private final AtomicBoolean started = new AtomicBoolean();

	private volatile @Nullable Throwable failure;

	/**
	 * The thread that loads it, once there is one.
	 */
	private volatile @Nullable Thread loader;

	/**
	 * Create a new instance.
	 * @param threads where it is loaded
	 * @param awaited whether it belongs to what the application starts with
	 * @param load loads the version and lets it serve, unless the module waits for it no
	 * more, or notes why it fails
	 */
	BackgroundArrival(WasmModuleDefinition definition, LoadThreads threads, boolean awaited,
			Consumer<? super BackgroundArrival> load) {
		this.definition = definition;
		this.threads = threads;
		this.awaited = awaited;
		this.load = new FutureTask<>(() -> {
			this.loader = Thread.currentThread();
			load.accept(this);
		}, null);
	}

	/**
	 * Note why it could not be loaded.
	 */
	void fail(Throwable failure) {
		this.failure = failure;
	}

	/**
	 * Load it when its turn comes.
	 */
	void start() {
		this.threads.execute(() -> {
			if (this.started.compareAndSet(false, true)) {
				this.load.run();
			}
		});
	}

	@Override
	public WasmModuleDefinition definition() {
		return this.definition;
	}

	@Override
	public WasmModuleState getState() {
		return (this.failure != null) ? WasmModuleState.FAILED : WasmModuleState.LOADING;
	}

	@Override
	public @Nullable Throwable getFailure() {
		return this.failure;
	}

	@Override
	public boolean isAwaited() {
		return this.awaited;
	}

	@Override
	public void await() {
		ArrivalWait.checkCaller(this.definition, this.loader == Thread.currentThread());
		if (this.started.compareAndSet(false, true)) {
			this.threads.executeNow(this.load);
		}
		try {
			ArrivalWait.get(this.definition, this.load);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw (RuntimeException) ex.getCause();
		}
	}

}
