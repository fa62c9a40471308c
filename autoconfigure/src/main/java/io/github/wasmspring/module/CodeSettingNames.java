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

package io.github.wasmspring.module;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.SettingNames;
import io.github.wasmspring.WasmSetting;

/**
 * Names of the settings of a module that code defines: the component of the record that
 * takes them.
 *
 * @param application what the settings of the application are called
 */
record CodeSettingNames(SettingNames application) implements SettingNames {

	@Override
	public String describe(@Nullable String module, WasmSetting setting, @Nullable String value) {
		return (setting.isOfApplication()) ? this.application.describe(module, setting, value)
				: "'%s%s'".formatted(componentOf(setting), (value != null) ? "=" + value : "");
	}

	static String componentOf(WasmSetting setting) {
		Assert.isTrue(!setting.isOfApplication(), "'setting' must be one of a module");
		return switch (setting) {
			case HEADERS -> "WasmModuleDefinition.headers";
			case SHA256 -> "WasmModuleDefinition.sha256";
			case MAX_BINARY_SIZE -> "WasmModuleDefinition.maxBinarySize";
			case BACKEND -> "WasmModuleDefinition.backend";
			case TIMEOUT -> "InstanceSettings.timeout";
			case MAX_MEMORY -> "InstanceSettings.maxMemory";
			case INSTANCES_MODE -> "InstanceSettings.mode";
			case INSTANCES_MAX -> "InstanceSettings.max";
			case INSTANCES_MAX_WAIT -> "InstanceSettings.maxWait";
			case INSTANCES_MAX_WAITING -> "InstanceSettings.maxWaiting";
			case COMPILE_TIMEOUT -> "LoadLimits.compileTime";
			case MAX_TABLE_ELEMENTS -> "LoadLimits.tableElements";
			case LIMITS_FUNCTIONS -> "LoadLimits.functions";
			case LIMITS_FUNCTION_SIZE -> "LoadLimits.functionSize";
			case LIMITS_LOCALS -> "LoadLimits.locals";
			case LIMITS_TOTAL_LOCALS -> "LoadLimits.totalLocals";
			case LIMITS_BRANCHES -> "LoadLimits.branches";
			case LIMITS_BRANCH_TARGETS -> "LoadLimits.branchTargets";
			case LIMITS_NESTING -> "LoadLimits.nesting";
			case LIMITS_OPERANDS -> "LoadLimits.operands";
			case LIMITS_BLOCK_LOCALS -> "LoadLimits.blockLocals";
			case LIMITS_IMPORTS -> "LoadLimits.imports";
			case LIMITS_INSTRUCTIONS -> "LoadLimits.instructions";
			case LIMITS_TYPE_VALUES -> "LoadLimits.typeValues";
			case LIMITS_NAMES -> "LoadLimits.names";
			case LIMITS_ENTRIES -> "LoadLimits.entries";
			case ABI_ALLOCATOR -> "WasmAbi.allocator";
			case ABI_DEALLOCATOR -> "WasmAbi.deallocator";
			case WASI_ENABLED -> "WasmModuleDefinition.wasi";
			case WASI_DIRECTORIES -> "WasiSettings.directories";
			case WASI_MAX_OUTPUT -> "WasiSettings.maxOutput";
			default -> "WasmModuleDefinition.location";
		};
	}

}
