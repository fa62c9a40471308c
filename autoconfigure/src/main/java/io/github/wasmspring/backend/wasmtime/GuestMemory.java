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

import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.binary.ModuleIndex;
import io.github.wasmspring.binary.SizeLimits;

/**
 * The memory of a guest with its {@link ControlPage}.
 *
 * @param initial how many pages it has at the start
 * @param maximum how many it may have
 * @param growing whether code of the guest can grow it
 */
record GuestMemory(int initial, int maximum, boolean growing) {

	static GuestMemory of(ModuleIndex guest) {
		SizeLimits limits = (guest.count(WasmExternalKind.MEMORY) > 0) ? ControlPage.extend(guest.memory(0))
				: new SizeLimits(1, 1L, false, false);
		Long maximum = limits.maximum();
		return new GuestMemory((int) limits.minimum(), (maximum != null) ? maximum.intValue() : (int) limits.minimum(),
				guest.growsMemory());
	}

}
