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

package io.github.wasmspring.backend.chicory;

import io.github.wasmspring.backend.AbstractBackendContractTests;
import io.github.wasmspring.backend.BackendArtifacts;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.binary.WasmBinary;

/**
 * Tests for modules of the backend {@code chicory} that were read from artifacts.
 */
class ChicoryArtifactBackendTests extends AbstractBackendContractTests {

	private final WasmBackend backend = new ReadingBackend(ChicoryBackend.compiled());

	@Override
	protected WasmBackend backend() {
		return this.backend;
	}

	/**
	 * Reads each module from the artifact of another.
	 *
	 * @param delegate what compiles
	 */
	private record ReadingBackend(ChicoryBackend delegate) implements WasmBackend {

		@Override
		public String getId() {
			return this.delegate.getId();
		}

		@Override
		public BackendModule load(WasmBinary binary) {
			BackendArtifacts artifacts = new ChicoryArtifacts(getId(), false, MemoryBudget.ofHeap());
			return artifacts.read(binary.getName(), artifacts.write(this.delegate.load(binary)));
		}

	}

}
