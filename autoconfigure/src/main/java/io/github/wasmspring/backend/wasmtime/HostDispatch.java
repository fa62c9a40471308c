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

package io.github.wasmspring.backend.wasmtime;

import io.github.kawamuray.wasmtime.Caller;
import io.github.kawamuray.wasmtime.Func;
import io.github.kawamuray.wasmtime.Val;
import org.jspecify.annotations.Nullable;

/**
 * The one function through which the guest of a store calls the host. The engine keeps it
 * in a map for good, so it knows its instance during calls only. No exception passes
 * through native code: the failure is kept here, and the shim traps.
 */
final class HostDispatch implements Func.Handler<Void> {

	@Nullable WasmtimeInstance running;

	private @Nullable Throwable failure;

	@Override
	public void call(Caller<Void> caller, Val[] parameters, Val[] results) {
		WasmtimeInstance instance = this.running;
		if (instance == null) {
			throw new IllegalStateException("No call runs");
		}
		try {
			instance.callHost();
		}
		catch (Throwable ex) {
			this.failure = ex;
			instance.failHostCall();
		}
	}

	@Nullable Throwable takeFailure() {
		Throwable taken = this.failure;
		this.failure = null;
		return taken;
	}

}
