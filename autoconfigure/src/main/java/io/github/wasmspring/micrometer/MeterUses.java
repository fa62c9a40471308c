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

import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;

import io.github.wasmspring.instance.InstanceUsage;

/**
 * Registers meters, and removes each one when nobody uses it any more: a filter that
 * drops tags lets several modules share one.
 */
final class MeterUses {

	/**
	 * Applications may share a registry: a context and its parent, for example.
	 */
	private static final Map<MeterRegistry, WeakReference<MeterUses>> known = new WeakHashMap<>();

	private final MeterRegistry registry;

	private final Map<Meter.Id, Integer> uses = new HashMap<>();

	private final Map<Tag, Integer> tags = new HashMap<>();

	private final Map<Meter.Id, SummedGauge> gauges = new HashMap<>();

	/**
	 * Gauges by what was asked for, which filters may have changed. Micrometer warns of
	 * one that is registered twice.
	 */
	private final Map<List<Object>, Meter> asked = new HashMap<>();

	private MeterUses(MeterRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Return the uses of a registry's meters.
	 */
	static MeterUses of(MeterRegistry registry) {
		synchronized (known) {
			WeakReference<MeterUses> reference = known.get(registry);
			MeterUses uses = (reference != null) ? reference.get() : null;
			if (uses == null) {
				uses = new MeterUses(registry);
				known.put(registry, new WeakReference<>(uses));
			}
			return uses;
		}
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
	 * Register a gauge, or let the one that is registered show more.
	 * @param key name and tags of the gauge
	 * @param builder builds the gauge of what it is given
	 * @param usage what to show
	 * @param value how to show it
	 */
	synchronized Meter useGauge(List<Object> key, Function<SummedGauge, Gauge.Builder<SummedGauge>> builder,
			InstanceUsage usage, ToDoubleFunction<InstanceUsage> value) {
		Meter known = this.asked.get(key);
		SummedGauge shown = (known != null) ? this.gauges.get(known.getId()) : null;
		if (known != null && shown != null) {
			this.uses.merge(known.getId(), 1, Integer::sum);
			shown.add(usage);
			return known;
		}
		SummedGauge sum = new SummedGauge(value);
		Meter meter = use((registry) -> builder.apply(sum).register(registry));
		this.gauges.computeIfAbsent(meter.getId(), (id) -> sum).add(usage);
		this.asked.put(key, meter);
		return meter;
	}

	/**
	 * Give up what a gauge shows.
	 */
	synchronized void releaseGauge(Meter meter, InstanceUsage usage) {
		SummedGauge sum = this.gauges.get(meter.getId());
		if (sum != null) {
			sum.remove(usage);
		}
	}

	/**
	 * Give up a meter.
	 * @param meter what {@link #use(Function)} returned
	 */
	synchronized void release(Meter meter) {
		if (this.uses.computeIfPresent(meter.getId(), (id, count) -> (count > 1) ? count - 1 : null) == null) {
			this.gauges.remove(meter.getId());
			this.asked.values().remove(meter);
			this.registry.remove(meter);
		}
	}

	/**
	 * Use a tag of meters that others register.
	 */
	synchronized void useTag(Tag tag) {
		this.tags.merge(tag, 1, Integer::sum);
	}

	/**
	 * Give up a tag, and remove its meters when nobody uses it any more.
	 * @param names the names of the meters
	 */
	synchronized void releaseTag(Tag tag, Collection<String> names) {
		if (this.tags.computeIfPresent(tag, (known, count) -> (count > 1) ? count - 1 : null) == null) {
			names
				.forEach((name) -> this.registry.find(name).tags(List.of(tag)).meters().forEach(this.registry::remove));
		}
	}

}
