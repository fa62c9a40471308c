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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.WasiContext;
import io.github.wasmspring.backend.WasiContexts;

/**
 * Creates initialized instances of one module.
 */
final class InstanceFactory {

	/**
	 * Export that a reactor initializes itself by.
	 */
	private static final WasmExport INITIALIZE = new WasmExport("_initialize",
			new WasmFunctionType(List.of(), List.of()));

	private final WasmModule module;

	private final BackendModule compiled;

	private final ModuleImports imports;

	private final Duration timeout;

	private final boolean initialize;

	InstanceFactory(WasmModule module, BackendModule compiled, ModuleImports imports, InstanceSettings settings) {
		this.module = module;
		this.compiled = compiled;
		this.imports = imports;
		this.timeout = settings.timeout();
		this.initialize = compiled.getExports().contains(INITIALIZE);
	}

	WasmModule module() {
		return this.module;
	}

	/**
	 * Return a timeout, or that of the settings if it is {@code null}.
	 */
	Duration timeout(@Nullable Duration timeout) {
		return (timeout != null) ? timeout : this.timeout;
	}

	/**
	 * Create an instance that belongs to its user: a trap does not close it, and its
	 * first call has as much time as any.
	 */
	DefaultWasmInstance create() {
		DefaultWasmInstance instance = create(InstanceOwner.user(newTimer()), this.timeout);
		instance.timer().spend(0);
		return instance;
	}

	/**
	 * Create an instance for a slot, whose lock the current thread holds.
	 */
	DefaultWasmInstance create(InstanceSlot slot, Duration timeout) {
		return create(InstanceOwner.slot(slot, slot.timer(this::newTimer)), timeout);
	}

	private CallTimer newTimer() {
		return new CallTimer(this.module, this.timeout);
	}

	/**
	 * Create an instance.
	 * @param timeout the longest time, zero for any time; what was needed of it counts
	 * for the first call
	 */
	private DefaultWasmInstance create(InstanceOwner owner, Duration timeout) {
		WasiContext wasi = openWasi();
		CallTimer timer = owner.timer();
		timer.spend(0);
		long start = System.nanoTime();
		DefaultWasmInstance instance = null;
		try {
			InstanceHolder holder = new InstanceHolder(this.module, owner, wasi);
			instance = holder.get(instantiate(holder, timer, timeout));
		}
		finally {
			if (instance == null) {
				owner.release();
				QuietCloser.close(this.module, wasi);
			}
		}
		timer.spend(System.nanoTime() - start);
		if (this.initialize) {
			initialize(instance, timeout);
			timer.spend(System.nanoTime() - start);
		}
		return instance;
	}

	/**
	 * Run an action on a new instance, which is closed afterwards.
	 */
	<T extends @Nullable Object> T executeOnNew(@Nullable Duration timeout, Function<WasmInstance, T> action) {
		try (DefaultWasmInstance instance = create(InstanceOwner.call(newTimer()), timeout(timeout))) {
			return apply(instance, timeout, action);
		}
	}

	/**
	 * Run an action on an instance.
	 * @param timeout how long its guest code may run in total, or {@code null} if only
	 * each of its calls is limited
	 */
	static <T extends @Nullable Object> T apply(DefaultWasmInstance instance, @Nullable Duration timeout,
			Function<WasmInstance, T> action) {
		return (timeout != null) ? instance.within(timeout, action) : action.apply(instance);
	}

	private @Nullable WasiContext openWasi() {
		WasiContexts wasi = this.imports.wasi();
		return (wasi != null) ? wasi.open() : null;
	}

	private BackendInstance instantiate(InstanceHolder holder, CallTimer timer, Duration timeout) {
		AtomicReference<BackendInstance> created = new AtomicReference<>();
		try {
			return timer.time(timeout, null, () -> {
				BackendInstance instance = this.compiled.instantiate(this.imports.forInstance(holder));
				created.set(instance);
				return instance;
			});
		}
		catch (RuntimeException ex) {
			QuietCloser.close(this.module, created.get());
			throw GuestFailures.translate(ex, WasmErrorContext.of(this.module), "cannot be instantiated: ");
		}
	}

	private void initialize(DefaultWasmInstance instance, Duration timeout) {
		try {
			instance.within(timeout, (initialized) -> initialized.getFunction(INITIALIZE.name()).callRaw());
		}
		catch (RuntimeException | Error ex) {
			instance.close();
			throw ex;
		}
	}

}
