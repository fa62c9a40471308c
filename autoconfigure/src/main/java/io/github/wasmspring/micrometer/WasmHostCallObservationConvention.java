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

import io.micrometer.observation.Observation.Context;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observation of a call of a function that the application offers to guests. A
 * bean of this type takes the place of {@link DefaultWasmHostCallObservationConvention}.
 *
 * @since 0.1.0
 */
public interface WasmHostCallObservationConvention extends ObservationConvention<WasmHostCallObservationContext> {

	@Override
	default boolean supportsContext(Context context) {
		return context instanceof WasmHostCallObservationContext;
	}

}
