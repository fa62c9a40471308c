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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.BackendFunction;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.DelegatingInstance;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.binary.WasmBinary;

/**
 * A compiled guest that counts its instances, and fails where a test wants it to.
 */
final class ObservedModule implements BackendModule {

	private final BackendModule delegate;

	private final WasmModule module;

	final List<ObservedInstance> instances = new CopyOnWriteArrayList<>();

	@Nullable RuntimeException failureToInstantiate;

	@Nullable RuntimeException failureToCall;

	@Nullable RuntimeException failureToClose;

	ObservedModule(String guest) {
		this.module = Guests.load(guest, ChicoryBackend.interpreted());
		this.delegate = ChicoryBackend.interpreted().load(WasmBinary.of(guest, Guests.bytes(guest)));
	}

	WasmModule module() {
		return this.module;
	}

	InstancePool open(InstanceSettings settings) {
		return open(settings, ModuleImports.NONE);
	}

	InstancePool open(InstanceSettings settings, ModuleImports imports) {
		return new InstancePool(this.module, this, imports, settings, VirtualThreadMode.CARRIER, (function) -> null);
	}

	long countOpen() {
		return this.instances.stream().filter((instance) -> !instance.closed).count();
	}

	@Override
	public List<WasmExport> getExports() {
		return this.delegate.getExports();
	}

	@Override
	public List<WasmImport> getImports() {
		return this.delegate.getImports();
	}

	@Override
	public BackendInstance instantiate(BackendImports imports) {
		throwIfPresent(this.failureToInstantiate);
		ObservedInstance instance = new ObservedInstance(this.delegate.instantiate(imports));
		this.instances.add(instance);
		return instance;
	}

	private static void throwIfPresent(@Nullable RuntimeException failure) {
		if (failure != null) {
			throw failure;
		}
	}

	/**
	 * An instance that knows whether it was closed.
	 */
	final class ObservedInstance extends DelegatingInstance {

		private volatile boolean closed;

		private ObservedInstance(BackendInstance instance) {
			super(instance);
		}

		boolean isClosed() {
			return this.closed;
		}

		@Override
		public @Nullable BackendFunction getFunction(String name) {
			BackendFunction function = super.getFunction(name);
			if (function == null) {
				return null;
			}
			return (arguments) -> {
				throwIfPresent(ObservedModule.this.failureToCall);
				return function.call(arguments);
			};
		}

		@Override
		public void close() {
			if (this.closed) {
				throw new IllegalStateException("closed twice");
			}
			this.closed = true;
			super.close();
			throwIfPresent(ObservedModule.this.failureToClose);
		}

	}

}
