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

/**
 * The way of a guest into one function of the host, which is closed while there is not
 * enough stack: the host would fail at a place that the guest chooses. It is not
 * thread-safe, as no instance is.
 *
 * @since 0.1.0
 */
public final class HostEntry {

	private boolean used;

	/**
	 * Check that the function can be called.
	 * @throws StackOverflowError if there is not enough stack, and more for the first
	 * call
	 */
	public void check() {
		if (this.used) {
			StackReserve.check();
		}
		else {
			StackReserve.checkForFirstUse();
			this.used = true;
		}
	}

}
