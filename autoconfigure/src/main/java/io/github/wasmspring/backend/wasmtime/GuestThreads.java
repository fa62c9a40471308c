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

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.backend.GuestTrap;

/**
 * The threads of a backend that runs guests on threads of its own: as many as there are
 * calls at once.
 */
final class GuestThreads {

	/**
	 * Most threads at once, which only guests and host functions that call each other
	 * without end reach.
	 */
	private static final int MAX_THREADS = 1000;

	private final Deque<GuestThread> idle = new ArrayDeque<>();

	private int created;

	private int alive;

	/**
	 * Return a thread for the use of one caller, until it is released.
	 */
	GuestThread acquire() {
		synchronized (this.idle) {
			GuestThread thread = this.idle.pollFirst();
			if (thread != null) {
				return thread;
			}
			if (this.alive == MAX_THREADS) {
				throw new GuestTrap(WasmTrapKind.STACK_OVERFLOW,
						"call stack exhausted: %d guests run at once".formatted(MAX_THREADS), null);
			}
			thread = new GuestThread(this, "wasmtime-" + ++this.created);
			thread.start();
			this.alive++;
			return thread;
		}
	}

	void release(@Nullable GuestThread thread) {
		if (thread != null) {
			synchronized (this.idle) {
				this.idle.addFirst(thread);
			}
		}
	}

	/**
	 * Remove a thread that has had nothing to do.
	 * @return whether it may end
	 */
	boolean retire(GuestThread thread) {
		synchronized (this.idle) {
			boolean retired = this.idle.remove(thread);
			this.alive -= (retired) ? 1 : 0;
			return retired;
		}
	}

}
