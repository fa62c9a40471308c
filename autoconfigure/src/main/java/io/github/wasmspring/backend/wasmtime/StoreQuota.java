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

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds how many stores there are in the process. Each takes 16 GB of addresses and
 * about ten of the mappings that a process may have, and the engine aborts when it gets
 * no more.
 */
final class StoreQuota {

	static final int MAX_STORES = 4000;

	private static final AtomicInteger STORES = new AtomicInteger();

	private StoreQuota() {
	}

	/**
	 * Make room for a store.
	 * @return whether there is room
	 */
	static boolean acquire() {
		if (STORES.incrementAndGet() <= MAX_STORES) {
			return true;
		}
		release();
		return false;
	}

	static void release() {
		STORES.decrementAndGet();
	}

}
