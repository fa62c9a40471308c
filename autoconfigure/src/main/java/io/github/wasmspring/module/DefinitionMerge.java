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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.AbiSettings;
import io.github.wasmspring.binary.LoadLimits;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.wasi.WasiSettings;

/**
 * Merges the settings of a module that code defines with the defaults of all modules:
 * what is as it is built in was not set.
 */
final class DefinitionMerge {

	private DefinitionMerge() {
	}

	private static <T extends @Nullable Object> T pick(T own, T builtIn, T other) {
		return (own != null && !own.equals(builtIn)) ? own : other;
	}

	static LoadLimits limits(@Nullable LoadLimits own, LoadLimits defaults) {
		if (own == null) {
			return defaults;
		}
		return new LoadLimits(pick(own.functions(), LoadLimits.DEFAULTS.functions(), defaults.functions()),
				pick(own.functionSize(), LoadLimits.DEFAULTS.functionSize(), defaults.functionSize()),
				pick(own.locals(), LoadLimits.DEFAULTS.locals(), defaults.locals()),
				pick(own.totalLocals(), LoadLimits.DEFAULTS.totalLocals(), defaults.totalLocals()),
				pick(own.branches(), LoadLimits.DEFAULTS.branches(), defaults.branches()),
				pick(own.branchTargets(), LoadLimits.DEFAULTS.branchTargets(), defaults.branchTargets()),
				pick(own.nesting(), LoadLimits.DEFAULTS.nesting(), defaults.nesting()),
				pick(own.operands(), LoadLimits.DEFAULTS.operands(), defaults.operands()),
				pick(own.blockLocals(), LoadLimits.DEFAULTS.blockLocals(), defaults.blockLocals()),
				pick(own.imports(), LoadLimits.DEFAULTS.imports(), defaults.imports()),
				pick(own.instructions(), LoadLimits.DEFAULTS.instructions(), defaults.instructions()),
				pick(own.typeValues(), LoadLimits.DEFAULTS.typeValues(), defaults.typeValues()),
				pick(own.names(), LoadLimits.DEFAULTS.names(), defaults.names()),
				pick(own.entries(), LoadLimits.DEFAULTS.entries(), defaults.entries()),
				pick(own.tableElements(), LoadLimits.DEFAULTS.tableElements(), defaults.tableElements()),
				pick(own.compileTime(), LoadLimits.DEFAULTS.compileTime(), defaults.compileTime()));
	}

	static InstanceSettings instances(@Nullable InstanceSettings own, InstanceSettings defaults) {
		if (own == null) {
			return defaults;
		}
		return new InstanceSettings(pick(own.mode(), InstanceSettings.DEFAULTS.mode(), defaults.mode()),
				pick(own.max(), InstanceSettings.DEFAULTS.max(), defaults.max()),
				pick(own.maxWait(), InstanceSettings.DEFAULTS.maxWait(), defaults.maxWait()),
				pick(own.maxWaiting(), InstanceSettings.DEFAULTS.maxWaiting(), defaults.maxWaiting()),
				pick(own.idleTimeout(), InstanceSettings.DEFAULTS.idleTimeout(), defaults.idleTimeout()),
				pick(own.maxMemory(), InstanceSettings.DEFAULTS.maxMemory(), defaults.maxMemory()),
				pick(own.timeout(), InstanceSettings.DEFAULTS.timeout(), defaults.timeout()));
	}

	static AbiSettings abi(@Nullable AbiSettings own, AbiSettings defaults) {
		if (own == null) {
			return defaults;
		}
		return new AbiSettings(pick(own.convention(), null, defaults.convention()),
				pick(own.allocator(), null, defaults.allocator()),
				pick(own.deallocator(), null, defaults.deallocator()), merge(own.config(), defaults.config()),
				pick(own.allowedHosts(), List.of(), defaults.allowedHosts()));
	}

	static <T> Map<String, T> merge(Map<String, T> own, Map<String, T> defaults) {
		Map<String, T> merged = new LinkedHashMap<>(defaults);
		merged.putAll(own);
		return merged;
	}

	static @Nullable WasiSettings wasi(@Nullable WasiSettings own, @Nullable WasiSettings defaults) {
		if (own == null || defaults == null) {
			return own;
		}
		Map<String, String> environment = new LinkedHashMap<>(defaults.environment());
		environment.putAll(own.environment());
		return new WasiSettings(pick(own.arguments(), WasiSettings.DEFAULTS.arguments(), defaults.arguments()),
				environment, pick(own.directories(), WasiSettings.DEFAULTS.directories(), defaults.directories()),
				pick(own.stdout(), WasiSettings.DEFAULTS.stdout(), defaults.stdout()),
				pick(own.stderr(), WasiSettings.DEFAULTS.stderr(), defaults.stderr()),
				pick(own.maxOutput(), WasiSettings.DEFAULTS.maxOutput(), defaults.maxOutput()),
				pick(own.maxResult(), WasiSettings.DEFAULTS.maxResult(), defaults.maxResult()));
	}

	static WarmUpSettings warmUp(@Nullable WarmUpSettings own, WarmUpSettings defaults) {
		if (own == null) {
			return defaults;
		}
		return new WarmUpSettings(pick(own.function(), WarmUpSettings.DEFAULTS.function(), defaults.function()),
				pick(own.calls(), WarmUpSettings.DEFAULTS.calls(), defaults.calls()));
	}

	static ProbeSettings probe(@Nullable ProbeSettings own, ProbeSettings defaults) {
		if (own == null) {
			return defaults;
		}
		return new ProbeSettings(pick(own.function(), ProbeSettings.DEFAULTS.function(), defaults.function()),
				pick(own.timeout(), ProbeSettings.DEFAULTS.timeout(), defaults.timeout()));
	}

	static FailureSettings failures(@Nullable FailureSettings own, FailureSettings defaults) {
		if (own == null) {
			return defaults;
		}
		return new FailureSettings(pick(own.threshold(), FailureSettings.DEFAULTS.threshold(), defaults.threshold()),
				pick(own.backoff(), FailureSettings.DEFAULTS.backoff(), defaults.backoff()),
				pick(own.maxBackoff(), FailureSettings.DEFAULTS.maxBackoff(), defaults.maxBackoff()));
	}

}
