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

package io.github.wasmspring.backend.wasmtime;

import java.lang.ref.Cleaner;
import java.util.List;

import io.github.kawamuray.wasmtime.Extern;
import io.github.kawamuray.wasmtime.Instance;
import io.github.kawamuray.wasmtime.Module;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.binary.EncodedModule;

/**
 * A compiled module.
 */
final class WasmtimeModule implements BackendModule {

	private final WasmtimeEngine engine;

	private final WasmtimeFailures failures;

	/**
	 * What native code takes for a byte of a guest, measured with guests of 900 bytes to
	 * 1 MB, and for one without any.
	 */
	private static final double NATIVE_CODE = 3.2;

	private static final int NATIVE_MODULE = 64 * 1024;

	private final GuestNames names;

	private final GuestMemory memory;

	private final long size;

	private final SharedHandle<Module> module;

	private final @Nullable SharedHandle<Module> callees;

	private final List<WasmExport> exports;

	private final List<WasmImport> imports;

	private final GuestExports guestExports;

	private final Cleaner.Cleanable cleanable;

	private WasmtimeModule(WasmtimeEngine engine, WasmtimeFailures failures, GuestBinary guest, GuestExports exports,
			SharedHandle<Module> module, @Nullable SharedHandle<Module> callees) {
		this.engine = engine;
		this.failures = failures;
		this.names = guest.names();
		this.memory = GuestMemory.of(guest.module().index());
		this.size = guest.module().size();
		this.module = module;
		this.callees = callees;
		this.exports = guest.module().index().exports();
		this.imports = guest.module().index().imports();
		this.guestExports = exports;
		this.cleanable = Cleaning.register(this, () -> release(module, callees));
	}

	static WasmtimeModule load(WasmtimeEngine engine, String name, EncodedModule encoded) {
		WasmtimeFailures failures = new WasmtimeFailures(name);
		GuestBinary guest = GuestBinary.of(encoded, failures);
		GuestExports exports = new GuestExports(guest.module().index(), GuestStack.of(name, guest.module()));
		SharedHandle<Module> module = compile(engine, failures, guest.module());
		try {
			return new WasmtimeModule(engine, failures, guest, exports, module,
					compileCallees(engine, failures, guest.module().index().imports()));
		}
		catch (RuntimeException | Error ex) {
			module.release();
			throw ex;
		}
	}

	private static @Nullable SharedHandle<Module> compileCallees(WasmtimeEngine engine, WasmtimeFailures failures,
			List<WasmImport> imports) {
		List<WasmFunctionType> types = HostFunctionTypes.of(imports);
		return types.isEmpty() ? null : compile(engine, failures, Shims.callees(types));
	}

	private static SharedHandle<Module> compile(WasmtimeEngine engine, WasmtimeFailures failures,
			EncodedModule binary) {
		engine.retain();
		try {
			return new SharedHandle<>(engine.compile(binary), engine::release);
		}
		catch (RuntimeException ex) {
			engine.release();
			throw failures.load(ex);
		}
		catch (Error ex) {
			engine.release();
			throw ex;
		}
	}

	private static void release(SharedHandle<Module> module, @Nullable SharedHandle<Module> callees) {
		module.release();
		if (callees != null) {
			callees.release();
		}
	}

	@Override
	public List<WasmExport> getExports() {
		return this.exports;
	}

	@Override
	public List<WasmImport> getImports() {
		return this.imports;
	}

	@Override
	public BackendModule withName(String name) {
		return new Named(new WasmtimeFailures(name));
	}

	@Override
	public BackendInstance instantiate(BackendImports imports) {
		return instantiate(imports, this.failures);
	}

	private BackendInstance instantiate(BackendImports imports, WasmtimeFailures failures) {
		StackCheck.check();
		List<BackendImports.Function> functions = HostFunctionTypes.find(this.imports, imports, failures);
		return this.module.use((module) -> instantiate(module, functions, failures));
	}

	private BackendInstance instantiate(Module module, List<BackendImports.Function> functions,
			WasmtimeFailures failures) {
		WasmtimeStore store = WasmtimeStore.open(this.engine, this.memory, failures);
		try {
			List<Extern> externs = (this.callees != null)
					? this.callees.use((shim) -> store.linkHost(shim, functions.size())) : List.of();
			Instance handle = store.instantiate(module, externs);
			store.watch(handle, this.names.memory());
			WasmtimeInstance instance = new WasmtimeInstance(store, handle, this.guestExports, this.names, functions);
			instance.start();
			return instance;
		}
		catch (RuntimeException | Error ex) {
			store.close();
			throw ex;
		}
	}

	@Override
	public MemoryBudget getMemoryBudget() {
		return this.engine.budget();
	}

	@Override
	public long estimateMemory() {
		return NATIVE_MODULE + (long) (NATIVE_CODE * this.size);
	}

	/**
	 * Release the module, once no instance is being created any longer. Instances don't
	 * need it.
	 */
	@Override
	public void close() {
		this.cleanable.clean();
	}

	/**
	 * The module under another name.
	 */
	private final class Named implements BackendModule {

		private final WasmtimeFailures failures;

		Named(WasmtimeFailures failures) {
			this.failures = failures;
		}

		@Override
		public List<WasmExport> getExports() {
			return WasmtimeModule.this.getExports();
		}

		@Override
		public List<WasmImport> getImports() {
			return WasmtimeModule.this.getImports();
		}

		@Override
		public BackendModule withName(String name) {
			return WasmtimeModule.this.withName(name);
		}

		@Override
		public BackendInstance instantiate(BackendImports imports) {
			return WasmtimeModule.this.instantiate(imports, this.failures);
		}

		@Override
		public MemoryBudget getMemoryBudget() {
			return WasmtimeModule.this.getMemoryBudget();
		}

		@Override
		public long estimateMemory() {
			return WasmtimeModule.this.estimateMemory();
		}

	}

}
