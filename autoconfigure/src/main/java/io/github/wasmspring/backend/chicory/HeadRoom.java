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

import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether the arrays of a module's memories may be longer than the memories, and
 * the compiled code whether some are.
 * <p>
 * Without head-room, the JVM's own check of an index is the guest's, but growth copies
 * the memory. Guests with an allocator can grow their memory, though most do so a few
 * times at most. So a module starts without, and its memories get it when they grow once
 * one of them has copied too much, until they have not grown for a while.
 */
final class HeadRoom {

	private volatile boolean allowed;

	/**
	 * How many memories have some.
	 */
	private int users;

	private @Nullable VarHandle flag;

	/**
	 * Keep the compiled code informed.
	 * @param flag a static field of the compiled code, {@code false} at first
	 */
	synchronized void publishTo(VarHandle flag) {
		this.flag = flag;
		publish();
	}

	private void publish() {
		if (this.flag != null) {
			this.flag.setVolatile(this.users > 0);
		}
	}

	boolean isAllowed() {
		return this.allowed;
	}

	void allow() {
		this.allowed = true;
	}

	/**
	 * Note that a memory has head-room from now on. The compiled code asks whether there
	 * is some at each access, and so does not rely on its absence once this method has
	 * returned to it.
	 */
	synchronized void enter() {
		this.users++;
		publish();
	}

	/**
	 * Note that a memory has no head-room anymore.
	 */
	synchronized void leave() {
		this.users--;
		publish();
	}

	synchronized boolean isUsed() {
		return this.users > 0;
	}

}
