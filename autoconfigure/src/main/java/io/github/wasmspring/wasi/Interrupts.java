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

import java.util.concurrent.CancellationException;

/**
 * Ends what a guest waits for when its time is over.
 */
final class Interrupts {

	private Interrupts() {
	}

	/**
	 * Look whether the current thread is interrupted, which it stays.
	 * @throws CancellationException if it is
	 */
	static void check() {
		if (Thread.currentThread().isInterrupted()) {
			throw cancellation();
		}
	}

	static CancellationException cancellation() {
		return new CancellationException("The guest was interrupted while it uses files");
	}

}
