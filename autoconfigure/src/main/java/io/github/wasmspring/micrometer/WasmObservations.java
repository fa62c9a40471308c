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

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.HostFunctionBody;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.module.WasmModuleObservation;
import io.github.wasmspring.module.WasmModuleObserver;

/**
 * Observes calls of modules, and the calls that their guests make of the application's
 * functions, within the observation that is current.
 *
 * @since 0.1.0
 * @see WasmObservationDocumentation
 */
public final class WasmObservations implements WasmModuleObserver {

	private final ObservationRegistry registry;

	private final UnaryOperator<String> tags;

	private final @Nullable WasmCallObservationConvention callConvention;

	private final @Nullable WasmHostCallObservationConvention hostCallConvention;

	/**
	 * Create new observations with the default conventions.
	 * @param registry where to register them
	 * @param tags returns by the name of a module what observations call it
	 */
	public WasmObservations(ObservationRegistry registry, UnaryOperator<String> tags) {
		this(registry, tags, null, null);
	}

	/**
	 * Create new observations.
	 * @param registry where to register them
	 * @param tags returns by the name of a module what observations call it
	 * @param callConvention names observations of calls, or {@code null} for the default
	 * @param hostCallConvention names observations of calls of the application's
	 * functions, or {@code null} for the default
	 */
	public WasmObservations(ObservationRegistry registry, UnaryOperator<String> tags,
			@Nullable WasmCallObservationConvention callConvention,
			@Nullable WasmHostCallObservationConvention hostCallConvention) {
		Assert.notNull(registry, "'registry' must not be null");
		Assert.notNull(tags, "'tags' must not be null");
		this.registry = registry;
		this.tags = tags;
		this.callConvention = callConvention;
		this.hostCallConvention = hostCallConvention;
	}

	@Override
	public WasmModuleObservation observe(WasmModule module) {
		String tag = this.tags.apply(module.getName());
		return new ModuleObservation(module,
				(function) -> new ObservedFunction(this.registry, this.callConvention, module, tag, function));
	}

	@Override
	public HostFunctionBody observe(WasmModule importer, WasmImport imported, HostFunctionBody body) {
		return new ObservedHostFunction(this.registry, this.hostCallConvention, this.tags.apply(importer.getName()),
				imported, body);
	}

}
