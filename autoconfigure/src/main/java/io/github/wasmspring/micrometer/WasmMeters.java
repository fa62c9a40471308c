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

import java.util.function.UnaryOperator;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.module.WasmModuleObservation;
import io.github.wasmspring.module.WasmModuleObserver;

/**
 * Measures modules. The meters of a module are removed with it.
 *
 * @since 0.1.0
 * @see WasmMeterDocumentation
 */
public final class WasmMeters implements WasmModuleObserver {

	private final MeterUses meters;

	private final UnaryOperator<String> tags;

	private final boolean calls;

	/**
	 * Create new meters of each module.
	 * @param registry where to register them
	 */
	public WasmMeters(MeterRegistry registry) {
		this(registry, UnaryOperator.identity());
	}

	/**
	 * Create new meters.
	 * @param registry where to register them
	 * @param tags returns by the name of a module what the meters call it; modules of one
	 * tag have their meters together
	 */
	public WasmMeters(MeterRegistry registry, UnaryOperator<String> tags) {
		this(registry, tags, true);
	}

	private WasmMeters(MeterRegistry registry, UnaryOperator<String> tags, boolean calls) {
		Assert.notNull(registry, "'registry' must not be null");
		Assert.notNull(tags, "'tags' must not be null");
		this.meters = MeterUses.of(registry);
		this.tags = tags;
		this.calls = calls;
	}

	/**
	 * Create new meters of everything but calls, which {@link WasmObservations} time.
	 * @param registry where to register them
	 * @param tags returns by the name of a module what the meters call it
	 * @return new meters
	 */
	public static WasmMeters withoutCalls(MeterRegistry registry, UnaryOperator<String> tags) {
		return new WasmMeters(registry, tags, false);
	}

	@Override
	public WasmModuleObservation observe(WasmModule module) {
		return new ModuleMeters(module, this.tags.apply(module.getName()), this.meters, this.calls);
	}

}
