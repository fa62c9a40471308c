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

package io.github.wasmspring.abi.extism;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what the blocks of all Extism plugins take from the heap together.
 */
final class BlockBudget {

	/**
	 * A quarter of the heap, for all plugins.
	 */
	static final BlockBudget OF_HEAP = new BlockBudget(Runtime.getRuntime().maxMemory() / 4);

	private final long most;

	private final AtomicLong taken = new AtomicLong();

	BlockBudget(long most) {
		this.most = most;
	}

	/**
	 * Take bytes.
	 * @return whether there were as many
	 */
	boolean take(long bytes) {
		if (this.taken.addAndGet(bytes) <= this.most) {
			return true;
		}
		this.taken.addAndGet(-bytes);
		return false;
	}

	void giveBack(long bytes) {
		this.taken.addAndGet(-bytes);
	}

	long taken() {
		return this.taken.get();
	}

}
