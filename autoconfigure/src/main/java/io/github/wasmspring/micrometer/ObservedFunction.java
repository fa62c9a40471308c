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

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.instance.CallListener;
import io.github.wasmspring.instance.OngoingCall;

/**
 * Observes the calls of one function.
 *
 * @param registry where to register the observations
 * @param convention names them, or {@code null} for the default
 * @param module the version of the module
 * @param tag what observations call the module
 * @param function what they call the function
 */
record ObservedFunction(ObservationRegistry registry, @Nullable WasmCallObservationConvention convention,
		WasmModule module, String tag, String function) implements CallListener {

	private static final WasmCallObservationConvention DEFAULT_CONVENTION = new DefaultWasmCallObservationConvention();

	@Override
	public @Nullable OngoingCall begin() {
		if (this.registry.isNoop()) {
			return null;
		}
		WasmCallObservationContext context = new WasmCallObservationContext(this.module, this.tag, this.function);
		Observation observation = WasmObservationDocumentation.CALL.observation(this.convention, DEFAULT_CONVENTION,
				() -> context, this.registry);
		if (observation.isNoop()) {
			return null;
		}
		observation.start();
		return new ObservedCall(observation, context, observation.openScope());
	}

	@Override
	public void ended(long nanos, @Nullable Throwable failure) {
		// told to what the beginning has returned
	}

	/**
	 * The observation of one call, which is current until that ends.
	 *
	 * @param observation the observation
	 * @param context its context
	 * @param scope makes it current
	 */
	private record ObservedCall(Observation observation, WasmCallObservationContext context,
			Observation.Scope scope) implements OngoingCall {

		@Override
		public void ended(@Nullable Throwable failure) {
			try {
				this.scope.close();
			}
			finally {
				this.context.ended();
				if (failure != null && CallOutcome.of(failure) != CallOutcome.SUCCESS) {
					this.observation.error(failure);
				}
				this.observation.stop();
			}
		}

	}

}
