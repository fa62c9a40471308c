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
 * Names of the settings of a module that code defines: the method that sets them.
 *
 * @param application what the settings of the application are called
 */
record CodeSettingNames(SettingNames application) implements SettingNames {

	@Override
	public String describe(@Nullable String module, WasmSetting setting, @Nullable String value) {
		return (setting.isOfApplication()) ? this.application.describe(module, setting, value)
				: "'%s%s'".formatted(methodOf(setting), (value != null) ? "(" + value + ")" : "");
	}

	static String methodOf(WasmSetting setting) {
		Assert.isTrue(!setting.isOfApplication(), "'setting' must be one of a module");
		return switch (setting) {
			case HEADERS -> "WasmModuleDefinition.withHeaders";
			case RELOAD -> "WasmModuleDefinition.withReload";
			case SHA256 -> "WasmModuleDefinition.withSha256";
			case MAX_BINARY_SIZE -> "WasmModuleDefinition.withMaxBinarySize";
			case BACKEND -> "WasmModuleDefinition.withBackend";
			case TIMEOUT -> "WasmModuleDefinition.withTimeout";
			case MAX_MEMORY -> "WasmModuleDefinition.withMaxMemory";
			case INSTANCES_MODE -> "InstanceSettings.withMode";
			case INSTANCES_MAX -> "InstanceSettings.withMax";
			case INSTANCES_MAX_WAIT -> "InstanceSettings.withMaxWait";
			case INSTANCES_MAX_WAITING -> "InstanceSettings.withMaxWaiting";
			case COMPILE_TIMEOUT -> "WasmModuleDefinition.withCompileTimeout";
			case MAX_TABLE_ELEMENTS -> "WasmModuleDefinition.withMaxTableElements";
			case LIMITS_FUNCTIONS -> "LoadLimits.withFunctions";
			case LIMITS_FUNCTION_SIZE -> "LoadLimits.withFunctionSize";
			case LIMITS_LOCALS -> "LoadLimits.withLocals";
			case LIMITS_TOTAL_LOCALS -> "LoadLimits.withTotalLocals";
			case LIMITS_BRANCHES -> "LoadLimits.withBranches";
			case LIMITS_BRANCH_TARGETS -> "LoadLimits.withBranchTargets";
			case LIMITS_NESTING -> "LoadLimits.withNesting";
			case LIMITS_OPERANDS -> "LoadLimits.withOperands";
			case LIMITS_BLOCK_LOCALS -> "LoadLimits.withBlockLocals";
			case LIMITS_IMPORTS -> "LoadLimits.withImports";
			case LIMITS_INSTRUCTIONS -> "LoadLimits.withInstructions";
			case LIMITS_TYPE_VALUES -> "LoadLimits.withTypeValues";
			case LIMITS_NAMES -> "LoadLimits.withNames";
			case LIMITS_ENTRIES -> "LoadLimits.withEntries";
			case ABI_CONVENTION -> "AbiSettings.withConvention";
			case ABI_ALLOWED_HOSTS -> "AbiSettings.withAllowedHosts";
			case ABI_ALLOCATOR -> "AbiSettings.withAllocator";
			case ABI_DEALLOCATOR -> "AbiSettings.withDeallocator";
			case WASI_ENABLED -> "WasmModuleDefinition.withWasi";
			case WASI_DIRECTORIES -> "WasiSettings.withDirectories";
			case WASI_MAX_RESULT -> "WasiSettings.withMaxResult";
			case WASI_MAX_OUTPUT -> "WasiSettings.withMaxOutput";
			default -> "WasmModuleDefinition.withLocation";
		};
	}

}
