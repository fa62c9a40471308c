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

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.WasiContext;
import io.github.wasmspring.backend.WasiContexts;
import io.github.wasmspring.wasi.WasiStreams;

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

	private final WasmModule owner;

	private final BackendModule compiled;

	private final ModuleImports imports;

	private final Duration timeout;

	private final long maxMemory;

	private final boolean initialize;

	private final PoolListener listener;

	private final boolean told;

	/**
	 * Create a new factory.
	 * @param module the module, for messages
	 * @param owner the module that instances say they belong to
	 */
	InstanceFactory(WasmModule module, WasmModule owner, BackendModule compiled, ModuleImports imports,
			InstanceSettings settings, PoolListener listener) {
		this.module = module;
		this.owner = owner;
		this.compiled = compiled;
		this.imports = imports;
		this.timeout = settings.timeout();
		this.maxMemory = settings.maxMemory().toBytes();
		this.initialize = compiled.getExports().contains(INITIALIZE);
		this.listener = listener;
		this.told = imports.wasi() != null || !imports.functions().isEmpty();
	}

	WasmModule module() {
		return this.module;
	}

	/**
	 * Return whether instances are told the functions that they run.
	 */
	boolean isTold() {
		return this.told;
	}

	/**
	 * Return the longest time of calls that have none of their own.
	 */
	Duration timeout() {
		return this.timeout;
	}

	/**
	 * Create an instance that belongs to its user: a trap does not close it, and its
	 * first call has as much time as any.
	 */
	DefaultWasmInstance create() {
		Slot slot = Slot.ofUser();
		slot.lock();
		try {
			DefaultWasmInstance instance = create(slot, this.timeout, null);
			instance.timer().spend(0);
			return instance;
		}
		finally {
			slot.unlock();
		}
	}

	/**
	 * Create an instance for a slot, whose lock the current thread holds.
	 * @param timeout the longest time, zero for any time; what was needed of it counts
	 * for the first call
	 * @param streams what it sees of the system for a single call, or {@code null}
	 */
	DefaultWasmInstance create(Slot slot, Duration timeout, @Nullable WasiStreams streams) {
		CallTimer timer = slot
			.timer(() -> new CallTimer(this.module, this.timeout, (stack) -> RunningCalls.isOn(stack, slot)));
		DefaultWasmInstance instance = new DefaultWasmInstance(this.module, this.owner, slot, timer, this.listener,
				this.maxMemory, this.told);
		timer.spend(0);
		long start = System.nanoTime();
		boolean complete = false;
		try {
			instance.setWasi(openWasi(streams));
			instance.run(Call.whole(timeout, null, null), () -> start(instance));
			complete = true;
		}
		finally {
			if (!complete) {
				instance.discard();
			}
		}
		timer.spend(System.nanoTime() - start);
		return instance;
	}

	private @Nullable WasiContext openWasi(@Nullable WasiStreams streams) {
		WasiContexts wasi = this.imports.wasi();
		if (wasi == null) {
			return null;
		}
		return (streams != null) ? wasi.open(streams) : wasi.open();
	}

	private @Nullable Void start(DefaultWasmInstance instance) {
		try {
			instance.attach(this.compiled.instantiate(this.imports.forInstance(instance)));
		}
		catch (RuntimeException ex) {
			throw GuestFailures.translate(ex, WasmErrorContext.of(this.module), "cannot be instantiated: ");
		}
		if (this.initialize) {
			instance.getFunction(INITIALIZE.name()).callRaw();
		}
		return null;
	}

}
