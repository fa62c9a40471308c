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

package io.github.wasmspring.instance;

import java.util.concurrent.TimeUnit;

/**
 * How long one thread has used a slot again and again while others waited. A turn ends
 * after a number of calls, so that each thread has as many of them, or after some time if
 * the calls take long.
 */
final class SlotTurn {

	private static final int MOST_CALLS = 8192;

	private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(5);

	/**
	 * There is a look after the first calls, and then after each so many.
	 */
	private static final int CALLS_PER_LOOK = 64;

	private int calls;

	private long start = System.nanoTime();

	/**
	 * A thread takes the slot that did not have it before.
	 */
	void begin() {
		this.calls = 0;
		this.start = System.nanoTime();
	}

	/**
	 * Note that a call has ended while other threads wait.
	 * @return whether to look after them, which takes longer than a short call
	 */
	boolean isLook() {
		int count = ++this.calls;
		return (count & (count - 1)) == 0 || count % CALLS_PER_LOOK == 0;
	}

	/**
	 * Return whether it is another thread's turn.
	 */
	boolean isOver() {
		return this.calls >= MOST_CALLS || System.nanoTime() - this.start >= LONGEST;
	}

}
