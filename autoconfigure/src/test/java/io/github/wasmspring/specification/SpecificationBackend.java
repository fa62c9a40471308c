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

package io.github.wasmspring.specification;

import java.util.List;
import java.util.function.Supplier;

import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.chicory.ChicoryBackend;

/**
 * A backend to run the suite on.
 *
 * @param backend the backend
 * @param engine opens the engine underneath, to compare with
 */
record SpecificationBackend(WasmBackend backend, Supplier<SpecificationSession<?>> engine) {

	/**
	 * The backends that are compared with the specification.
	 */
	static final List<SpecificationBackend> ALL = List.of(
			new SpecificationBackend(ChicoryBackend.compiled(), ChicorySession::compiled),
			new SpecificationBackend(ChicoryBackend.interpreted(), ChicorySession::interpreted));

	@Override
	public String toString() {
		return this.backend.getId();
	}

}
