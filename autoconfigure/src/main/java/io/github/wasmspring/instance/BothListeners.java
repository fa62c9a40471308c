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
 * Lets two listeners hear of each call. It is a record, so that the JVM knows both where
 * it knows the call.
 *
 * @param first hears first
 * @param second hears afterwards
 */
record BothListeners(CallListener first, CallListener second) implements CallListener {

	@Override
	public @Nullable OngoingCall begin() {
		OngoingCall outer = this.first.begin();
		OngoingCall inner = this.second.begin();
		if (outer == null || inner == null) {
			return (outer != null) ? outer : inner;
		}
		return (failure) -> {
			try {
				inner.ended(failure);
			}
			finally {
				outer.ended(failure);
			}
		};
	}

	@Override
	public void ended(long nanos, @Nullable Throwable failure) {
		this.first.ended(nanos, failure);
		this.second.ended(nanos, failure);
	}

}
