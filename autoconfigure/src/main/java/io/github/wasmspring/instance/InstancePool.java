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
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmInstance;

/**
 * Keeps instances for later calls. With room for one instance it serves the mode
 * {@link InstanceMode#SINGLE} too.
 */
final class InstancePool extends SlotInstances {

	/**
	 * Whether the only instance that there may be has state that its users rely on, so
	 * that it makes no room for another.
	 */
	private final boolean single;

	InstancePool(InstanceFactory factory, InstanceSettings settings) {
		super(factory, settings);
		this.single = settings.mode() == InstanceMode.SINGLE;
	}

	@Override
	public InstanceSlot lend(Duration timeout) {
		InstanceSlot slot = slots().take();
		DefaultWasmInstance instance = slot.getInstance();
		if (instance == null || !instance.isOpen()) {
			fill(slot, timeout);
		}
		return slot;
	}

	@Override
	public void takeBack(InstanceSlot slot) {
		DefaultWasmInstance instance = slot.getInstance();
		if (instance != null && (instance.hasFailed() || !instance.isOpen())) {
			slot.closeInstance();
		}
		slots().giveBack(slot);
	}

	@Override
	public <T extends @Nullable Object> T executeOnNew(@Nullable Duration timeout, Function<WasmInstance, T> action) {
		InstanceSlot slot = slots().takeEmpty();
		try {
			if (!this.single) {
				slot.closeInstance();
			}
			return factory().executeOnNew(timeout, action);
		}
		finally {
			slots().giveBack(slot);
		}
	}

}
