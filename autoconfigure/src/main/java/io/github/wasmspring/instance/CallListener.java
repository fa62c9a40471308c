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

import org.jspecify.annotations.Nullable;

/**
 * Hears of the calls of one function, each of them once: calls that a guest causes on the
 * same instance meanwhile belong to it. Implementations are thread-safe, return soon, and
 * throw nothing.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallListener {

	/**
	 * A call begins: the current thread is about to take an instance.
	 * @return what hears of the end of this call as well, on the same thread, or
	 * {@code null} if nothing does
	 */
	default @Nullable OngoingCall begin() {
		return null;
	}

	/**
	 * A call has ended.
	 * @param nanos how long it took, in nanoseconds, from waiting for an instance until
	 * the result was there
	 * @param failure what it threw, or {@code null} if it returned
	 */
	void ended(long nanos, @Nullable Throwable failure);

	/**
	 * Return a listener that lets others hear.
	 * @param listeners who hears, in this order
	 * @return the listener, or {@code null} if there is none
	 */
	static @Nullable CallListener ofAll(Iterable<? extends @Nullable CallListener> listeners) {
		CallListener all = null;
		for (CallListener listener : listeners) {
			if (listener != null) {
				all = (all != null) ? new BothListeners(all, listener) : listener;
			}
		}
		return all;
	}

}
