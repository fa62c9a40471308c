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

package io.github.wasmspring.backend;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;

/**
 * Backend that leaves its caller waiting no longer than a binary may take to compile.
 */
final class BoundedCompilation implements WasmBackend {

	private final WasmBackend backend;

	private final CompilationThreads threads;

	BoundedCompilation(WasmBackend backend, CompilationThreads threads) {
		this.backend = backend;
		this.threads = threads;
	}

	@Override
	public String getId() {
		return this.backend.getId();
	}

	@Override
	public @Nullable BackendArtifacts getArtifacts() {
		return this.backend.getArtifacts();
	}

	@Override
	public BackendModule load(WasmBinary binary) {
		return run(binary, new Compilation<>(() -> this.backend.load(binary), BackendModule::close));
	}

	@Override
	public void validate(WasmBinary binary) {
		run(binary, new Compilation<>(() -> {
			this.backend.validate(binary);
			return Boolean.TRUE;
		}, (valid) -> {
		}));
	}

	private <T> T run(WasmBinary binary, Compilation<T> compilation) {
		Duration timeout = binary.getCompileTime();
		try {
			if (!this.threads.acquire(timeout)) {
				throw failure(Reason.COMPILE_TIMEOUT, binary,
						"it was not compiled within %d ms, since all threads for that were busy with the modules %s"
							.formatted(timeout.toMillis(), this.threads.busyWith()),
						"Remove or limit the modules that take so long, or raise 'wasm.modules.%s.compile-timeout'."
							.formatted(binary.getName()));
			}
			this.threads.run(binary.getName(), compilation);
			return compilation.await(timeout, () -> failure(Reason.COMPILE_TIMEOUT, binary,
					"it was not compiled within %d ms".formatted(timeout.toMillis()),
					"Raise 'wasm.modules.%s.compile-timeout' if you trust the module.".formatted(binary.getName())));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw failure(Reason.INTERRUPTED, binary, "the thread was interrupted while the module was compiled", null);
		}
	}

	private WasmLoadException failure(Reason reason, WasmBinary binary, String fact, @Nullable String remedy) {
		return new WasmLoadException(reason, WasmErrorContext.of(binary.getName(), getId()), fact, remedy, null);
	}

}
