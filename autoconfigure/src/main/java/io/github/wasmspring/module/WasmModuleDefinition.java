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

import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.SettingNames;
import io.github.wasmspring.WasmAbi;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.binary.LoadLimits;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.wasi.WasiSettings;

/**
 * What has to be known to load a module.
 *
 * @param name the name of the module
 * @param location where its binary is
 * @param backend id of the backend that runs it
 * @param sha256 digest that the binary must have, in hexadecimal digits, or {@code null}
 * if any will do
 * @param maxBinarySize largest binary that is accepted
 * @param limits limits of what the binary may contain
 * @param abi names of the exports that allocate and free memory
 * @param instances settings of its instances
 * @param wasi what its instances may see of the system if the module imports WASI, or
 * {@code null} if it must not
 * @param headers headers of the request that downloads the binary
 * @param settingNames what messages call these settings, or {@code null} for the names
 * that they have in code
 * @since 0.1.0
 */
public record WasmModuleDefinition(String name, Resource location, String backend, @Nullable String sha256,
		DataSize maxBinarySize, LoadLimits limits, WasmAbi abi, InstanceSettings instances, @Nullable WasiSettings wasi,
		Map<String, String> headers, @Nullable SettingNames settingNames) {

	/**
	 * Size that a binary may have where nothing is configured.
	 */
	public static final DataSize DEFAULT_MAX_BINARY_SIZE = DataSize.ofMegabytes(64);

	private static final Pattern SHA256 = Pattern.compile("\\s*\\p{XDigit}{64}\\s*");

	/**
	 * Create a new definition.
	 * @param name the name of the module
	 * @param location where its binary is
	 * @param backend id of the backend that runs it
	 * @param sha256 digest that the binary must have, or {@code null}
	 * @param maxBinarySize largest binary that is accepted
	 * @param limits limits of what the binary may contain
	 * @param abi names of the exports that allocate and free memory
	 * @param instances settings of its instances
	 * @param wasi what its instances may see of the system, or {@code null}
	 * @param headers headers of the request that downloads the binary
	 * @param settingNames what messages call these settings, or {@code null}
	 */
	public WasmModuleDefinition {
		Assert.hasText(name, "'name' must not be empty");
		Assert.notNull(location, "'location' must not be null");
		Assert.hasText(backend, "'backend' must not be empty");
		Assert.isTrue(sha256 == null || SHA256.matcher(sha256).matches(),
				() -> "'sha256' must be 64 hexadecimal digits, but is '" + sha256 + "'");
		Assert.notNull(maxBinarySize, "'maxBinarySize' must not be null");
		Assert.notNull(limits, "'limits' must not be null");
		Assert.notNull(abi, "'abi' must not be null");
		Assert.notNull(instances, "'instances' must not be null");
		headers = Map.copyOf(headers);
	}

	/**
	 * Create a new definition whose settings have the names that they have in code.
	 * @param name the name of the module
	 * @param location where its binary is
	 * @param backend id of the backend that runs it
	 * @param sha256 digest that the binary must have, or {@code null}
	 * @param maxBinarySize largest binary that is accepted
	 * @param limits limits of what the binary may contain
	 * @param abi names of the exports that allocate and free memory
	 * @param instances settings of its instances
	 * @param wasi what its instances may see of the system, or {@code null}
	 */
	public WasmModuleDefinition(String name, Resource location, String backend, @Nullable String sha256,
			DataSize maxBinarySize, LoadLimits limits, WasmAbi abi, InstanceSettings instances,
			@Nullable WasiSettings wasi) {
		this(name, location, backend, sha256, maxBinarySize, limits, abi, instances, wasi, Map.of(), null);
	}

	/**
	 * Create a definition with defaults for everything that is optional.
	 * @param name the name of the module
	 * @param location where its binary is
	 * @param backend id of the backend that runs it
	 * @return the definition
	 */
	public static WasmModuleDefinition of(String name, Resource location, String backend) {
		return new WasmModuleDefinition(name, location, backend, null, DEFAULT_MAX_BINARY_SIZE, LoadLimits.DEFAULTS,
				WasmAbi.DETECTED, InstanceSettings.DEFAULTS, WasiSettings.DEFAULTS);
	}

	/**
	 * Return this definition with headers for the server that has the binary, such as
	 * {@code Authorization}. They are not sent to another host that the server redirects
	 * to.
	 * @param headers values by name
	 * @return a new definition
	 */
	public WasmModuleDefinition withHeaders(Map<String, String> headers) {
		return new WasmModuleDefinition(this.name, this.location, this.backend, this.sha256, this.maxBinarySize,
				this.limits, this.abi, this.instances, this.wasi, headers, this.settingNames);
	}

	/**
	 * Return this definition with names for its settings, unless it has some already.
	 * @param application what the settings of the application are called
	 */
	WasmModuleDefinition withNames(SettingNames application) {
		return (this.settingNames != null) ? this
				: new WasmModuleDefinition(this.name, this.location, this.backend, this.sha256, this.maxBinarySize,
						this.limits, this.abi, this.instances, this.wasi, this.headers,
						new CodeSettingNames(application));
	}

	/**
	 * Return the context of an error that concerns this definition.
	 * @param backend id of the backend, or {@code null} if the error concerns none
	 */
	WasmErrorContext context(@Nullable String backend) {
		return new WasmErrorContext(this.name, null, backend, this.settingNames);
	}

	/**
	 * Return the name and the location, without secrets.
	 */
	@Override
	public String toString() {
		return "WasmModuleDefinition[name=%s, location=%s, backend=%s]".formatted(this.name,
				LocationText.of(this.location), this.backend);
	}

}
