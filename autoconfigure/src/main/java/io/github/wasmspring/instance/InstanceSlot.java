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

import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Place for one instance that is used by one caller at a time, who holds its lock.
 */
final class InstanceSlot extends InstanceLock {

	// keep what the lock writes away from the fields below, which other threads read
	@SuppressWarnings("unused")
	private long padding1;

	@SuppressWarnings("unused")
	private long padding2;

	@SuppressWarnings("unused")
	private long padding3;

	@SuppressWarnings("unused")
	private long padding4;

	@SuppressWarnings("unused")
	private long padding5;

	@SuppressWarnings("unused")
	private long padding6;

	@SuppressWarnings("unused")
	private long padding7;

	@SuppressWarnings("unused")
	private long padding8;

	/**
	 * Read without the lock in order to choose a slot only.
	 */
	private @Nullable DefaultWasmInstance instance;

	/**
	 * Times the calls on all instances that the slot ever has: what watches a timer is
	 * told once, rather than for each instance of a single call.
	 */
	private @Nullable CallTimer timer;

	/**
	 * Read without the lock in order to tell about it only.
	 */
	private long knownMemory;

	@Nullable DefaultWasmInstance getInstance() {
		return this.instance;
	}

	/**
	 * Return the instance of a slot that was lent.
	 */
	DefaultWasmInstance requireInstance() {
		return Objects.requireNonNull(this.instance);
	}

	/**
	 * Let the next call have as much time as any, also if the action that the instance
	 * was made for did not call it.
	 */
	void forgetCreation() {
		DefaultWasmInstance current = this.instance;
		if (current != null) {
			current.timer().spend(0);
		}
	}

	void setInstance(@Nullable DefaultWasmInstance instance) {
		this.instance = instance;
		this.knownMemory = 0;
	}

	/**
	 * Return the timer of the slot, a new one if there is none or if it counts a call
	 * whose end was never told.
	 */
	CallTimer timer(Supplier<CallTimer> factory) {
		CallTimer current = this.timer;
		if (current == null || !current.isIdle()) {
			closeTimer();
			current = factory.get();
			this.timer = current;
		}
		return current;
	}

	private void closeTimer() {
		CallTimer current = this.timer;
		if (current != null) {
			this.timer = null;
			current.close();
		}
	}

	/**
	 * Return whether there is nothing to close. May be asked without the lock.
	 */
	boolean isEmpty() {
		return this.instance == null && this.timer == null;
	}

	/**
	 * Close what the slot has, which nobody will use anymore.
	 */
	void close() {
		try {
			closeInstance();
		}
		finally {
			closeTimer();
		}
	}

	/**
	 * Close the instance, if there is one.
	 */
	void closeInstance() {
		DefaultWasmInstance current = this.instance;
		if (current != null) {
			setInstance(null);
			current.close();
		}
	}

	/**
	 * Return the size of the instance's memories when somebody asked last.
	 */
	long getKnownMemory() {
		return this.knownMemory;
	}

	void setKnownMemory(long size) {
		this.knownMemory = size;
	}

}
