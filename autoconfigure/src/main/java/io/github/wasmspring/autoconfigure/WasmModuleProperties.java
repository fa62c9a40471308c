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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.instance.InstanceMode;
import io.github.wasmspring.module.StartupMode;

/**
 * Settings that a module can have of its own or take from the defaults.
 *
 * @since 0.1.0
 */
public class WasmModuleProperties {

	/**
	 * Backend that runs the module, instead of 'wasm.backend'.
	 */
	private @Nullable String backend;

	/**
	 * Largest binary that is accepted.
	 */
	private @Nullable DataSize maxBinarySize;

	/**
	 * Largest linear memory of an instance; several memories share it.
	 */
	private @Nullable DataSize maxMemory;

	/**
	 * Longest call, zero for any time.
	 */
	private @Nullable Duration timeout;

	/**
	 * Most elements of all tables of an instance.
	 */
	private @Nullable Integer maxTableElements;

	/**
	 * Longest time to compile the module, zero for any time.
	 */
	private @Nullable Duration compileTimeout;

	/**
	 * When the module is loaded: before the application has started, in the background,
	 * or when it is used first.
	 */
	private @Nullable StartupMode startup;

	/**
	 * Whether to watch the file, and swap in a new version when it changes.
	 */
	private @Nullable Boolean reload;

	@NestedConfigurationProperty
	private final WarmUpProperties warmUp = new WarmUpProperties();

	@NestedConfigurationProperty
	private final ProbeProperties probe = new ProbeProperties();

	@NestedConfigurationProperty
	private final FailureProperties failures = new FailureProperties();

	@NestedConfigurationProperty
	private final LimitsProperties limits = new LimitsProperties();

	private final Instances instances = new Instances();

	@NestedConfigurationProperty
	private final AbiProperties abi = new AbiProperties();

	/**
	 * Values of globals that the module imports, by the names of module and global with a
	 * dot in between.
	 */
	private Map<String, String> globals = new LinkedHashMap<>();

	@NestedConfigurationProperty
	private final WasiProperties wasi = new WasiProperties();

	public @Nullable String getBackend() {
		return this.backend;
	}

	public void setBackend(@Nullable String backend) {
		this.backend = backend;
	}

	public @Nullable DataSize getMaxBinarySize() {
		return this.maxBinarySize;
	}

	public void setMaxBinarySize(@Nullable DataSize maxBinarySize) {
		this.maxBinarySize = maxBinarySize;
	}

	public @Nullable DataSize getMaxMemory() {
		return this.maxMemory;
	}

	public void setMaxMemory(@Nullable DataSize maxMemory) {
		this.maxMemory = maxMemory;
	}

	public @Nullable Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(@Nullable Duration timeout) {
		this.timeout = timeout;
	}

	public @Nullable Integer getMaxTableElements() {
		return this.maxTableElements;
	}

	public void setMaxTableElements(@Nullable Integer maxTableElements) {
		this.maxTableElements = maxTableElements;
	}

	public @Nullable Duration getCompileTimeout() {
		return this.compileTimeout;
	}

	public void setCompileTimeout(@Nullable Duration compileTimeout) {
		this.compileTimeout = compileTimeout;
	}

	public @Nullable StartupMode getStartup() {
		return this.startup;
	}

	public void setStartup(@Nullable StartupMode startup) {
		this.startup = startup;
	}

	public @Nullable Boolean getReload() {
		return this.reload;
	}

	public void setReload(@Nullable Boolean reload) {
		this.reload = reload;
	}

	public WarmUpProperties getWarmUp() {
		return this.warmUp;
	}

	public ProbeProperties getProbe() {
		return this.probe;
	}

	public FailureProperties getFailures() {
		return this.failures;
	}

	public LimitsProperties getLimits() {
		return this.limits;
	}

	public Instances getInstances() {
		return this.instances;
	}

	public Map<String, String> getGlobals() {
		return this.globals;
	}

	public void setGlobals(Map<String, String> globals) {
		this.globals = globals;
	}

	public AbiProperties getAbi() {
		return this.abi;
	}

	public WasiProperties getWasi() {
		return this.wasi;
	}

	/**
	 * Instances of a module.
	 */
	public static class Instances {

		/**
		 * How long instances live.
		 */
		private @Nullable InstanceMode mode;

		/**
		 * Most instances at once.
		 */
		private @Nullable Integer max;

		/**
		 * Longest wait for an instance.
		 */
		private @Nullable Duration maxWait;

		/**
		 * Most callers that wait for an instance at once, or 0 for any number.
		 */
		private @Nullable Integer maxWaiting;

		/**
		 * Time without a call after which a pooled instance is closed, or 0 for never.
		 */
		private @Nullable Duration idleTimeout;

		public @Nullable InstanceMode getMode() {
			return this.mode;
		}

		public void setMode(@Nullable InstanceMode mode) {
			this.mode = mode;
		}

		public @Nullable Integer getMax() {
			return this.max;
		}

		public void setMax(@Nullable Integer max) {
			this.max = max;
		}

		public @Nullable Duration getMaxWait() {
			return this.maxWait;
		}

		public void setMaxWait(@Nullable Duration maxWait) {
			this.maxWait = maxWait;
		}

		public @Nullable Integer getMaxWaiting() {
			return this.maxWaiting;
		}

		public void setMaxWaiting(@Nullable Integer maxWaiting) {
			this.maxWaiting = maxWaiting;
		}

		public @Nullable Duration getIdleTimeout() {
			return this.idleTimeout;
		}

		public void setIdleTimeout(@Nullable Duration idleTimeout) {
			this.idleTimeout = idleTimeout;
		}

	}

}
