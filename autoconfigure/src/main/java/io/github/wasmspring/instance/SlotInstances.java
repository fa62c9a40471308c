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
 * Runs calls on instances in slots, of which there is a limited number.
 */
abstract sealed class SlotInstances implements InstanceSource, InstanceLender permits InstancePool, PerCallInstances {

	private final InstanceFactory factory;

	private final InstanceSlots slots;

	private final InstanceUsage usage;

	SlotInstances(InstanceFactory factory, InstanceSettings settings) {
		this.factory = factory;
		this.slots = new InstanceSlots(factory.module(), settings);
		this.usage = new SlotUsage(factory.module(), this.slots);
	}

	final InstanceFactory factory() {
		return this.factory;
	}

	final InstanceSlots slots() {
		return this.slots;
	}

	/**
	 * Put a new instance into a slot that was taken, or give it back if there is none.
	 */
	final void fill(InstanceSlot slot, Duration timeout) {
		boolean filled = false;
		try {
			slot.setInstance(null);
			slot.setInstance(this.factory.create(slot, timeout));
			filled = true;
		}
		finally {
			if (!filled) {
				this.slots.giveBack(slot);
			}
		}
	}

	@Override
	public final <T extends @Nullable Object> T execute(@Nullable Duration timeout, Function<WasmInstance, T> action) {
		InstanceSlot slot = lend(this.factory.timeout(timeout));
		try {
			return InstanceFactory.apply(slot.requireInstance(), timeout, action);
		}
		finally {
			slot.forgetCreation();
			takeBack(slot);
		}
	}

	@Override
	public final MethodHandle getHandle(@Nullable Duration timeout, WasmExport function) {
		return new DirectFunction(this, this.factory.timeout(timeout), function).getHandle();
	}

	@Override
	public final WasmInstance create() {
		this.slots.checkOpen();
		return this.factory.create();
	}

	@Override
	public final InstanceUsage getUsage() {
		return this.usage;
	}

	@Override
	public final boolean awaitCalls(Duration timeout) {
		return this.slots.awaitFree(timeout);
	}

	@Override
	public final void close() {
		this.slots.close();
	}

}
