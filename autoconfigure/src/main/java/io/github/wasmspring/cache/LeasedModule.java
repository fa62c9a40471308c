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

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmModuleCode;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.LoadSource;
import io.github.wasmspring.backend.MemoryBudget;

/**
 * A {@link SharedModule} as one of its users sees it.
 */
final class LeasedModule implements BackendModule {

	private final SharedModule shared;

	private final BackendModule module;

	private final LoadSource source;

	private final AtomicBoolean closed;

	LeasedModule(SharedModule shared, String name, LoadSource source) {
		this(shared, name, source, new AtomicBoolean());
	}

	private LeasedModule(SharedModule shared, String name, LoadSource source, AtomicBoolean closed) {
		this.shared = shared;
		this.module = shared.module().withName(name);
		this.source = source;
		this.closed = closed;
	}

	SharedModule shared() {
		return this.shared;
	}

	/**
	 * Return the module as its backend knows it.
	 */
	BackendModule unwrap() {
		return this.shared.module();
	}

	@Override
	public List<WasmExport> getExports() {
		return this.module.getExports();
	}

	@Override
	public List<WasmImport> getImports() {
		return this.module.getImports();
	}

	@Override
	public BackendInstance instantiate(BackendImports imports) {
		return this.module.instantiate(imports);
	}

	@Override
	public BackendModule withName(String name) {
		return new LeasedModule(this.shared, name, this.source, this.closed);
	}

	@Override
	public LoadSource getSource() {
		return this.source;
	}

	@Override
	public @Nullable MemoryBudget getMemoryBudget() {
		return this.module.getMemoryBudget();
	}

	@Override
	public long estimateMemory() {
		return this.module.estimateMemory();
	}

	@Override
	public WasmModuleCode describeCode() {
		return this.module.describeCode();
	}

	@Override
	public void releaseSpareMemory() {
		this.module.releaseSpareMemory();
	}

	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.shared.release();
		}
	}

}
