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

package io.github.wasmspring.backend.chicory;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a few arrays of closed instances for the next ones, which is cheaper than new
 * ones. What an instance wrote is wiped out before anybody else gets its array.
 */
final class MemoryArrays {

	/**
	 * Longest array that is kept, so that what is kept stays small.
	 */
	private static final int LONGEST = 1024 * 1024;

	private static final int SLOTS = Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors() - 1);

	private final AtomicReferenceArray<byte @Nullable []> slots = new AtomicReferenceArray<>(Math.min(16, SLOTS));

	/**
	 * Return an array of zeros.
	 */
	byte[] get(int length) {
		if (length <= LONGEST) {
			for (int i = 0; i < this.slots.length(); i++) {
				byte[] kept = this.slots.get(i);
				if (kept != null && kept.length == length && this.slots.compareAndSet(i, kept, null)) {
					return kept;
				}
			}
		}
		return new byte[length];
	}

	/**
	 * Take an array that nobody uses anymore.
	 */
	void release(byte[] array) {
		if (array.length > LONGEST || array.length == 0) {
			return;
		}
		for (int i = 0; i < this.slots.length(); i++) {
			if (this.slots.get(i) == null) {
				Arrays.fill(array, (byte) 0);
				this.slots.compareAndSet(i, null, array);
				return;
			}
		}
	}

}
