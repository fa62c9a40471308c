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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.DescriptiveResource;
import org.springframework.core.io.Resource;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.AbiSettings;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.SettingNames;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.binary.LoadLimits;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.wasi.WasiSettings;

/**
 * What has to be known to load a module: its name, where its binary is, and settings.
 * What is not set comes from the defaults of all modules. Definitions are immutable.
 *
 * @since 0.1.0
 */
public final class WasmModuleDefinition {

	/**
	 * Size that a binary may have where nothing is configured.
	 */
	public static final DataSize DEFAULT_MAX_BINARY_SIZE = DataSize.ofMegabytes(64);

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

	private static final Pattern SHA256 = Pattern.compile("\\s*\\p{XDigit}{64}\\s*");

	private final String name;

	private Resource location;

	private @Nullable String backend;

	private @Nullable String sha256;

	private @Nullable Duration timeout;

	private @Nullable DataSize maxMemory;

	private @Nullable DataSize maxBinarySize;

	private @Nullable Integer maxTableElements;

	private @Nullable Duration compileTimeout;

	private @Nullable StartupMode startup;

	private @Nullable Boolean reload;

	private boolean reloadWherePossible;

	private @Nullable LoadLimits limits;

	private @Nullable InstanceSettings instances;

	private @Nullable AbiSettings abi;

	private @Nullable WarmUpSettings warmUp;

	private @Nullable ProbeSettings probe;

	private @Nullable FailureSettings failures;

	private @Nullable WasiSettings wasi;

	/**
	 * Whether {@link #wasi} is set, if only to nothing.
	 */
	private boolean wasiSet;

	private Map<String, String> headers = Map.of();

	private Map<String, Number> globals = Map.of();

	private List<HostFunctions> hostFunctions = List.of();

	private ModuleOwner owner = ModuleOwner.CODE;

	private @Nullable SettingNames settingNames;

	private int hash;

	private WasmModuleDefinition(String name, Resource location) {
		this.name = name;
		this.location = location;
	}

	private WasmModuleDefinition(WasmModuleDefinition other) {
		this.name = other.name;
		this.location = other.location;
		this.backend = other.backend;
		this.sha256 = other.sha256;
		this.timeout = other.timeout;
		this.maxMemory = other.maxMemory;
		this.maxBinarySize = other.maxBinarySize;
		this.maxTableElements = other.maxTableElements;
		this.compileTimeout = other.compileTimeout;
		this.startup = other.startup;
		this.reload = other.reload;
		this.reloadWherePossible = other.reloadWherePossible;
		this.limits = other.limits;
		this.instances = other.instances;
		this.abi = other.abi;
		this.warmUp = other.warmUp;
		this.probe = other.probe;
		this.failures = other.failures;
		this.wasi = other.wasi;
		this.wasiSet = other.wasiSet;
		this.headers = other.headers;
		this.globals = other.globals;
		this.hostFunctions = other.hostFunctions;
		this.owner = other.owner;
		this.settingNames = other.settingNames;
	}

	/**
	 * Create a definition that sets nothing.
	 * @param name the name of the module: 1 to 128 ASCII letters, digits, {@code -},
	 * {@code _} and {@code .}, of which the first is a letter or a digit
	 * @param location where its binary is
	 * @return the definition
	 */
	public static WasmModuleDefinition of(String name, Resource location) {
		Assert.hasText(name, "'name' must not be empty");
		Assert.isTrue(isName(name),
				() -> "'name' must have 1 to 128 ASCII letters, digits, '-', '_' and '.', and begin with a letter or a digit, but is '%s'"
					.formatted(name));
		Assert.notNull(location, "'location' must not be null");
		return new WasmModuleDefinition(name, location);
	}

	/**
	 * Return whether a module can have a name.
	 * @param name the name
	 * @return whether it has 1 to 128 ASCII letters, digits, {@code -}, {@code _} and
	 * {@code .}, of which the first is a letter or a digit
	 */
	public static boolean isName(String name) {
		Assert.notNull(name, "'name' must not be null");
		return NAME.matcher(name).matches();
	}

