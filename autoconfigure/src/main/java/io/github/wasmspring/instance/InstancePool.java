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

import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmInstance;

/**
 * Keeps instances for later calls. With room for one instance it serves the mode
 * {@link InstanceMode#SINGLE} too.
 */
final class InstancePool implements InstanceSource, InstanceLender {

	private final InstanceFactory factory;

	private final InstanceSlots slots;

	InstancePool(InstanceFactory factory, InstanceSettings settings) {
		this.factory = factory;
		this.slots = new InstanceSlots(factory.module(), settings);
	}

	@Override
	public InstanceSlot lend() {
		InstanceSlot slot = this.slots.take();
		DefaultWasmInstance instance = slot.getInstance();
		if (instance == null || !instance.isOpen()) {
			fill(slot);
		}
		return slot;
	}

	private void fill(InstanceSlot slot) {
		boolean filled = false;
		try {
			slot.setInstance(null);
			slot.setInstance(this.factory.create(true, slot));
			filled = true;
		}
		finally {
			if (!filled) {
				this.slots.giveBack(slot);
			}
		}
	}

	@Override
	public void takeBack(InstanceSlot slot) {
		DefaultWasmInstance instance = slot.getInstance();
		if (instance != null && (instance.hasFailed() || !instance.isOpen())) {
			slot.setInstance(null);
			instance.close();
		}
		this.slots.giveBack(slot);
	}

	@Override
	public <T extends @Nullable Object> T execute(@Nullable Duration timeout, Function<WasmInstance, T> action) {
		InstanceSlot slot = lend();
		try {
			return InstanceFactory.apply(slot.requireInstance(), timeout, action);
		}
		finally {
			takeBack(slot);
		}
	}

	@Override
	public <T extends @Nullable Object> T executeOnNew(@Nullable Duration timeout, Function<WasmInstance, T> action) {
		InstanceSlot slot = this.slots.takeEmpty();
		try {
			return this.factory.executeOnNew(timeout, action);
		}
		finally {
			this.slots.giveBack(slot);
		}
	}

	@Override
	public MethodHandle getHandle(@Nullable Duration timeout, WasmExport function) {
		return new DirectFunction(this, (timeout != null) ? timeout : this.factory.timeout(), function).getHandle();
	}

	@Override
	public WasmInstance create() {
		this.slots.checkOpen();
		return this.factory.create(false, new InstanceLock());
	}

	@Override
	public void close() {
		this.slots.close();
	}

}
