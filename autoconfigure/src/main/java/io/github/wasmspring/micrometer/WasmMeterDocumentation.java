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
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * The meters, apart from those of caches, and what they are tagged with.
 *
 * @since 0.1.0
 */
public enum WasmMeterDocumentation implements MeterDocumentation {

	/**
	 * Calls of exported functions: everything between the call and its result, such as
	 * waiting for an instance, passing buffers, and what the guest does.
	 */
	CALLS("wasm.calls", Meter.Type.TIMER, null, Key.MODULE, Key.FUNCTION, Key.BACKEND, Key.OUTCOME),

	/**
	 * How long it took to make the module ready to call.
	 */
	MODULE_LOAD("wasm.module.load", Meter.Type.TIMER, null, Key.MODULE, Key.BACKEND, Key.SOURCE),

	/**
	 * Instances of the module, apart from those that the application created for itself.
	 */
	INSTANCES("wasm.instances", Meter.Type.GAUGE, null, Key.MODULE, Key.STATE),

	/**
	 * Callers that wait for an instance, because all that there may be are in use.
	 */
	WAITING("wasm.instances.waiting", Meter.Type.GAUGE, null, Key.MODULE),

	/**
	 * How long callers waited that had to, whether they got an instance or not.
	 */
	WAIT("wasm.instances.wait", Meter.Type.TIMER, null, Key.MODULE),

	/**
	 * Size of the exported memories of these instances.
	 */
	MEMORY("wasm.memory", Meter.Type.GAUGE, BaseUnits.BYTES, Key.MODULE),

	/**
	 * Memory of idle instances that was given back, after some time or because others
	 * needed it.
	 */
	RELEASED("wasm.memory.released", Meter.Type.COUNTER, BaseUnits.BYTES, Key.MODULE),

	/**
	 * Versions that took the place of another one, and those that could not: then the one
	 * before serves on.
	 */
	MODULE_REPLACEMENTS("wasm.module.replacements", Meter.Type.COUNTER, null, Key.MODULE, Key.OUTCOME),

	/**
	 * How often the module was suspended, so that calls fail at once.
	 */
	MODULE_SUSPENSIONS("wasm.module.suspensions", Meter.Type.COUNTER, null, Key.MODULE, Key.CAUSE);

	private final String name;

	private final Meter.Type type;

	private final @Nullable String baseUnit;

	private final Key[] keys;

	WasmMeterDocumentation(String name, Meter.Type type, @Nullable String baseUnit, Key... keys) {
		this.name = name;
		this.type = type;
		this.baseUnit = baseUnit;
		this.keys = keys;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public Meter.Type getType() {
		return this.type;
	}

	@Override
	public @Nullable String getBaseUnit() {
		return this.baseUnit;
	}

	@Override
	public KeyName[] getKeyNames() {
		return this.keys.clone();
	}

	/**
	 * Keys of tags.
	 */
	public enum Key implements KeyName {

		/**
		 * Name of the module, or the pattern of an interface that stands for many.
		 */
		MODULE,

		/**
		 * Name of the exported function, or {@code other} for those beyond a hundred of a
		 * module and for names of more than a hundred characters.
		 */
		FUNCTION,

		/**
		 * Id of the backend that runs the module.
		 */
		BACKEND,

		/**
		 * How the call ended: {@code success}, {@code trap}, {@code timeout},
		 * {@code exit}, {@code guest}, {@code suspended}, {@code exhausted},
		 * {@code error} or, with observations, {@code replaced}. Of a replacement,
		 * {@code success} or {@code failure}.
		 */
		OUTCOME,

		/**
		 * Where the compiled form of the module came from: {@code compiled},
		 * {@code artifact} or {@code memory}.
		 */
		SOURCE,

		/**
		 * What the instances do: {@code active} or {@code idle}.
		 */
		STATE,

		/**
		 * Why the module was suspended: {@code failures} of its guest in a row, or an
		 * {@code operator}.
		 */
		CAUSE;

		@Override
		public String asString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
