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

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmModuleState;

/**
 * A version that is loaded by whoever uses the module first. If that fails, the next one
 * tries again.
 */
final class LazyArrival implements ModuleArrival {

	private final WasmModuleDefinition definition;

	private final ReentrantLock lock;

	private final Consumer<? super ModuleArrival> load;

	private volatile boolean loading;

	private volatile @Nullable Throwable failure;

	/**
	 * Create a new instance.
	 * @param lock held while the module changes
	 * @param load loads the version and lets it serve, unless the module waits for it no
	 * more
	 */
	LazyArrival(WasmModuleDefinition definition, ReentrantLock lock, Consumer<? super ModuleArrival> load) {
		this.definition = definition;
		this.lock = lock;
		this.load = load;
	}

	@Override
	public WasmModuleDefinition definition() {
		return this.definition;
	}

	@Override
	public WasmModuleState getState() {
		if (this.loading) {
			return WasmModuleState.LOADING;
		}
		return (this.failure != null) ? WasmModuleState.FAILED : WasmModuleState.IDLE;
	}

	@Override
	public @Nullable Throwable getFailure() {
		return this.failure;
	}

	@Override
	public boolean isAwaited() {
		return false;
	}

	@Override
	public void await() {
		ArrivalWait.checkCaller(this.definition, this.lock.isHeldByCurrentThread());
		ArrivalWait.lock(this.definition, this.lock);
		try {
			this.loading = true;
			this.load.accept(this);
			this.failure = null;
		}
		catch (RuntimeException | Error ex) {
			this.failure = ex;
			throw ex;
		}
		finally {
			this.loading = false;
			this.lock.unlock();
		}
	}

}
