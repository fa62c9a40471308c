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
import java.util.function.Function;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.micrometer.WasmMeterDocumentation.Key;

/**
 * Counts what happens to one module. All counters are there from the start, so that they
 * show zero before something does.
 */
final class ModuleEvents {

	private final @Nullable Counter replacements;

	private final @Nullable Counter failedReplacements;

	private final @Nullable Counter suspensionsByFailures;

	private final @Nullable Counter suspensionsByOperator;

	private final @Nullable Counter released;

	private final @Nullable Timer waits;

	/**
	 * Create new counters.
	 * @param tags the tags of the module
	 * @param registration registers a meter, or returns {@code null} if the module was
	 * removed meanwhile
	 */
	ModuleEvents(Tags tags, Registration registration) {
		this.replacements = replacements(tags, "success", registration);
		this.failedReplacements = replacements(tags, "failure", registration);
		this.suspensionsByFailures = suspensions(tags, "failures", registration);
		this.suspensionsByOperator = suspensions(tags, "operator", registration);
		this.released = registration.register((registry) -> Counter.builder(WasmMeterDocumentation.RELEASED.getName())
			.description("Memory of idle instances that was given back")
			.baseUnit(WasmMeterDocumentation.RELEASED.getBaseUnit())
			.tags(tags)
			.register(registry));
		this.waits = registration.register((registry) -> Timer.builder(WasmMeterDocumentation.WAIT.getName())
			.description("Time that callers waited for an instance")
			.tags(tags)
			.register(registry));
	}

	private static @Nullable Counter replacements(Tags tags, String outcome, Registration registration) {
		return registration.register((registry) -> Counter.builder(WasmMeterDocumentation.MODULE_REPLACEMENTS.getName())
			.description("Versions that took, or could not take, the place of another")
			.tags(tags.and(Key.OUTCOME.asString(), outcome))
			.register(registry));
	}

	private static @Nullable Counter suspensions(Tags tags, String cause, Registration registration) {
		return registration.register((registry) -> Counter.builder(WasmMeterDocumentation.MODULE_SUSPENSIONS.getName())
			.description("How often the module was suspended")
			.tags(tags.and(Key.CAUSE.asString(), cause))
			.register(registry));
	}

	void tookOver() {
		increment(this.replacements, 1);
	}

	void replacementFailed() {
		increment(this.failedReplacements, 1);
	}

	void suspended(boolean byFailures) {
		increment((byFailures) ? this.suspensionsByFailures : this.suspensionsByOperator, 1);
	}

	void gaveBack(long bytes) {
		increment(this.released, bytes);
	}

	void waited(long nanos) {
		if (this.waits != null) {
			this.waits.record(nanos, TimeUnit.NANOSECONDS);
		}
	}

	private static void increment(@Nullable Counter counter, double amount) {
		if (counter != null) {
			counter.increment(amount);
		}
	}

	/**
	 * Registers meters.
	 */
	@FunctionalInterface
	interface Registration {

		<M extends Meter> @Nullable M register(Function<MeterRegistry, M> register);

	}

}
