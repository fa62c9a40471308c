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

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.WasiContext;

/**
 * Gives the functions that an instance imports the instance itself, even while its start
 * section runs.
 */
final class InstanceHolder {

	private final WasmModule module;

	private final InstanceOwner owner;

	private final @Nullable WasiContext wasi;

	private @Nullable DefaultWasmInstance instance;

	InstanceHolder(WasmModule module, InstanceOwner owner, @Nullable WasiContext wasi) {
		this.module = module;
		this.owner = owner;
		this.wasi = wasi;
	}

	@Nullable WasiContext wasi() {
		return this.wasi;
	}

	DefaultWasmInstance get(BackendInstance backend) {
		DefaultWasmInstance current = this.instance;
		if (current == null) {
			current = new DefaultWasmInstance(this.module, backend, this.wasi, this.owner);
			this.instance = current;
		}
		return current;
	}

}
