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

package io.github.wasmspring.instance;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmPoolExhaustedException;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;

/**
 * Says why a caller gets no instance, with what to do about it.
 *
 * @param module the module
 * @param settings its settings
 */
record PoolFailures(WasmModule module, InstanceSettings settings) {

	private static final String CALL_BACK = "A host function should call back through its WasmInstance parameter, and an action through the instance that it is given, instead of calling the module.";

	WasmPoolExhaustedException usedByCaller() {
		return exhausted(
				"the calling thread itself uses all %d instances already".formatted(this.settings.effectiveMax()),
				(this.settings.mode() == InstanceMode.SINGLE) ? WasmText.of(CALL_BACK)
						: WasmText.of("%s Otherwise raise %s.", CALL_BACK, WasmSetting.INSTANCES_MAX),
				null);
	}

	WasmPoolExhaustedException interrupted(InterruptedException cause) {
		return exhausted("interrupted while waiting for an instance", null, cause);
	}

	/**
	 * Describe that no instance became free in time.
	 * @param nested whether the caller itself uses some of them
	 */
	WasmPoolExhaustedException exhausted(boolean nested) {
		return exhausted("all %d instances are in use, and none became free within %d ms"
			.formatted(this.settings.effectiveMax(), this.settings.maxWait().toMillis()), remedy(nested), null);
	}

	/**
	 * Describe that more callers wait already than may.
	 * @param nested whether the caller itself uses some of the instances
	 */
	WasmPoolExhaustedException tooManyWait(boolean nested) {
		return exhausted(
				"all %d instances are in use, and as many callers wait for one as may (%d)"
					.formatted(this.settings.effectiveMax(), this.settings.maxWaiting()),
				WasmText.of("%s To let more callers wait, raise %s.", remedy(nested),
						WasmSetting.INSTANCES_MAX_WAITING),
				null);
	}

	private WasmText remedy(boolean nested) {
		WasmText remedy = (this.settings.mode() == InstanceMode.SINGLE) ? WasmText.of(
				"Raise %s, set %s to 'pooled' if calls need not share their state, or look for calls that take long.",
				WasmSetting.INSTANCES_MAX_WAIT, WasmSetting.INSTANCES_MODE.proposing("pooled"))
				: WasmText.of("Raise %s or %s, or look for calls that take long.", WasmSetting.INSTANCES_MAX,
						WasmSetting.INSTANCES_MAX_WAIT);
		return (nested) ? WasmText.of("%s %s", remedy, CALL_BACK) : remedy;
	}

	private WasmPoolExhaustedException exhausted(String fact, @Nullable WasmText remedy, @Nullable Throwable cause) {
		return new WasmPoolExhaustedException(WasmErrorContext.of(this.module), WasmText.of(fact), remedy, cause);
	}

}
