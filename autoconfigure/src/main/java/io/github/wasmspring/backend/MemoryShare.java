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

import java.lang.ref.Reference;

/**
 * What one owner takes of a {@link MemoryBudget}. One thread at a time uses it.
 * <p>
 * Nothing is lost when an error is thrown at any point: who loses the share gives back
 * what it took.
 *
 * @since 0.1.0
 */
public final class MemoryShare implements AutoCloseable {

	private final MemoryBudget budget;

	private final MemoryBudget.Taken taken;

	MemoryShare(MemoryBudget budget) {
		this.budget = budget;
		this.taken = budget.register(this);
	}

	/**
	 * Return what it is a share of.
	 * @return the budget
	 */
	public MemoryBudget getBudget() {
		return this.budget;
	}

	/**
	 * Return how many bytes it took.
	 * @return the number of bytes
	 */
	public long getBytes() {
		return this.taken.bytes;
	}

	/**
	 * Take more, also if others have to give some back first.
	 * @param bytes how many bytes more
	 * @return whether they were taken
	 */
	public boolean acquire(long bytes) {
		boolean acquired = this.budget.acquire(bytes);
		if (acquired) {
			this.taken.bytes += bytes;
		}
		return acquired;
	}

	/**
	 * Take more if it is there.
	 * @param bytes how many bytes more
	 * @return whether they were taken
	 */
	public boolean tryAcquire(long bytes) {
		boolean acquired = this.budget.tryAcquire(bytes);
		if (acquired) {
			this.taken.bytes += bytes;
		}
		return acquired;
	}

	/**
	 * Give some back.
	 * @param bytes how many bytes, at most what it took
	 */
	public void release(long bytes) {
		this.budget.release(bytes);
		this.taken.bytes -= bytes;
	}

	/**
	 * Give everything back.
	 */
	@Override
	public void close() {
		try {
			this.budget.release(this.taken);
		}
		finally {
			Reference.reachabilityFence(this);
		}
	}

}
