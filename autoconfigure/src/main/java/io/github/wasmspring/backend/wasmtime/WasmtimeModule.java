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
import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.kawamuray.wasmtime.Extern;
import io.github.kawamuray.wasmtime.Instance;
import io.github.kawamuray.wasmtime.Module;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmExternalType;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendLimits;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.WasmBinary;
import io.github.wasmspring.backend.parser.ModuleTypes;

/**
 * A compiled module.
 */
final class WasmtimeModule implements BackendModule {

	private final Parts parts;

	private final WasmtimeFailures failures;

	private final @Nullable WasmtimeModule owner;

	private final Cleaner.@Nullable Cleanable cleanable;

	private WasmtimeModule(Parts parts, WasmtimeFailures failures) {
		this.parts = parts;
		this.failures = failures;
		this.owner = null;
		this.cleanable = Cleaning.register(this, parts::release);
	}

	/**
	 * Create a module that shares everything with another one.
	 */
	private WasmtimeModule(WasmtimeModule owner, String name) {
		this.parts = owner.parts;
		this.failures = new WasmtimeFailures(name);
		this.owner = owner;
		this.cleanable = null;
	}

	static WasmtimeModule load(WasmtimeEngine engine, WasmBinary binary, ModuleTypes types) {
		WasmtimeFailures failures = new WasmtimeFailures(binary.getName());
		GuestBinary guest = new GuestBinary(binary.getBytes(), types);
		SharedHandle<Module> module = compile(engine, failures, guest.write());
		try {
			return new WasmtimeModule(
					new Parts(engine, guest, module, compileCallees(engine, failures, types.imports()), types.exports(),
							types.exports().stream().collect(Collectors.toMap(WasmExport::name, WasmExport::type)),
							types.imports()),
					failures);
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

	private static SharedHandle<Module> compile(WasmtimeEngine engine, WasmtimeFailures failures, byte[] binary) {
		engine.retain();
		try {
			return new SharedHandle<>(engine.compile(binary), engine::release);
		}
		catch (RuntimeException ex) {
			engine.release();
			throw failures.load(ex);
		}
	}

	@Override
	public List<WasmExport> getExports() {
		return this.parts.exports();
	}

	@Override
	public List<WasmImport> getImports() {
		return this.parts.imports();
	}

	@Override
	public BackendModule withName(String name) {
		return new WasmtimeModule(this, name);
	}

	@Override
	public BackendInstance instantiate(BackendImports imports, BackendLimits limits) {
		StackCheck.check();
		List<BackendImports.Function> functions = HostFunctionTypes.find(getImports(), imports, this.failures);
		WasmtimeStore store = WasmtimeStore.open(this.parts.engine(), this.failures);
		try {
			Instance handle = this.parts.module().use((module) -> store.instantiate(module, link(store, functions)));
			WasmtimeInstance instance = new WasmtimeInstance(store, handle, this.parts, functions);
			instance.start(limits.timeout());
			return instance;
		}
		catch (RuntimeException | Error ex) {
			store.close();
			throw ex;
		}
		finally {
			Reference.reachabilityFence(this.owner);
			Reference.reachabilityFence(this);
		}
	}

	private List<Extern> link(WasmtimeStore store, List<BackendImports.Function> functions) {
		SharedHandle<Module> callees = this.parts.callees();
		return (callees != null) ? callees.use((module) -> store.linkHost(module, functions.size())) : List.of();
	}

	/**
	 * Release the module, once no instance is being created any longer. Instances don't
	 * need it.
	 */
	@Override
	public void close() {
		if (this.cleanable != null) {
			this.cleanable.clean();
		}
	}

	/**
	 * What a module consists of, whatever it is called.
	 *
	 * @param engine the engine
	 * @param binary says how to reach what was added to the guest
	 * @param module the compiled guest
	 * @param callees the module whose exports the guest imports, or {@code null}
	 * @param exports what the guest exports
	 * @param exportTypes the same by name
	 * @param imports what the guest imports
	 */
	record Parts(WasmtimeEngine engine, GuestBinary binary, SharedHandle<Module> module,
			@Nullable SharedHandle<Module> callees, List<WasmExport> exports, Map<String, WasmExternalType> exportTypes,
			List<WasmImport> imports) {

		private void release() {
			this.module.release();
			if (this.callees != null) {
				this.callees.release();
			}
		}

	}

}
