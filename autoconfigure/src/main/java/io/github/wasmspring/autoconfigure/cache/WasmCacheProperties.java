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

package io.github.wasmspring.autoconfigure.cache;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.backend.artifact.DirectoryArtifactStore;
import io.github.wasmspring.cache.ModuleCache;
import io.github.wasmspring.cache.SharedArtifactStore;

/**
 * Configuration properties of the caches of compiled modules.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("wasm.cache")
public class WasmCacheProperties {

	/**
	 * Whether compiled modules are kept in memory while nobody uses them.
	 */
	private boolean enabled = true;

	/**
	 * Estimated memory that compiled modules may keep while nobody uses them.
	 */
	private @Nullable DataSize maxMemory;

	/**
	 * Directory that keeps compiled modules over a restart.
	 */
	private @Nullable String directory;

	/**
	 * Space that compiled modules may take in the directory.
	 */
	private DataSize maxDirectorySize = DirectoryArtifactStore.DEFAULT_MAX_SIZE;

	/**
	 * Cache of the application's CacheManager that shares compiled modules between
	 * machines.
	 */
	private @Nullable String artifactsCache;

	/**
	 * Longest wait for the cache that shares compiled modules.
	 */
	private Duration artifactsTimeout = SharedArtifactStore.DEFAULT_TIMEOUT;

	/**
	 * Key that signs compiled modules, at least 32 characters. Required to share them.
	 */
	private @Nullable String secret;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable DataSize getMaxMemory() {
		return this.maxMemory;
	}

	public void setMaxMemory(@Nullable DataSize maxMemory) {
		this.maxMemory = maxMemory;
	}

	public @Nullable String getDirectory() {
		return this.directory;
	}

	public void setDirectory(@Nullable String directory) {
		this.directory = directory;
	}

	public DataSize getMaxDirectorySize() {
		return this.maxDirectorySize;
	}

	public void setMaxDirectorySize(DataSize maxDirectorySize) {
		this.maxDirectorySize = maxDirectorySize;
	}

	public @Nullable String getArtifactsCache() {
		return this.artifactsCache;
	}

	public void setArtifactsCache(@Nullable String artifactsCache) {
		this.artifactsCache = artifactsCache;
	}

	public Duration getArtifactsTimeout() {
		return this.artifactsTimeout;
	}

	public void setArtifactsTimeout(Duration artifactsTimeout) {
		this.artifactsTimeout = artifactsTimeout;
	}

	public @Nullable String getSecret() {
		return this.secret;
	}

	public void setSecret(@Nullable String secret) {
		this.secret = secret;
	}

	/**
	 * Return a property that must be set here, without the blanks around it.
	 */
	static String required(@Nullable String value, String property) {
		String text = (value != null) ? value.strip() : "";
		if (text.isEmpty()) {
			throw failure("'wasm.cache.%s' is not set".formatted(property), "Set it.");
		}
		return text;
	}

	/**
	 * Return how many bytes compiled modules may keep while nobody uses them.
	 * @throws WasmLoadException if that is a negative number
	 */
	long maxUnusedMemory() {
		if (!this.enabled) {
			return 0;
		}
		if (this.maxMemory == null) {
			return ModuleCache.defaultMaxMemory();
		}
		if (this.maxMemory.isNegative()) {
			throw failure("'wasm.cache.max-memory' is %s".formatted(this.maxMemory),
					"Set it to the memory that modules may keep while nobody uses them, or to 0 to keep none.");
		}
		return this.maxMemory.toBytes();
	}

	/**
	 * Return whether there is a secret, or has to be one because artifacts are shared.
	 */
	boolean needsSecret() {
		return StringUtils.hasText(this.secret) || StringUtils.hasText(this.artifactsCache);
	}

	/**
	 * Return the secret.
	 * @throws WasmLoadException if there is none
	 */
	String requireSecret() {
		if (!StringUtils.hasText(this.secret)) {
			throw failure(
					"'wasm.cache.artifacts-cache' is '%s', but 'wasm.cache.secret' is not set: whoever can write to that cache could run code in this application"
						.formatted(this.artifactsCache),
					"Make a secret with 'openssl rand -base64 32' and set 'wasm.cache.secret' to it, to the same in every application that shares the cache.");
		}
		return this.secret.strip();
	}

	static WasmLoadException failure(String fact, String remedy) {
		return new WasmLoadException(Reason.MISCONFIGURED, new WasmErrorContext(null, null, null), fact, remedy, null);
	}

}
