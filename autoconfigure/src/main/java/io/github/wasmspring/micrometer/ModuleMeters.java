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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.instance.CallListener;
import io.github.wasmspring.instance.InstanceUsage;
import io.github.wasmspring.micrometer.WasmMeterDocumentation.Key;
import io.github.wasmspring.module.WasmModuleLoad;
import io.github.wasmspring.module.WasmModuleObservation;

/**
 * The meters of one module, from its registration until it is removed.
 */
final class ModuleMeters implements WasmModuleObservation {

	/**
	 * Meters that observations register.
	 */
	private static final List<String> OBSERVED = Stream.of(WasmObservationDocumentation.values())
		.map(WasmObservationDocumentation::getName)
		.flatMap((name) -> Stream.of(name, name + ".active"))
		.toList();

	private final WasmModule module;

	private final String tag;

	private final MeterUses uses;

	private final List<Meter> meters = new ArrayList<>();

	private final List<Runnable> releases = new ArrayList<>();

	/**
	 * The functions whose calls are timed, or {@code null} if observations time them.
	 */
	private final @Nullable ModuleFunctions functions;

	private volatile @Nullable ModuleEvents events;

	private boolean removed;

	/**
	 * Create new meters.
	 * @param tag what the meters call the module
	 * @param calls whether to time calls
	 */
	ModuleMeters(WasmModule module, String tag, MeterUses uses, boolean calls) {
		this.module = module;
		this.tag = tag;
		this.uses = uses;
		this.functions = (calls) ? new ModuleFunctions(module, this::create) : null;
	}

	@Override
	public void registered(WasmModuleLoad load, InstanceUsage instances) {
		Timer loads = use((registry) -> Timer.builder(WasmMeterDocumentation.MODULE_LOAD.getName())
			.description("Time it took to make the module ready to call")
			.tags(tags(Key.BACKEND, this.module.getBackend(), Key.SOURCE, load.source().toString()))
			.register(registry));
		if (loads != null) {
			loads.record(load.duration());
		}
		gauge(WasmMeterDocumentation.INSTANCES, "Instances of the module", tags(Key.STATE, "active"), instances,
				InstanceUsage::getActive);
		gauge(WasmMeterDocumentation.INSTANCES, "Instances of the module", tags(Key.STATE, "idle"), instances,
				InstanceUsage::getIdle);
		gauge(WasmMeterDocumentation.WAITING, "Callers that wait for an instance", tags(), instances,
				InstanceUsage::getWaiting);
		gauge(WasmMeterDocumentation.MEMORY, "Size of the exported memories of these instances", tags(), instances,
				InstanceUsage::getMemory);
		this.events = new ModuleEvents(tags(), this::use);
		useTag();
	}

	private synchronized void useTag() {
		if (!this.removed) {
			Tag own = tags().iterator().next();
			this.uses.useTag(own);
			this.releases.add(() -> this.uses.releaseTag(own, (this.functions != null) ? List.of() : OBSERVED));
		}
	}

	private synchronized void gauge(WasmMeterDocumentation meter, String description, Tags tags, InstanceUsage usage,
			ToDoubleFunction<InstanceUsage> value) {
		if (this.removed) {
			return;
		}
		Meter gauge = this.uses.useGauge(List.of(meter.getName(), tags),
				(sum) -> Gauge.builder(meter.getName(), sum, SummedGauge::value)
					.description(description)
					.baseUnit(meter.getBaseUnit())
					.tags(tags),
				usage, value);
		this.meters.add(gauge);
		this.releases.add(() -> this.uses.releaseGauge(gauge, usage));
	}

	@Override
	public @Nullable CallListener findListener(String function) {
		return (this.functions != null) ? this.functions.find(function) : null;
	}

	private @Nullable CallListener create(String function) {
		FunctionMeters meters = new FunctionMeters(this, function);
		return (meters.areWanted()) ? meters : null;
	}

	@Override
	public void waited(long nanos) {
		tell((events) -> events.waited(nanos));
	}

	@Override
	public void gaveBack(long bytes) {
		tell((events) -> events.gaveBack(bytes));
	}

	@Override
	public void tookOver() {
		tell(ModuleEvents::tookOver);
	}

	@Override
	public void replacementFailed(Throwable failure) {
		tell(ModuleEvents::replacementFailed);
	}

	@Override
	public void suspended(@Nullable Throwable failure) {
		tell((events) -> events.suspended(failure != null));
	}

	private void tell(Consumer<ModuleEvents> what) {
		ModuleEvents current = this.events;
		if (current != null) {
			what.accept(current);
		}
	}

	/**
	 * Register the timer of the calls of a function that ended in one way.
	 * @return the timer, or {@code null} if the module is removed
	 */
	@Nullable Timer calls(String function, CallOutcome outcome) {
		return use((registry) -> Timer.builder(WasmMeterDocumentation.CALLS.getName())
			.description("Calls of exported functions")
			.tags(tags(Key.FUNCTION, function, Key.BACKEND, this.module.getBackend()).and(Key.OUTCOME.asString(),
					outcome.toString()))
			.register(registry));
	}

	private Tags tags() {
		return Tags.of(Key.MODULE.asString(), this.tag);
	}

	private Tags tags(Key key, String value) {
		return tags().and(key.asString(), value);
	}

	private Tags tags(Key key, String value, Key otherKey, String otherValue) {
		return tags(key, value).and(otherKey.asString(), otherValue);
	}

	private synchronized <M extends Meter> @Nullable M use(Function<MeterRegistry, M> register) {
		if (this.removed) {
			return null;
		}
		M meter = this.uses.use(register);
		this.meters.add(meter);
		return meter;
	}

	@Override
	public synchronized void removed() {
		this.removed = true;
		this.releases.forEach(Runnable::run);
		this.releases.clear();
		this.meters.forEach(this.uses::release);
		this.meters.clear();
	}

}
