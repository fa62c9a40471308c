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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.StringUtils;

import io.github.wasmspring.instance.VirtualThreadMode;

/**
 * Configuration properties of WebAssembly modules.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("wasm")
public class WasmProperties {

	/**
	 * Locations that are scanned unless others are given.
	 */
	static final List<String> DEFAULT_LOCATIONS = List.of("classpath*:/wasm/*.wasm");

	private static final String DEFAULT_BACKEND = "chicory";

	/**
	 * Whether WebAssembly support is enabled.
	 */
	private boolean enabled = true;

	/**
	 * Whether the application starts in spite of unknown properties below 'wasm'.
	 */
	private boolean ignoreUnknown;

	/**
	 * Backend that runs the modules: 'chicory', 'chicory-interpreter', 'wasmtime', or the
	 * id of a WasmBackend bean.
	 */
	private String backend = DEFAULT_BACKEND;

	/**
	 * Patterns of the locations that are scanned for modules. The file name without
	 * '.wasm' is the module's name.
	 */
	private List<String> locations = new ArrayList<>(DEFAULT_LOCATIONS);

	/**
	 * Where calls run that virtual threads make: on the carrier of the virtual thread, or
	 * on platform threads, which host functions notice. By default on the carrier where
	 * Java can add carriers for those that calls take for long (24 and later).
	 */
	private @Nullable VirtualThreadMode virtualThreads;

	/**
	 * Modules that the application waits for before it is ready: those that are loaded
	 * eagerly, or also those in the background.
	 */
	private Readiness readiness = Readiness.EAGER;

	/**
	 * Longest time for all of a download of a module.
	 */
	private Duration downloadTimeout = Duration.ofMinutes(2);

	/**
	 * Settings of all modules, unless a module has its own.
	 */
	@NestedConfigurationProperty
	private final WasmModuleProperties defaults = new WasmModuleProperties();

	/**
	 * Modules by name.
	 */
	private final Map<String, NamedModule> modules = new LinkedHashMap<>();

	private final Plugins plugins = new Plugins();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public boolean isIgnoreUnknown() {
		return this.ignoreUnknown;
	}

	public void setIgnoreUnknown(boolean ignoreUnknown) {
		this.ignoreUnknown = ignoreUnknown;
	}

	public String getBackend() {
		return this.backend;
	}

	/**
	 * Return the backend, or the default one if the property is empty.
	 */
	String getBackendOrDefault() {
		return StringUtils.hasText(this.backend) ? this.backend.strip() : DEFAULT_BACKEND;
	}

	public void setBackend(String backend) {
		this.backend = backend;
	}

	public List<String> getLocations() {
		return this.locations;
	}

	public void setLocations(List<String> locations) {
		this.locations = locations;
	}

	public @Nullable VirtualThreadMode getVirtualThreads() {
		return this.virtualThreads;
	}

	public void setVirtualThreads(@Nullable VirtualThreadMode virtualThreads) {
		this.virtualThreads = virtualThreads;
	}

	public Readiness getReadiness() {
		return this.readiness;
	}

	public void setReadiness(Readiness readiness) {
		this.readiness = readiness;
	}

	public Duration getDownloadTimeout() {
		return this.downloadTimeout;
	}

	public void setDownloadTimeout(Duration downloadTimeout) {
		this.downloadTimeout = downloadTimeout;
	}

	public WasmModuleProperties getDefaults() {
		return this.defaults;
	}

	public Map<String, NamedModule> getModules() {
		return this.modules;
	}

	public Plugins getPlugins() {
		return this.plugins;
	}

	/**
	 * Which modules the application waits for before it is ready.
	 */
	public enum Readiness {

		/**
		 * Those that are loaded before it has started.
		 */
		EAGER,

		/**
		 * Also those that are loaded in the background.
		 */
		BACKGROUND

	}

	/**
	 * Settings of one module.
	 */
	public static class NamedModule extends WasmModuleProperties {

		/**
		 * Location of the module or of its serialized form, any Spring resource:
		 * 'classpath:', 'file:', 'https:'.
		 */
		private @Nullable String location;

		/**
		 * SHA-256 digest that the binary must have, in hexadecimal digits.
		 */
		private @Nullable String sha256;

		/**
		 * Headers of the request that downloads the module, such as 'Authorization'. They
		 * are not sent to another host that the server redirects to.
		 */
		private final Map<String, String> headers = new LinkedHashMap<>();

		public @Nullable String getLocation() {
			return this.location;
		}

		public void setLocation(@Nullable String location) {
			this.location = location;
		}

		public @Nullable String getSha256() {
			return this.sha256;
		}

		public void setSha256(@Nullable String sha256) {
			this.sha256 = sha256;
		}

		public Map<String, String> getHeaders() {
			return this.headers;
		}

	}

	/**
	 * Plugin interfaces.
	 */
	public static class Plugins {

		/**
		 * Packages that are scanned for plugin interfaces, instead of the application's.
		 */
		private List<String> basePackages = new ArrayList<>();

		public List<String> getBasePackages() {
			return this.basePackages;
		}

		public void setBasePackages(List<String> basePackages) {
			this.basePackages = basePackages;
		}

	}

}
