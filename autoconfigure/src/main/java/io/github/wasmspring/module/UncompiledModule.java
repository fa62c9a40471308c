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
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.AbiSettings;
import io.github.wasmspring.SettingNames;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.abi.WasmConventions;
import io.github.wasmspring.binary.DecodedModule;

/**
 * A module that was read, but is not compiled.
 */
final class UncompiledModule implements WasmModule {

	private final WasmModuleDefinition definition;

	private final String digest;

	private final DecodedModule decoded;

	private final WasmConventions conventions;

	private final List<WasmImport> imports;

	private final List<WasmExport> exports;

	UncompiledModule(WasmModuleDefinition definition, String digest, DecodedModule decoded,
			WasmConventions conventions) {
		this.definition = definition;
		this.digest = digest;
		this.decoded = decoded;
		this.conventions = conventions;
		this.imports = decoded.imports();
		this.exports = decoded.exports();
	}

	@Override
	public String getName() {
		return this.definition.name();
	}

	@Override
	public String getBackend() {
		return this.definition.backend();
	}

	@Override
	public SettingNames getSettingNames() {
		return Objects.requireNonNullElse(this.definition.settingNames(), SettingNames.NEUTRAL);
	}

	@Override
	public String getDigest() {
		return this.digest;
	}

	@Override
	public List<WasmExport> getExports() {
		return this.exports;
	}

	@Override
	public List<WasmImport> getImports() {
		return this.imports;
	}

	/**
	 * Return the conventions that it can follow.
	 */
	WasmConventions conventions() {
		return this.conventions;
	}

	/**
	 * Return the names of its custom sections.
	 */
	List<String> customSections() {
		return this.decoded.customSections();
	}

	@Override
	public AbiSettings getAbi() {
		return this.definition.abi();
	}

	@Override
	public Duration getTimeout() {
		return this.definition.instances().timeout();
	}

	@Override
	public @Nullable Object call(String function, @Nullable Object... arguments) {
		throw notCompiled();
	}

	@Override
	public @Nullable Object call(Duration timeout, String function, @Nullable Object... arguments) {
		throw notCompiled();
	}

	@Override
	public <T extends @Nullable Object> T execute(Function<WasmInstance, T> action) {
		throw notCompiled();
	}

	@Override
	public <T extends @Nullable Object> T execute(Duration timeout, Function<WasmInstance, T> action) {
		throw notCompiled();
	}

	@Override
	public WasmInstance instantiate() {
		throw notCompiled();
	}

	@Override
	public byte[] serialize() {
		throw notCompiled();
	}

	private IllegalStateException notCompiled() {
		return new IllegalStateException("Module '%s' is being checked, and not compiled yet".formatted(getName()));
	}

}
