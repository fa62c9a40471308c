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

package io.github.wasmspring.autoconfigure.backend;

import org.springframework.util.unit.DataSize;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.backend.MemoryBudget;

/**
 * Creates budgets of what properties say.
 */
final class MemoryBudgets {

	private MemoryBudgets() {
	}

	/**
	 * Create a budget.
	 * @param max the most memory
	 * @param setting the setting that says so
	 * @throws WasmLoadException if it leaves no memory at all
	 */
	static MemoryBudget of(DataSize max, WasmSetting setting) {
		if (max.toBytes() <= 0) {
			throw new WasmLoadException(Reason.MISCONFIGURED, new WasmErrorContext(null, null, null),
					"'wasm.%s' is %s".formatted(setting.getName(), max),
					"Set it to the memory that all instances may take together.", null);
		}
		return new MemoryBudget(max.toBytes(), setting);
	}

}
