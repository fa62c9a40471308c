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
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.backend.BackendArtifacts;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.binary.WasmBinary;

/**
 * Backend that counts what it compiles, reads, writes and closes. Its artifacts are the
 * binaries themselves.
 */
public class CountingBackend implements WasmBackend, BackendArtifacts {

	final AtomicInteger compiled = new AtomicInteger();

	final AtomicInteger read = new AtomicInteger();

	final AtomicInteger closed = new AtomicInteger();

	final AtomicInteger resting = new AtomicInteger();

	/**
	 * What each module says that it keeps.
	 */
	long memory;

	private final WasmBackend delegate = ChicoryBackend.interpreted();

	private final String format;

	@Nullable Runnable beforeCompiling;

	public CountingBackend() {
		this("counting 1");
	}

	CountingBackend(String format) {
		this.format = format;
	}

	public int compiled() {
		return this.compiled.get();
	}

	public void reset() {
		this.compiled.set(0);
	}

	@Override
	public String getId() {
		return "counting";
	}

	@Override
	public BackendModule load(WasmBinary binary) {
		this.compiled.incrementAndGet();
		if (this.beforeCompiling != null) {
			this.beforeCompiling.run();
		}
		return new Module(this.delegate.load(binary), binary, this);
	}

	@Override
	public BackendArtifacts getArtifacts() {
		return this;
	}

	@Override
	public String getFormat() {
		return this.format;
	}

	@Override
	public byte[] write(BackendModule module) {
		return ((Module) module).binary().getModule().bytes();
	}

	@Override
	public BackendModule read(String name, byte[] artifact) {
		this.read.incrementAndGet();
		if (artifact.length == 0) {
			throw new WasmLoadException(Reason.MALFORMED, WasmErrorContext.of(name, getId()), "empty", null, null);
		}
		WasmBinary binary = WasmBinary.of(name, artifact);
		return new Module(this.delegate.load(binary), binary, this);
	}

	private record Module(BackendModule module, WasmBinary binary, CountingBackend backend) implements BackendModule {

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
			return this.module.withName(name);
		}

		@Override
		public long estimateMemory() {
			return this.backend.memory;
		}

		@Override
		public void releaseSpareMemory() {
			this.backend.resting.incrementAndGet();
		}

		@Override
		public void close() {
			this.backend.closed.incrementAndGet();
		}

	}

}
