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

import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.AbiSettings;
import io.github.wasmspring.SettingNames;
import io.github.wasmspring.WasmCommand;
import io.github.wasmspring.WasmCommandResult;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleState;

/**
 * The module that an instance says it belongs to: it tells what the version of the
 * instance is, and calls the version that serves.
 */
final class InstanceModule implements WasmModule {

	private final WasmModule version;

	private final WasmModule module;

	InstanceModule(WasmModule version, WasmModule module) {
		this.version = version;
		this.module = module;
	}

	@Override
	public String getName() {
		return this.version.getName();
	}

	@Override
	public String getBackend() {
		return this.version.getBackend();
	}

	@Override
	public SettingNames getSettingNames() {
		return this.version.getSettingNames();
	}

	@Override
	public String getDigest() {
		return this.version.getDigest();
	}

	@Override
	public WasmModuleState getState() {
		return this.version.getState();
	}

	@Override
	public long getVersion() {
		return this.version.getVersion();
	}

	@Override
	public List<WasmExport> getExports() {
		return this.version.getExports();
	}

	@Override
	public @Nullable WasmExport findExport(String name) {
		return this.version.findExport(name);
	}

	@Override
	public List<WasmImport> getImports() {
		return this.version.getImports();
	}

	@Override
	public AbiSettings getAbi() {
		return this.version.getAbi();
	}

	@Override
	public long getMaxMemory() {
		return this.version.getMaxMemory();
	}

	@Override
	public Duration getTimeout() {
		return this.version.getTimeout();
	}

	@Override
	public @Nullable Object call(String function, @Nullable Object... arguments) {
		return this.module.call(function, arguments);
	}

	@Override
	public @Nullable Object call(Duration timeout, String function, @Nullable Object... arguments) {
		return this.module.call(timeout, function, arguments);
	}

	@Override
	public WasmCommandResult run(WasmCommand command) {
		return this.module.run(command);
	}

	@Override
	public MethodHandle getHandle(String function) {
		return this.module.getHandle(function);
	}

	@Override
	public MethodHandle getHandle(Duration timeout, String function) {
		return this.module.getHandle(timeout, function);
	}

	@Override
	public <T extends @Nullable Object> T execute(Function<WasmInstance, T> action) {
		return this.module.execute(action);
	}

	@Override
	public <T extends @Nullable Object> T execute(Duration timeout, Function<WasmInstance, T> action) {
		return this.module.execute(timeout, action);
	}

	@Override
	public <T extends @Nullable Object> T execute(Duration timeout, String function, Function<WasmInstance, T> action) {
		return this.module.execute(timeout, function, action);
	}

	@Override
	public WasmInstance instantiate() {
		return this.module.instantiate();
	}

	@Override
	public byte[] serialize() {
		return this.version.serialize();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof InstanceModule instanceModule && this.version == instanceModule.version;
	}

	@Override
	public int hashCode() {
		return this.version.hashCode();
	}

	@Override
	public String toString() {
		return this.version.toString();
	}

}
