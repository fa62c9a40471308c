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
 * Tells whether the arrays of a module's memories may be longer than the memories.
 * <p>
 * Without head-room, the JVM's own check of an index is the guest's, but growth copies
 * the memory. Guests with an allocator can grow their memory, though most do so a few
 * times at most. So a module starts without, and gets it for good once one of its
 * memories has copied too much.
 */
final class HeadRoom {

	private volatile boolean allowed;

	private volatile @Nullable VarHandle flag;

	/**
	 * Keep the compiled code informed.
	 * @param flag a static field of the compiled code, {@code false} at first
	 */
	synchronized void publishTo(VarHandle flag) {
		this.flag = flag;
		flag.setVolatile(this.allowed);
	}

	boolean isAllowed() {
		return this.allowed;
	}

	/**
	 * Allow head-room. The compiled code asks whether there is some at each access, and
	 * so does not rely on its absence once this method has returned to it.
	 */
	synchronized void allow() {
		VarHandle published = this.flag;
		if (published != null) {
			published.setVolatile(true);
		}
		// last: who sees it makes head-room, and the code must know before
		this.allowed = true;
	}

}
