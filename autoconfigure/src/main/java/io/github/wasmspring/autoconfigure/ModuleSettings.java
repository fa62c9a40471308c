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

package io.github.wasmspring.autoconfigure;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.AbiSettings;
import io.github.wasmspring.binary.LoadLimits;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.module.FailureSettings;
import io.github.wasmspring.module.ProbeSettings;
import io.github.wasmspring.module.StartupMode;
import io.github.wasmspring.module.WarmUpSettings;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.wasi.WasiDirectory;
import io.github.wasmspring.wasi.WasiSettings;

/**
 * Turns the properties of a module into settings: what the module has not set comes from
 * the defaults of all modules, and what those have not set is built in.
 *
 * @param own properties of the module
 * @param defaults properties of all modules
 */
record ModuleSettings(WasmModuleProperties own, WasmModuleProperties defaults) {

	/**
	 * Set everything in a definition.
	 * @param backend the backend of modules that have none of their own
	 */
	WasmModuleDefinition apply(WasmModuleDefinition definition, String backend) {
		WasiSettings wasi = wasi();
		WasmModuleDefinition applied = definition.withBackend(get((module) -> textOf(module.getBackend()), backend))
			.withMaxBinarySize(maxBinarySize())
			.withStartup(get(WasmModuleProperties::getStartup, StartupMode.EAGER))
			.withLimits(limits())
			.withAbi(abi())
			.withGlobals(globals())
			.withInstances(instances())
			.withWarmUp(warmUp())
			.withProbe(probe())
			.withFailures(failures());
		return reload((wasi != null) ? applied.withWasi(wasi) : applied.withoutWasi());
	}

	private WasmModuleDefinition reload(WasmModuleDefinition definition) {
		Boolean reload = this.own.getReload();
		WasmModuleDefinition applied = (Boolean.TRUE.equals(this.defaults.getReload()))
				? definition.withReloadWherePossible() : definition;
		return (reload != null && this.own != this.defaults) ? applied.withReload(reload) : applied;
	}

	private WarmUpSettings warmUp() {
		WarmUpSettings builtIn = WarmUpSettings.DEFAULTS;
		return new WarmUpSettings(find((module) -> textOf(module.getWarmUp().getFunction())),
				get((module) -> module.getWarmUp().getCalls(), builtIn.calls()));
	}

	private ProbeSettings probe() {
		ProbeSettings builtIn = ProbeSettings.DEFAULTS;
		return new ProbeSettings(find((module) -> textOf(module.getProbe().getFunction())),
				get((module) -> module.getProbe().getTimeout(), builtIn.timeout()));
	}

	private FailureSettings failures() {
		FailureSettings builtIn = FailureSettings.DEFAULTS;
		return new FailureSettings(get((module) -> module.getFailures().getThreshold(), builtIn.threshold()),
				get((module) -> module.getFailures().getBackoff(), builtIn.backoff()),
				get((module) -> module.getFailures().getMaxBackoff(), builtIn.maxBackoff()));
	}

	private DataSize maxBinarySize() {
		return get(WasmModuleProperties::getMaxBinarySize, WasmModuleDefinition.DEFAULT_MAX_BINARY_SIZE);
	}

	LoadLimits limits() {
		LoadLimits builtIn = LoadLimits.DEFAULTS;
		return builtIn.withFunctions(limit(LimitsProperties::getFunctions, builtIn.functions()))
			.withFunctionSize(limit(LimitsProperties::getFunctionSize, builtIn.functionSize()))
			.withLocals(limit(LimitsProperties::getLocals, builtIn.locals()))
			.withTotalLocals(limit(LimitsProperties::getTotalLocals, builtIn.totalLocals()))
			.withBranches(limit(LimitsProperties::getBranches, builtIn.branches()))
			.withBranchTargets(limit(LimitsProperties::getBranchTargets, builtIn.branchTargets()))
			.withNesting(limit(LimitsProperties::getNesting, builtIn.nesting()))
			.withOperands(limit(LimitsProperties::getOperands, builtIn.operands()))
			.withBlockLocals(limit(LimitsProperties::getBlockLocals, builtIn.blockLocals()))
			.withImports(limit(LimitsProperties::getImports, builtIn.imports()))
			.withInstructions(limit(LimitsProperties::getInstructions, builtIn.instructions()))
			.withTypeValues(limit(LimitsProperties::getTypeValues, builtIn.typeValues()))
			.withNames(limit(LimitsProperties::getNames, builtIn.names()))
			.withEntries(limit(LimitsProperties::getEntries, builtIn.entries()))
			.withTableElements(get(WasmModuleProperties::getMaxTableElements, builtIn.tableElements()))
			.withCompileTime(get(WasmModuleProperties::getCompileTimeout, builtIn.compileTime()));
	}

