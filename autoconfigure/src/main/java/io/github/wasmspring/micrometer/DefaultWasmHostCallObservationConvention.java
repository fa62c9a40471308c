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

import io.micrometer.common.KeyValues;

import io.github.wasmspring.micrometer.WasmObservationDocumentation.HostCallKey;

/**
 * Default {@link WasmHostCallObservationConvention}.
 *
 * @since 0.1.0
 */
public class DefaultWasmHostCallObservationConvention implements WasmHostCallObservationConvention {

	@Override
	public String getName() {
		return WasmObservationDocumentation.HOST_CALL.getName();
	}

	@Override
	public String getContextualName(WasmHostCallObservationContext context) {
		return nameOf(context);
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(WasmHostCallObservationContext context) {
		return KeyValues.of(HostCallKey.MODULE.withValue(context.getModuleTag()),
				HostCallKey.FUNCTION.withValue(nameOf(context)), HostCallKey.OUTCOME.withValue(context.getOutcome()));
	}

	private static String nameOf(WasmHostCallObservationContext context) {
		return context.getImport().module() + "." + context.getImport().name();
	}

}
