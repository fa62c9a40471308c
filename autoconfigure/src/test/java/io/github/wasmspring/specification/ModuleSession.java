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

package io.github.wasmspring.specification;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.HostFunction;
import io.github.wasmspring.HostFunctionBody;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.WasmValidation;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.binary.DecodedModule;
import io.github.wasmspring.binary.LoadLimits;
import io.github.wasmspring.binary.WasmBinary;
import io.github.wasmspring.instance.InstanceMode;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.ModuleRegistrySettings;
import io.github.wasmspring.module.WasmModuleDefinition;

/**
 * Runs commands through the API.
 */
final class ModuleSession implements SpecificationSession<WasmInstance> {

	private static final InstanceSettings INSTANCES = InstanceSettings.DEFAULTS.withMode(InstanceMode.PER_CALL)
		.withMax(1)
		.withMaxWait(Duration.ofSeconds(1))
		.withMaxMemory(DataSize.ofGigabytes(2))
		.withTimeout(Duration.ZERO);

	private static final HostFunctionBody PRINT = (caller, arguments) -> new long[0];

	/**
	 * What the suite expects from every host.
	 */
	private static final HostFunctions SPECTEST = HostFunctions.of("spectest")
		.function("print", "() -> ()", PRINT)
		.function("print_i32", "(i32) -> ()", PRINT)
		.function("print_i64", "(i64) -> ()", PRINT)
		.function("print_f32", "(f32) -> ()", PRINT)
		.function("print_f64", "(f64) -> ()", PRINT)
		.function("print_i32_f32", "(i32, f32) -> ()", PRINT)
		.function("print_f64_f64", "(f64, f64) -> ()", PRINT)
		.build();

	private final WasmBackend backend;

	private final DefaultWasmModuleRegistry registry;

	private final Map<String, HostFunctions> registered = new HashMap<>();

	private int modules;

	ModuleSession(WasmBackend backend) {
		this.backend = backend;
		this.registry = new DefaultWasmModuleRegistry(new WasmBackends(List.of(backend), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withDefaultBackend(backend.getId())
					.withHostFunctions(List.of(SPECTEST, this::registeredFunctions)));
	}

	@Override
	public WasmInstance instantiate(byte[] binary) {
		String name = "module" + this.modules++;
		try {
			this.registry
				.registerModule(WasmModuleDefinition.of(name, new ByteArrayResource(binary), this.backend.getId())
					.withMaxBinarySize(DataSize.ofMegabytes(1))
					.withInstances(INSTANCES)
					.withoutWasi());
		}
		catch (WasmLoadException ex) {
			throw (ex.getReason() == Reason.UNSUPPORTED) ? unsupported(ex.getDescription()) : ex;
		}
		catch (WasmLinkException | WasmTrapException ex) {
			checkImports(binary);
			throw ex;
		}
		checkImports(binary);
		return this.registry.getModule(name).instantiate();
	}

	/**
	 * Skip a module that imports what it would have to share with another one.
	 */
	private static void checkImports(byte[] binary) {
		for (WasmImport wanted : DecodedModule
			.inspect(WasmErrorContext.of("binary", null), binary, LoadLimits.DEFAULTS, 65536)
			.imports()) {
			if (wanted.kind() != WasmExternalKind.FUNCTION) {
				throw new UnsupportedCommandException("imports a " + wanted.kind().name().toLowerCase(Locale.ROOT));
			}
		}
	}

	private static RuntimeException unsupported(@Nullable String problem) {
		return (problem != null && problem.contains("SIMD"))
				? new UnsupportedCommandException("uses vector instructions, which the backend cannot run")
				: new IllegalStateException(problem);
	}

	/**
	 * Offer the functions of an instance as functions of the host.
	 */
	@Override
	public void register(String name, WasmInstance instance) {
		HostFunctions.Builder functions = HostFunctions.of(name);
		for (WasmExport export : instance.getModule().getExports()) {
			if (export.type() instanceof WasmFunctionType type) {
				functions.function(export.name(), type,
						(caller, arguments) -> instance.getFunction(export.name()).callRaw(arguments));
			}
		}
		this.registered.put(name, functions.build());
	}

	private List<HostFunction> registeredFunctions() {
		return this.registered.values().stream().flatMap((functions) -> functions.getFunctions().stream()).toList();
	}

	@Override
	public long[] invoke(WasmInstance instance, String function, long[] arguments) {
		try {
			return instance.getFunction(function).callRaw(arguments);
		}
		catch (WasmLinkException ex) {
			throw (ex.getMessage().contains("only numbers can be passed"))
					? new UnsupportedCommandException("passes a value that is no number") : ex;
		}
	}

	@Override
	public long get(WasmInstance instance, String global) {
		return instance.global(global).getType().valueType().toRaw(instance.global(global).get());
	}

	@Override
	public void validate(byte[] binary) {
		WasmValidation validation = this.registry.validate(binary);
		if (validation.reason() == Reason.UNSUPPORTED) {
			// what is refused for a feature is validated all the same
			DecodedModule.inspect(WasmErrorContext.of("binary", null), binary, LoadLimits.DEFAULTS, 65536).verify();
			throw unsupported(validation.problem());
		}
		if (!validation.isValid()) {
			throw new IllegalArgumentException(validation.toString());
		}
		this.backend.load(WasmBinary.of("binary", binary)).close();
	}

	@Override
	public @Nullable String trap(Throwable failure) {
		if (!(failure instanceof WasmTrapException trap)) {
			return null;
		}
		return (trap.getKind() == WasmTrapKind.HOST_EXCEPTION && trap.getCause() != null) ? trap(trap.getCause())
				: trap.getKind().toString();
	}

	@Override
	public boolean isUnlinkable(Throwable failure) {
		return failure instanceof WasmLinkException;
	}

	@Override
	public void close() {
		this.registry.close();
	}

}
