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

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.wasmspring.ModuleLog;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.backend.WasiContext;
import io.github.wasmspring.backend.WasiContexts;
import io.github.wasmspring.wasi.Sandbox;
import io.github.wasmspring.wasi.WasiDirectory;
import io.github.wasmspring.wasi.WasiSettings;
import io.github.wasmspring.wasi.WasiStreams;

/**
 * Opens the contexts of one module, which share its directories.
 */
final class ChicoryWasiContexts implements WasiContexts {

	private final String module;

	private final WasiSettings settings;

	private final WasmErrorContext context;

	private final ModuleLog log;

	private final Sandbox sandbox;

	private final AtomicBoolean closed = new AtomicBoolean();

	ChicoryWasiContexts(String module, WasiSettings settings, WasmErrorContext context, ModuleLog log,
			Sandbox sandbox) {
		this.module = module;
		this.settings = settings;
		this.context = context;
		this.log = log;
		this.sandbox = sandbox;
	}

	@Override
	public WasiContext open() {
		return new ChicoryWasiContext(this.module, this.settings, this.context, this.log, this.sandbox, null);
	}

	@Override
	public WasiContext open(WasiStreams streams) {
		return new ChicoryWasiContext(this.module, streams.apply(this.settings), this.context, this.log, this.sandbox,
				streams);
	}

	@Override
	public List<WasiDirectory> getDirectories() {
		return this.sandbox.getDirectories();
	}

	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.sandbox.close();
		}
	}

}
