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

package io.github.wasmspring.micrometer;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.noop.NoopTimer;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.instance.CallListener;

/**
 * Times the calls of one function, with one timer for each outcome that occurred. The
 * timer of success is there from the start, so that it shows zero before the first call.
 *
 * @param module the meters of the module
 * @param function the name of the function
 * @param timers timers by the number of their outcome
 */
record FunctionMeters(ModuleMeters module, String function,
		AtomicReferenceArray<@Nullable Timer> timers) implements CallListener {

	private static final int SUCCESS = CallOutcome.SUCCESS.ordinal();

	FunctionMeters(ModuleMeters module, String function) {
		this(module, function, new AtomicReferenceArray<>(CallOutcome.values().length));
		this.timers.set(SUCCESS, module.calls(function, CallOutcome.SUCCESS));
	}

	/**
	 * Return whether anybody wants to know: not if a filter denies the timer.
	 */
	boolean areWanted() {
		Timer timer = this.timers.get(SUCCESS);
		return timer != null && !(timer instanceof NoopTimer);
	}

	@Override
	public void ended(long nanos, @Nullable Throwable failure) {
		Timer timer = (failure != null) ? timer(CallOutcome.of(failure)) : this.timers.get(SUCCESS);
		if (timer != null) {
			timer.record(nanos, TimeUnit.NANOSECONDS);
		}
	}

	private @Nullable Timer timer(CallOutcome outcome) {
		Timer timer = this.timers.get(outcome.ordinal());
		if (timer == null) {
			timer = this.module.calls(this.function, outcome);
			if (!this.timers.compareAndSet(outcome.ordinal(), null, timer)) {
				timer = this.timers.get(outcome.ordinal());
			}
		}
		return timer;
	}

}
