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

package io.github.wasmspring.backend.wasmtime;

import java.util.function.Function;

import io.github.kawamuray.wasmtime.Disposable;
import org.jspecify.annotations.Nullable;

/**
 * A native handle that several own, and that is disposed when the last of them has
 * released it.
 *
 * @param <T> the type of the handle
 */
final class SharedHandle<T extends Disposable> {

	private final T handle;

	private final Runnable whenDisposed;

	private int owners = 1;

	SharedHandle(T handle, Runnable whenDisposed) {
		this.handle = handle;
		this.whenDisposed = whenDisposed;
	}

	/**
	 * Become an owner.
	 * @return the handle, to be used until {@link #release()}
	 * @throws IllegalStateException if it is disposed
	 */
	synchronized T retain() {
		if (this.owners == 0) {
			throw new IllegalStateException("The native handle is disposed");
		}
		this.owners++;
		return this.handle;
	}

	/**
	 * Use the handle, as one of its owners.
	 * @throws IllegalStateException if it is disposed
	 */
	<R extends @Nullable Object> R use(Function<T, R> action) {
		T retained = retain();
		try {
			return action.apply(retained);
		}
		finally {
			release();
		}
	}

	void release() {
		synchronized (this) {
			if (--this.owners > 0) {
				return;
			}
		}
		this.handle.dispose();
		this.whenDisposed.run();
	}

}
