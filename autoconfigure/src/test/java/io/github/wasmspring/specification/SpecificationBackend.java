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
import java.util.function.Function;

import io.github.wasmspring.Backends;
import io.github.wasmspring.backend.WasmBackend;

/**
 * A backend to run the suite on.
 *
 * @param backend the backend
 * @param engine runs a script on the engine underneath, to compare with
 */
record SpecificationBackend(WasmBackend backend, Function<SpecificationScript, List<SpecificationOutcome>> engine) {

	/**
	 * The backends that are compared with the specification.
	 */
	static final List<SpecificationBackend> ALL = Backends.standard().stream().map(SpecificationBackend::of).toList();

	private static SpecificationBackend of(Backends backend) {
		return new SpecificationBackend(backend.get(), switch (backend) {
			case CHICORY -> (script) -> ScriptRunner.run(script, ChicorySession.compiled());
			case CHICORY_INTERPRETER -> (script) -> ScriptRunner.run(script, ChicorySession.interpreted());
			case WASMTIME, WASMTIME_DEDICATED -> new ForkedSuite(WasmtimeSuite.class)::outcomes;
		});
	}

	@Override
	public String toString() {
		return this.backend.getId();
	}

}
