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

/**
 * What an instance gets from whoever it was made for.
 *
 * @param timer limits the time of its calls
 * @param lock keeps other threads out of it; may be held by the current thread
 * @param closesOnFailure whether a trap closes it
 * @param keepsTimer whether the timer is used for the next instance as well
 */
record InstanceOwner(CallTimer timer, InstanceLock lock, boolean closesOnFailure, boolean keepsTimer) {

	/**
	 * Whoever asked for an instance, and closes it.
	 */
	static InstanceOwner user(CallTimer timer) {
		return new InstanceOwner(timer, new InstanceLock(), false, false);
	}

	/**
	 * A single call that has no slot.
	 */
	static InstanceOwner call(CallTimer timer) {
		return new InstanceOwner(timer, new InstanceLock(), true, false);
	}

	/**
	 * A slot, which has one instance after the other.
	 */
	static InstanceOwner slot(InstanceSlot slot, CallTimer timer) {
		return new InstanceOwner(timer, slot, true, true);
	}

	/**
	 * Note that the instance is gone.
	 */
	void release() {
		if (!this.keepsTimer) {
			this.timer.close();
		}
	}

}
