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

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmMemory;
import io.github.wasmspring.WasmMemoryType;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.BackendInstance;

/**
 * Looks at the instances in slots. A memory is read only while nobody else uses its
 * instance, which engines with native memory demand.
 */
final class SlotUsage implements InstanceUsage {

	private final WasmModule module;

	private final Slots slots;

	SlotUsage(WasmModule module, Slots slots) {
		this.module = module;
		this.slots = slots;
	}

	@Override
	public int getActive() {
		int count = 0;
		for (Slot slot : this.slots.all()) {
			count += (slot.isHeld()) ? 1 : 0;
		}
		return count;
	}

	@Override
	public int getIdle() {
		int count = 0;
		for (Slot slot : this.slots.all()) {
			count += (!slot.isHeld() && slot.getInstance() != null) ? 1 : 0;
		}
		return count;
	}

	@Override
	public int getWaiting() {
		return this.slots.countWaiting();
	}

	@Override
	public long getMemory() {
		List<WasmExport> memories = memories(this.module.getExports());
		long size = 0;
		for (Slot slot : this.slots.all()) {
			size += (slot.getInstance() != null || slot.isHeld()) ? getMemory(slot, memories) : 0;
		}
		return size;
	}

	/**
	 * Return the slots, first those whose instances have the most memory.
	 */
	List<Slot> largestFirst() {
		List<WasmExport> memories = memories(this.module.getExports());
		Map<Slot, Long> sizes = new IdentityHashMap<>();
		for (Slot slot : this.slots.all()) {
			sizes.put(slot, (slot.getInstance() != null) ? getMemory(slot, memories) : 0);
		}
		return sizes.entrySet()
			.stream()
			.sorted(Map.Entry.<Slot, Long>comparingByValue().reversed())
			.map(Map.Entry::getKey)
			.toList();
	}

	private long getMemory(Slot slot, List<WasmExport> memories) {
		if (!slot.tryLock()) {
			return Math.max(slot.getKnownMemory(), declared(memories));
		}
		try {
			DefaultWasmInstance instance = slot.getInstance();
			long size = (instance != null && instance.isOpen()) ? read(instance.backend(), memories) : 0;
			slot.setKnownMemory(size);
			return size;
		}
		finally {
			this.slots.giveBack(slot);
		}
	}

	/**
	 * Return the size of the exported memories of an instance that nobody else uses.
	 */
	static long read(WasmModule module, BackendInstance instance) {
		return read(instance, memories(module.getExports()));
	}

	private static long read(BackendInstance instance, List<WasmExport> memories) {
		return memories.stream()
			.mapToLong((memory) -> Objects.requireNonNull(instance.getMemory(memory.name())).pages())
			.sum() * WasmMemory.PAGE_SIZE;
	}

	static List<WasmExport> memories(List<WasmExport> exports) {
		return exports.stream().filter((export) -> export.type() instanceof WasmMemoryType).toList();
	}

	/**
	 * Return the size that memories have at the start.
	 */
	static long declared(List<WasmExport> memories) {
		return memories.stream().mapToLong((memory) -> ((WasmMemoryType) memory.type()).minimum()).sum()
				* WasmMemory.PAGE_SIZE;
	}

}
