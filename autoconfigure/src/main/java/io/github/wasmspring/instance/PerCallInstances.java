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
 * Creates an instance for each call and closes it afterwards.
 */
final class PerCallInstances extends SlotInstances {

	PerCallInstances(InstanceFactory factory, InstanceSettings settings) {
		super(factory, settings);
	}

	@Override
	public InstanceSlot lend(Duration timeout) {
		InstanceSlot slot = slots().takeEmpty();
		fill(slot, timeout);
		return slot;
	}

	@Override
	public void takeBack(InstanceSlot slot) {
		try {
			slot.requireInstance().close();
		}
		finally {
			slot.setInstance(null);
			slots().giveBack(slot);
		}
	}

	@Override
	public <T extends @Nullable Object> T executeOnNew(@Nullable Duration timeout, Function<WasmInstance, T> action) {
		return execute(timeout, action);
	}

}
