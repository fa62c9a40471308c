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
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.AbiSettings;
import io.github.wasmspring.NoSuchWasmFunctionException;
import io.github.wasmspring.SettingNames;
import io.github.wasmspring.WasmCommand;
import io.github.wasmspring.WasmCommandResult;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleState;
import io.github.wasmspring.instance.InstanceUsage;

/**
 * A module that stands for its name: it calls the version that serves.
 */
final class DefaultWasmModule implements WasmModule, AutoCloseable {

	private final String name;

	private final ServingVersion serving;

	private final ModuleHistory history = new ModuleHistory();

	private final InstanceUsage usage = new ServingUsage();

	DefaultWasmModule(String name) {
		this.name = name;
		this.serving = new ServingVersion(name);
	}

	ServingVersion serving() {
		return this.serving;
	}

	ModuleHistory history() {
		return this.history;
	}

	/**
	 * Return how many instances the version that serves has, always the same object.
	 */
	InstanceUsage getUsage() {
		return this.usage;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public String getBackend() {
		ModuleArrival arrival = this.serving.findArrival();
		return (arrival != null) ? arrival.definition().backend() : this.serving.get().getBackend();
	}

	@Override
	public SettingNames getSettingNames() {
		return Objects.requireNonNullElse(this.serving.getDefinition().settingNames(), SettingNames.NEUTRAL);
	}

	@Override
	public String getDigest() {
		return this.serving.get().getDigest();
	}

	@Override
	public WasmModuleState getState() {
		return this.serving.getState();
	}

	@Override
	public long getVersion() {
		return this.serving.getNumber();
	}

	@Override
	public List<WasmExport> getExports() {
		return this.serving.get().getExports();
	}

	@Override
	public @Nullable WasmExport findExport(String name) {
		return this.serving.get().findExport(name);
	}

	@Override
	public List<WasmImport> getImports() {
		return this.serving.get().getImports();
	}

	@Override
	public AbiSettings getAbi() {
		return this.serving.getDefinition().abi();
	}

	@Override
	public long getMaxMemory() {
		return this.serving.get().getMaxMemory();
	}

	@Override
	public Duration getTimeout() {
		return this.serving.getDefinition().instances().timeout();
	}

	@Override
	public @Nullable Object call(String function, @Nullable Object... arguments) {
		return this.serving.<@Nullable Object>call((version) -> function,
				(version) -> version.call(function, arguments));
	}

	@Override
	public @Nullable Object call(Duration timeout, String function, @Nullable Object... arguments) {
		return this.serving.<@Nullable Object>call((version) -> function,
				(version) -> version.call(timeout, function, arguments));
	}

	@Override
	public WasmCommandResult run(WasmCommand command) {
		return this.serving.call((version) -> command.function(), (version) -> version.run(command));
	}

	@Override
	public MethodHandle getHandle(String function) {
		return follow(typeOf(function), (version) -> function, (version) -> version.getHandle(function));
	}

	@Override
	public MethodHandle getHandle(Duration timeout, String function) {
		return follow(typeOf(function), (version) -> function, (version) -> version.getHandle(timeout, function));
	}

	private MethodType typeOf(String function) {
		WasmExport export = findExport(function);
		if (export == null || !(export.type() instanceof WasmFunctionType)) {
			throw new NoSuchWasmFunctionException(this, function);
		}
		return this.serving.get().getHandle(function).type();
	}

	MethodHandle follow(MethodType type, Function<? super WasmModule, @Nullable String> function,
			Function<? super WasmModule, MethodHandle> binder) {
		return new VersionHandle(this, type, function, binder).getHandle();
	}

	/**
	 * Add a check, and check the version that serves.
	 */
	void addCheck(Object user, Consumer<? super WasmModule> check) {
		this.serving.addCheck(user, check);
		ModuleVersion version = this.serving.find();
		if (version != null) {
			check.accept(version);
		}
	}

	@Override
	public <T extends @Nullable Object> T execute(Function<WasmInstance, T> action) {
		return this.serving.call((version) -> null, (version) -> version.execute(action));
	}

	@Override
	public <T extends @Nullable Object> T execute(Duration timeout, Function<WasmInstance, T> action) {
		return this.serving.call((version) -> null, (version) -> version.execute(timeout, action));
	}

	@Override
	public <T extends @Nullable Object> T execute(Duration timeout, String function, Function<WasmInstance, T> action) {
		return this.serving.call((version) -> function, (version) -> version.execute(timeout, function, action));
	}

	@Override
	public WasmInstance instantiate() {
		return this.serving.call((version) -> null, ModuleVersion::instantiate);
	}

	@Override
	public byte[] serialize() {
		return this.serving.get().serialize();
	}

	/**
	 * Close a module that no registry closes.
	 */
	@Override
	public void close() {
		ModuleVersion version = this.serving.find();
		this.serving.close();
		if (version != null) {
			version.discard();
		}
	}

	@Override
	public String toString() {
		ModuleVersion version = this.serving.find();
		return (version != null) ? version.toString() : "WasmModule[%s]".formatted(this.name);
	}

	/**
	 * Instances of the version that serves.
	 */
	private final class ServingUsage implements InstanceUsage {

		private int get(ToIntFunction<InstanceUsage> value) {
			ModuleVersion version = DefaultWasmModule.this.serving.find();
			return (version != null) ? value.applyAsInt(version.getUsage()) : 0;
		}

		@Override
		public int getActive() {
			return get(InstanceUsage::getActive);
		}

		@Override
		public int getIdle() {
			return get(InstanceUsage::getIdle);
		}

		@Override
		public int getWaiting() {
			return get(InstanceUsage::getWaiting);
		}

		@Override
		public long getMemory() {
			ModuleVersion version = DefaultWasmModule.this.serving.find();
			return (version != null) ? version.getUsage().getMemory() : 0;
		}

	}

}
