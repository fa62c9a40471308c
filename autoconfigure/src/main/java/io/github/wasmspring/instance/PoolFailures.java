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
				(this.settings.mode() == InstanceMode.SINGLE) ? CALL_BACK
						: CALL_BACK
								+ " Otherwise raise 'wasm.modules.%s.instances.max'.".formatted(this.module.getName()),
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

	private String remedy(boolean nested) {
		String remedy = (this.settings.mode() == InstanceMode.SINGLE)
				? "Raise 'wasm.modules.%1$s.instances.max-wait', set 'wasm.modules.%1$s.instances.mode' to 'pooled' if calls need not share their state, or look for calls that take long."
				: "Raise 'wasm.modules.%1$s.instances.max' or '.instances.max-wait', or look for calls that take long.";
		return remedy.formatted(this.module.getName()) + (nested ? " " + CALL_BACK : "");
	}

	private WasmPoolExhaustedException exhausted(String fact, @Nullable String remedy, @Nullable Throwable cause) {
		return new WasmPoolExhaustedException(WasmErrorContext.of(this.module), fact, remedy, cause);
	}

}