	private <T> T limit(Function<LimitsProperties, @Nullable T> property, T fallback) {
		return get((module) -> property.apply(module.getLimits()), fallback);
	}

	private AbiSettings abi() {
		return new AbiSettings(find((module) -> textOf(module.getAbi().getConvention())),
				find((module) -> textOf(module.getAbi().getAllocator())),
				find((module) -> textOf(module.getAbi().getDeallocator())), config(),
				get((module) -> module.getAbi().getAllowedHosts(), List.of()));
	}

	private Map<String, String> config() {
		Map<String, String> config = new LinkedHashMap<>(this.defaults.getAbi().getConfig());
		config.putAll(this.own.getAbi().getConfig());
		return config;
	}

	private Map<String, Number> globals() {
		Map<String, Number> globals = new LinkedHashMap<>();
		this.defaults.getGlobals().forEach((name, value) -> globals.put(name, new BigDecimal(value.strip())));
		this.own.getGlobals().forEach((name, value) -> globals.put(name, new BigDecimal(value.strip())));
		return globals;
	}

	private InstanceSettings instances() {
		InstanceSettings builtIn = InstanceSettings.DEFAULTS;
		return new InstanceSettings(get((module) -> module.getInstances().getMode(), builtIn.mode()),
				get((module) -> module.getInstances().getMax(), builtIn.max()),
				get((module) -> module.getInstances().getMaxWait(), builtIn.maxWait()),
				get((module) -> module.getInstances().getMaxWaiting(), builtIn.maxWaiting()),
				get((module) -> module.getInstances().getIdleTimeout(), builtIn.idleTimeout()),
				get(WasmModuleProperties::getMaxMemory, builtIn.maxMemory()),
				get(WasmModuleProperties::getTimeout, builtIn.timeout()));
	}

	/**
	 * Return what the instances may see of the system, or {@code null} if the module must
	 * not import WASI.
	 */
	@Nullable WasiSettings wasi() {
		if (find((module) -> module.getWasi().getEnabled()) == WasiProperties.Activation.FALSE) {
			return null;
		}
		WasiSettings builtIn = WasiSettings.DEFAULTS;
		return new WasiSettings(get((module) -> module.getWasi().getArguments(), builtIn.arguments()), environment(),
				directories(), get((module) -> module.getWasi().getStdout(), builtIn.stdout()),
				get((module) -> module.getWasi().getStderr(), builtIn.stderr()),
				get((module) -> module.getWasi().getMaxOutput(), builtIn.maxOutput()),
				get((module) -> module.getWasi().getMaxResult(), builtIn.maxResult()));
	}

	private Map<String, String> environment() {
		Map<String, String> environment = new LinkedHashMap<>(this.defaults.getWasi().getEnvironment());
		environment.putAll(this.own.getWasi().getEnvironment());
		return environment;
	}

	private List<WasiDirectory> directories() {
		List<WasiProperties.Directory> configured = find((module) -> module.getWasi().getDirectories());
		return (configured != null) ? configured.stream().map(ModuleSettings::directory).toList() : List.of();
	}

	private static WasiDirectory directory(WasiProperties.Directory directory) {
		Assert.notNull(directory.getGuest(), "'wasi.directories[].guest' must be set");
		Assert.notNull(directory.getHost(), "'wasi.directories[].host' must be set");
		return new WasiDirectory(directory.getGuest(), Path.of(directory.getHost()).toAbsolutePath(),
				directory.isReadOnly());
	}

	/**
	 * Treat what is empty, as a placeholder may leave it, like what is not set.
	 */
	private static @Nullable String textOf(@Nullable String value) {
		return StringUtils.hasText(value) ? value.strip() : null;
	}

	private <T> T get(Function<WasmModuleProperties, @Nullable T> property, T fallback) {
		T value = find(property);
		return (value != null) ? value : fallback;
	}

	private <T> @Nullable T find(Function<WasmModuleProperties, @Nullable T> property) {
		T value = property.apply(this.own);
		return (value != null) ? value : property.apply(this.defaults);
	}

}