	/**
	 * Create a definition that sets the backend.
	 * @param name the name of the module
	 * @param location where its binary is
	 * @param backend id of the backend that runs it
	 * @return the definition
	 */
	public static WasmModuleDefinition of(String name, Resource location, String backend) {
		return of(name, location).withBackend(backend);
	}

	/**
	 * Create a definition that stands for no module, to set the defaults of all modules.
	 * @return the definition
	 */
	public static WasmModuleDefinition ofDefaults() {
		return new WasmModuleDefinition("defaults", new DescriptiveResource("no location"));
	}

	/**
	 * Return a definition with another value.
	 * @param location where the binary is
	 * @return the changed definition
	 */
	public WasmModuleDefinition withLocation(Resource location) {
		Assert.notNull(location, "'location' must not be null");
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.location = location;
		return changed;
	}

	/**
	 * Return a definition with another value.
	 * @param backend id of the backend that runs the module
	 * @return the changed definition
	 */
	public WasmModuleDefinition withBackend(String backend) {
		Assert.hasText(backend, "'backend' must not be empty");
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.backend = backend;
		return changed;
	}

	/**
	 * Return a definition with another value.
	 * @param sha256 digest that the binary must have, in hexadecimal digits, or
	 * {@code null} if any will do
	 * @return the changed definition
	 */
	public WasmModuleDefinition withSha256(@Nullable String sha256) {
		Assert.isTrue(sha256 == null || SHA256.matcher(sha256).matches(),
				() -> "'sha256' must be 64 hexadecimal digits, but is '" + sha256 + "'");
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.sha256 = sha256;
		return changed;
	}

	/**
	 * Return a definition with another value.
	 * @param timeout longest call, zero for any time
	 * @return the changed definition
	 */
	public WasmModuleDefinition withTimeout(Duration timeout) {
		Assert.isTrue(!timeout.isNegative(), "'timeout' must not be negative");
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.timeout = timeout;
		return changed;
	}

	/**
	 * Return a definition with another value.
	 * @param maxMemory largest size of a linear memory
	 * @return the changed definition
	 */
	public WasmModuleDefinition withMaxMemory(DataSize maxMemory) {
		Assert.isTrue(!maxMemory.isNegative(), "'max-memory' must not be negative");
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.maxMemory = maxMemory;
		return changed;
	}

	/**
	 * Return a definition with another value.
	 * @param maxBinarySize largest binary that is accepted
	 * @return the changed definition
	 */
	public WasmModuleDefinition withMaxBinarySize(DataSize maxBinarySize) {
		Assert.isTrue(!maxBinarySize.isNegative(), "'max-binary-size' must not be negative");
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.maxBinarySize = maxBinarySize;
		return changed;
	}

	/**
	 * Return a definition with another value.
	 * @param maxTableElements most elements of all tables of an instance
	 * @return the changed definition
	 */
	public WasmModuleDefinition withMaxTableElements(int maxTableElements) {
		Assert.isTrue(maxTableElements >= 0, "'max-table-elements' must not be negative");
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.maxTableElements = maxTableElements;
		return changed;
	}

	/**
	 * Return a definition with another value.
	 * @param compileTimeout longest time to compile the module, zero for any time
	 * @return the changed definition
	 */
	public WasmModuleDefinition withCompileTimeout(Duration compileTimeout) {
		Assert.isTrue(!compileTimeout.isNegative(), "'compile-timeout' must not be negative");
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.compileTimeout = compileTimeout;
		return changed;
	}

	/**
	 * Return a definition with another value.
	 * @param startup when the first version is loaded; one that replaces another is
	 * loaded at once
	 * @return the changed definition
	 */
	public WasmModuleDefinition withStartup(StartupMode startup) {
		Assert.notNull(startup, "'startup' must not be null");
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.startup = startup;
		return changed;
	}

	/**
	 * Return a definition with another value.
	 * @param reload whether to watch the location, which must be a file then, and swap in
	 * a new version
	 * @return the changed definition
	 */
	public WasmModuleDefinition withReload(boolean reload) {
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.reload = reload;
		return changed;
	}

