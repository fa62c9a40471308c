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

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Registers meters, and removes each one when nobody uses it any more: a filter that
 * drops tags lets several modules share one.
 */
final class MeterUses {

	private final MeterRegistry registry;

	private final Map<Meter.Id, Integer> uses = new HashMap<>();

	MeterUses(MeterRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Register a meter, or find the one that is registered.
	 * @param register registers the meter
	 */
	synchronized <M extends Meter> M use(Function<MeterRegistry, M> register) {
		M meter = register.apply(this.registry);
		this.uses.merge(meter.getId(), 1, Integer::sum);
		return meter;
	}

	/**
	 * Give up a meter.
	 * @param meter what {@link #use(Function)} returned
	 */
	synchronized void release(Meter meter) {
		if (this.uses.computeIfPresent(meter.getId(), (id, count) -> (count > 1) ? count - 1 : null) == null) {
			this.registry.remove(meter);
		}
	}

}
