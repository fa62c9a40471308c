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

import java.util.Locale;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation.Context;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

import io.github.wasmspring.micrometer.WasmMeterDocumentation.Key;

/**
 * The observations, each of which is a span and a timer.
 *
 * @since 0.1.0
 * @see WasmObservations
 */
public enum WasmObservationDocumentation implements ObservationDocumentation {

	/**
	 * Call of an exported function: everything between the call and its result, such as
	 * waiting for an instance, passing buffers, and what the guest does. Its timer takes
	 * the place of the one that {@link WasmMeterDocumentation#CALLS} describes.
	 */
	CALL("wasm.calls", DefaultWasmCallObservationConvention.class,
			new KeyName[] { Key.MODULE, Key.FUNCTION, Key.BACKEND, Key.OUTCOME }, CallKey.values()),

	/**
	 * Call of a function of the application by a guest, within one of the guest.
	 */
	HOST_CALL("wasm.host.calls", DefaultWasmHostCallObservationConvention.class, HostCallKey.values());

	private final String name;

	private final Class<? extends ObservationConvention<? extends Context>> convention;

	private final KeyName[] lowCardinality;

	private final KeyName[] highCardinality;

	WasmObservationDocumentation(String name, Class<? extends ObservationConvention<? extends Context>> convention,
			KeyName[] lowCardinality, KeyName... highCardinality) {
		this.name = name;
		this.convention = convention;
		this.lowCardinality = lowCardinality;
		this.highCardinality = highCardinality;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public Class<? extends ObservationConvention<? extends Context>> getDefaultConvention() {
		return this.convention;
	}

	@Override
	public KeyName[] getLowCardinalityKeyNames() {
		return this.lowCardinality.clone();
	}

	@Override
	public KeyName[] getHighCardinalityKeyNames() {
		return this.highCardinality.clone();
	}

	@Override
	public String getPrefix() {
		return "";
	}

	/**
	 * Keys that the spans of calls have besides.
	 */
	public enum CallKey implements KeyName {

		/**
		 * Name of the module, where {@code module} is the pattern of an interface for
		 * many.
		 */
		NAME("wasm.module"),

		/**
		 * Number of the version that was called.
		 */
		VERSION("version"),

		/**
		 * Digest of its binary.
		 */
		DIGEST("digest");

		private final String key;

		CallKey(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * Keys of the calls of the application's functions.
	 */
	public enum HostCallKey implements KeyName {

		/**
		 * Name of the module whose guest calls, or the pattern of an interface for many.
		 */
		MODULE,

		/**
		 * What the guest imports, such as {@code env.log}.
		 */
		FUNCTION,

		/**
		 * How the call ended: {@code success} or {@code error}.
		 */
		OUTCOME;

		@Override
		public String asString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