	/**
	 * Return a definition of a module whose location is watched if it is a file, unless
	 * that is {@linkplain #withReload(boolean) set} otherwise.
	 * @return the changed definition
	 */
	public WasmModuleDefinition withReloadWherePossible() {
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.reloadWherePossible = true;
		return changed;
	}

	/**
	 * Return a definition with another value.
	 * <p>
	 * A value that is as in {@code DEFAULTS} counts as not set.
	 * @param limits limits of what the binary may contain
	 * @return the changed definition
	 */
	public WasmModuleDefinition withLimits(LoadLimits limits) {
		Assert.notNull(limits, "'limits' must not be null");
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.limits = limits;
		return changed;
	}

	/**
	 * Return a definition with another value.
	 * <p>
	 * A value that is as in {@code DEFAULTS} counts as not set.
	 * @param instances settings of its instances
	 * @return the changed definition
	 */
	public WasmModuleDefinition withInstances(InstanceSettings instances) {
		Assert.notNull(instances, "'instances' must not be null");
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.instances = instances;
		return changed;
	}

	/**
	 * Return a definition with another value.
	 * <p>
	 * A value that is as in {@code DEFAULTS} counts as not set.
	 * @param abi how Java values get into the module and out of it
	 * @return the changed definition
	 */
	public WasmModuleDefinition withAbi(AbiSettings abi) {
		Assert.notNull(abi, "'abi' must not be null");
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.abi = abi;
		return changed;
	}

	/**
	 * Return a definition with another value.
	 * <p>
	 * A value that is as in {@code DEFAULTS} counts as not set.
	 * @param warmUp how a version is warmed up before it serves
	 * @return the changed definition
	 */
	public WasmModuleDefinition withWarmUp(WarmUpSettings warmUp) {
		Assert.notNull(warmUp, "'warmUp' must not be null");
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.warmUp = warmUp;
		return changed;
	}

	/**
	 * Return a definition with another value.
	 * <p>
	 * A value that is as in {@code DEFAULTS} counts as not set.
	 * @param probe what tells whether the module works
	 * @return the changed definition
	 */
	public WasmModuleDefinition withProbe(ProbeSettings probe) {
		Assert.notNull(probe, "'probe' must not be null");
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.probe = probe;
		return changed;
	}

	/**
	 * Return a definition with another value.
	 * <p>
	 * A value that is as in {@code DEFAULTS} counts as not set.
	 * @param failures when the module is suspended because its guest fails
	 * @return the changed definition
	 */
	public WasmModuleDefinition withFailures(FailureSettings failures) {
		Assert.notNull(failures, "'failures' must not be null");
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.failures = failures;
		return changed;
	}

	/**
	 * Return a definition with another value.
	 * <p>
	 * A value that is as in {@code DEFAULTS} counts as not set.
	 * @param wasi what the instances may see of the system if the module imports WASI
	 * @return the changed definition
	 * @see #withoutWasi()
	 */
	public WasmModuleDefinition withWasi(WasiSettings wasi) {
		Assert.notNull(wasi, "'wasi' must not be null");
		return withWasi(wasi, true);
	}

	/**
	 * Return a definition of a module that must not import WASI.
	 * @return the changed definition
	 */
	public WasmModuleDefinition withoutWasi() {
		return withWasi(null, true);
	}

	private WasmModuleDefinition withWasi(@Nullable WasiSettings wasi, boolean set) {
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.wasi = wasi;
		changed.wasiSet = set;
		return changed;
	}

	/**
	 * Return a definition with headers for the server that has the binary, such as
	 * {@code Authorization}. They are not sent to another host that the server redirects
	 * to.
	 * @param headers values by name
	 * @return the changed definition
	 */
	public WasmModuleDefinition withHeaders(Map<String, String> headers) {
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.headers = Map.copyOf(headers);
		return changed;
	}

