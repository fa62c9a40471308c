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

package io.github.wasmspring.fuzz;

import java.io.Serializable;

import io.github.wasmspring.Backends;
import io.github.wasmspring.backend.WasmBackend;

/**
 * Something to try on a backend, perhaps in another virtual machine.
 */
interface FuzzCase extends Serializable {

	/**
	 * Try it. What is not documented is thrown.
	 * @param backend the backend
	 * @return whether it got as far as it was meant to
	 */
	boolean run(WasmBackend backend);

	/**
	 * Try it, but not for too long. Native code runs in another virtual machine, which it
	 * may take down.
	 */
	default boolean tryOn(Backends backend) {
		if (backend == Backends.WASMTIME) {
			return FuzzProcess.shared().run(this);
		}
		return WatchedRun.of("%s on '%s'".formatted(this, backend.get().getId()), () -> run(backend.get()));
	}

}
