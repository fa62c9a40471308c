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

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.HostFunctionBody;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmInstance;

/**
 * Observes the calls of a function that the application offers to a module.
 *
 * @param registry where to register the observations
 * @param convention names them, or {@code null} for the default
 * @param tag what observations call the module
 * @param imported what the module imports
 * @param body the function
 */
record ObservedHostFunction(ObservationRegistry registry, @Nullable WasmHostCallObservationConvention convention,
		String tag, WasmImport imported, HostFunctionBody body) implements HostFunctionBody {

	private static final WasmHostCallObservationConvention DEFAULT_CONVENTION = new DefaultWasmHostCallObservationConvention();

	@Override
	public long[] call(WasmInstance caller, long... arguments) throws Exception {
		if (this.registry.isNoop()) {
			return this.body.call(caller, arguments);
		}
		WasmHostCallObservationContext context = new WasmHostCallObservationContext(this.tag, this.imported);
		return WasmObservationDocumentation.HOST_CALL
			.observation(this.convention, DEFAULT_CONVENTION, () -> context, this.registry)
			.observeChecked(() -> {
				try {
					return this.body.call(caller, arguments);
				}
				finally {
					context.ended();
				}
			});
	}

}
