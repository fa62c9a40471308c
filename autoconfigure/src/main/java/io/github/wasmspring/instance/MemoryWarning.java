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

import java.lang.System.Logger.Level;

import io.github.wasmspring.ModuleLog;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmMemory;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.backend.BackendMemory;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.MemoryBudget;

/**
 * Warns of a module that may have more instances than there is memory for, even if none
 * of them ever grows, or may have more memory than any instance can have.
 */
final class MemoryWarning {

	private MemoryWarning() {
	}

	static void logIfTooMuch(WasmModule module, BackendModule compiled, InstanceSettings settings) {
		logIfCut(module, settings);
		MemoryBudget budget = compiled.getMemoryBudget();
		long each = SlotUsage.declared(SlotUsage.memories(compiled.getExports()));
		if (budget == null || each <= budget.getMax() / settings.effectiveMax()) {
			return;
		}
		WasmErrorContext context = WasmErrorContext.of(module);
		ModuleLog.of(module.getName())
			.log(Level.WARNING, WasmText
				.of("%s: %d instances of %d KB each are more than all instances may take together, %d KB, so that some calls will fail when all of them are in use. Lower %s, or raise %s.",
						context, settings.effectiveMax(), each >> 10, budget.getMax() >> 10, WasmSetting.INSTANCES_MAX,
						budget.getSetting())
				.render(context));
	}

	private static void logIfCut(WasmModule module, InstanceSettings settings) {
		long most = (long) BackendMemory.MAX_PAGES * WasmMemory.PAGE_SIZE;
		if (settings.maxMemory().toBytes() > most) {
			WasmErrorContext context = WasmErrorContext.of(module);
			ModuleLog.of(module.getName())
				.log(Level.WARNING,
						WasmText
							.of("%s: %s is %d MB, but no instance can have more than %d MB", context,
									WasmSetting.MAX_MEMORY, settings.maxMemory().toMegabytes(), most >> 20)
							.render(context));
		}
	}

}
