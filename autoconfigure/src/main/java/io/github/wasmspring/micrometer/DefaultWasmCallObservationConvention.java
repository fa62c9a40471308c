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

import io.github.wasmspring.micrometer.WasmMeterDocumentation.Key;
import io.github.wasmspring.micrometer.WasmObservationDocumentation.CallKey;

/**
 * Default {@link WasmCallObservationConvention}.
 *
 * @since 0.1.0
 */
public class DefaultWasmCallObservationConvention implements WasmCallObservationConvention {

	@Override
	public String getName() {
		return WasmObservationDocumentation.CALL.getName();
	}

	@Override
	public String getContextualName(WasmCallObservationContext context) {
		return context.getModuleTag() + "/" + context.getFunction();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(WasmCallObservationContext context) {
		return KeyValues.of(Key.MODULE.withValue(context.getModuleTag()), Key.FUNCTION.withValue(context.getFunction()),
				Key.BACKEND.withValue(context.getModule().getBackend()), Key.OUTCOME.withValue(context.getOutcome()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(WasmCallObservationContext context) {
		return KeyValues.of(CallKey.NAME.withValue(context.getModule().getName()),
				CallKey.VERSION.withValue(String.valueOf(context.getModule().getVersion())),
				CallKey.DIGEST.withValue(context.getModule().getDigest()));
	}

}