	/**
	 * Return a definition with other values of the globals that the module imports. Those
	 * without a value are zero, or what toolchains mean by their names.
	 * @param globals values by the names of module and global, with a dot in between, as
	 * in {@code env.answer}
	 * @return the changed definition
	 */
	public WasmModuleDefinition withGlobals(Map<String, ? extends Number> globals) {
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.globals = Map.copyOf(globals);
		return changed;
	}

	/**
	 * Return a definition of a module that may import functions which no other module
	 * sees. They come before those that are offered to all.
	 * @param hostFunctions the functions
	 * @return the changed definition
	 */
	public WasmModuleDefinition withHostFunctions(HostFunctions... hostFunctions) {
		Assert.notNull(hostFunctions, "'hostFunctions' must not be null");
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.hostFunctions = List.of(hostFunctions);
		return changed;
	}

	/**
	 * Return a definition that belongs to somebody else than code.
	 * @param owner who registers the module
	 * @return the changed definition
	 */
	public WasmModuleDefinition withOwner(ModuleOwner owner) {
		Assert.notNull(owner, "'owner' must not be null");
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.owner = owner;
		return changed;
	}

	/**
	 * Return a definition whose settings have names of their own in messages. Whoever
	 * names them has set all of them: nothing comes from the defaults.
	 * @param settingNames what messages call the settings
	 * @return the changed definition
	 */
	public WasmModuleDefinition withSettingNames(SettingNames settingNames) {
		Assert.notNull(settingNames, "'settingNames' must not be null");
		WasmModuleDefinition changed = new WasmModuleDefinition(this);
		changed.settingNames = settingNames;
		return changed;
	}

	/**
	 * Return the name of the module.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return where the binary is.
	 * @return the location
	 */
	public Resource location() {
		return this.location;
	}

	/**
	 * Return the backend.
	 * @return the id, {@code chicory} if it is not set
	 */
	public String backend() {
		return or(this.backend, "chicory");
	}

	boolean hasBackend() {
		return this.backend != null;
	}

	/**
	 * Return the digest that the binary must have.
	 * @return the digest, or {@code null} if any will do
	 */
	public @Nullable String sha256() {
		return this.sha256;
	}

	/**
	 * Return the headers of the request that downloads the binary.
	 * @return values by name
	 */
	public Map<String, String> headers() {
		return this.headers;
	}

	/**
	 * Return the largest binary that is accepted.
	 * @return the size
	 */
	public DataSize maxBinarySize() {
		return or(this.maxBinarySize, DEFAULT_MAX_BINARY_SIZE);
	}

	/**
	 * Return when the first version is loaded.
	 * @return the mode, {@link StartupMode#EAGER} if it is not set
	 */
	public StartupMode startup() {
		return or(this.startup, StartupMode.EAGER);
	}

	/**
	 * Return whether the location is watched.
	 * @return whether a new version is swapped in
	 */
	public boolean reload() {
		return or(this.reload, this.reloadWherePossible);
	}

	/**
	 * Return whether it is an error if the location cannot be watched.
	 */
	boolean isReloadRequired() {
		return or(this.reload, false);
	}

	/**
	 * Return the limits of what the binary may contain, with those that are settings of
	 * their own.
	 * @return the limits
	 */
	public LoadLimits limits() {
		LoadLimits limits = or(this.limits, LoadLimits.DEFAULTS);
		if (this.maxTableElements != null) {
			limits = limits.withTableElements(this.maxTableElements);
		}
		return (this.compileTimeout != null) ? limits.withCompileTime(this.compileTimeout) : limits;
	}

	/**
	 * Return the settings of the instances, with those that are settings of their own.
	 * @return the settings
	 */
	public InstanceSettings instances() {
		InstanceSettings instances = or(this.instances, InstanceSettings.DEFAULTS);
		if (this.maxMemory != null) {
			instances = instances.withMaxMemory(this.maxMemory);
		}
		return (this.timeout != null) ? instances.withTimeout(this.timeout) : instances;
	}

	/**
	 * Return the conventions by which buffers are passed.
	 * @return the conventions
	 */
	public AbiSettings abi() {
		return or(this.abi, AbiSettings.DETECTED);
	}

