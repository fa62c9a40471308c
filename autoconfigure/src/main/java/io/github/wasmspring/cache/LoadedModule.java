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

package io.github.wasmspring.cache;

import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.LoadSource;

/**
 * A module that was just loaded.
 *
 * @param module the module
 * @param source where it came from
 * @param size how many bytes it was loaded from
 */
record LoadedModule(BackendModule module, LoadSource source, int size) {

	/**
	 * Return how many bytes the module keeps: what its backend estimates, but no less
	 * than what it was loaded from.
	 */
	long memory() {
		return Math.max(this.size, this.module.estimateMemory());
	}

}