	/**
	 * Return what the instances may see of the system.
	 * @return the settings, or {@code null} if the module must not import WASI
	 */
	public @Nullable WasiSettings wasi() {
		return (this.wasiSet) ? this.wasi : WasiSettings.DEFAULTS;
	}

	/**
	 * Return how a version is warmed up.
	 * @return the settings
	 */
	public WarmUpSettings warmUp() {
		return or(this.warmUp, WarmUpSettings.DEFAULTS);
	}

	/**
	 * Return what tells whether the module works.
	 * @return the settings
	 */
	public ProbeSettings probe() {
		return or(this.probe, ProbeSettings.DEFAULTS);
	}

	/**
	 * Return when the module is suspended.
	 * @return the settings
	 */
	public FailureSettings failures() {
		return or(this.failures, FailureSettings.DEFAULTS);
	}

	/**
	 * Return the values of the globals that the module imports.
	 * @return values by the names of module and global, with a dot in between
	 */
	public Map<String, Number> globals() {
		return this.globals;
	}

	/**
	 * Return the functions that only this module may import.
	 * @return the functions
	 */
	public List<HostFunctions> hostFunctions() {
		return this.hostFunctions;
	}

	/**
	 * Return who registers the module.
	 * @return the owner
	 */
	public ModuleOwner owner() {
		return this.owner;
	}

	/**
	 * Return what messages call the settings.
	 * @return the names, or {@code null} for those that they have in code
	 */
	public @Nullable SettingNames settingNames() {
		return this.settingNames;
	}

	private static <T> T or(@Nullable T value, T other) {
		return (value != null) ? value : other;
	}

	/**
	 * Return this definition with the defaults for what it does not set.
	 * @param defaults the defaults
	 * @param application what the settings of the application are called
	 */
	WasmModuleDefinition complete(WasmModuleDefinition defaults, SettingNames application) {
		WasmModuleDefinition complete = new WasmModuleDefinition(this);
		complete.backend = or(this.backend, defaults.backend());
		complete.maxBinarySize = or(this.maxBinarySize, defaults.maxBinarySize());
		complete.startup = or(this.startup, defaults.startup());
		complete.reloadWherePossible = this.reloadWherePossible || defaults.reload();
		complete.limits = DefinitionMerge.limits(this.limits, defaults.limits());
		complete.instances = DefinitionMerge.instances(this.instances, defaults.instances());
		complete.abi = DefinitionMerge.abi(this.abi, defaults.abi());
		complete.wasi = (this.wasiSet) ? DefinitionMerge.wasi(this.wasi, defaults.wasi()) : defaults.wasi();
		complete.wasiSet = true;
		complete.warmUp = DefinitionMerge.warmUp(this.warmUp, defaults.warmUp());
		complete.probe = DefinitionMerge.probe(this.probe, defaults.probe());
		complete.failures = DefinitionMerge.failures(this.failures, defaults.failures());
		complete.globals = DefinitionMerge.merge(this.globals, defaults.globals());
		complete.settingNames = new CodeSettingNames(application);
		return complete;
	}

	/**
	 * Return the context of an error that concerns this definition.
	 * @param backend id of the backend, or {@code null} if the error concerns none
	 */
	WasmErrorContext context(@Nullable String backend) {
		return new WasmErrorContext(this.name, null, backend, this.settingNames);
	}

	private List<@Nullable Object> values() {
		return new ArrayList<>(Arrays.asList(this.name, this.location, this.sha256, backend(), maxBinarySize(),
				startup(), reload(), limits(), instances(), abi(), wasi(), warmUp(), probe(), failures(), this.headers,
				this.globals, this.hostFunctions, this.owner, this.settingNames));
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof WasmModuleDefinition definition && hashCode() == definition.hashCode()
				&& values().equals(definition.values()));
	}

	@Override
	public int hashCode() {
		if (this.hash == 0) {
			this.hash = Objects.hash(this.name, this.location, this.sha256, this.backend);
		}
		return this.hash;
	}

	@Override
	public String toString() {
		return "WasmModuleDefinition[module '%s' at %s]".formatted(this.name, this.location);
	}

}
