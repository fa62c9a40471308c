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

package io.github.wasmspring.instance;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.HostFunctionBody;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.backend.BackendHostFunction;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.WasiContext;
import io.github.wasmspring.backend.WasiContexts;

/**
 * What the imports of one module are linked to.
 *
 * @param functions functions of the host
 * @param wasi opens what an instance sees of the system, or {@code null} if the module
 * does not import WASI
 * @since 0.1.0
 */
public record ModuleImports(Map<BackendImports.Key, LinkedFunction> functions, @Nullable WasiContexts wasi) {

	/**
	 * The module imports nothing.
	 */
	public static final ModuleImports NONE = new ModuleImports(Map.of(), null);

	/**
	 * Create new imports.
	 * @param functions functions of the host
	 * @param wasi opens what an instance sees of the system, or {@code null}
	 */
	public ModuleImports {
		functions = Map.copyOf(functions);
	}

	/**
	 * Close what the instances to come would share.
	 */
	public void close() {
		if (this.wasi != null) {
			this.wasi.close();
		}
	}

	/**
	 * Return the imports of one instance. Functions of the host come before those of
	 * WASI.
	 */
	BackendImports forInstance(DefaultWasmInstance instance) {
		WasiContext context = instance.wasi();
		if (context != null && this.functions.isEmpty()) {
			return context.imports();
		}
		Map<BackendImports.Key, BackendImports.Function> imports = new HashMap<>();
		if (context != null) {
			imports.putAll(context.imports().functions());
		}
		this.functions.forEach((key, function) -> imports.put(key,
				new BackendImports.Function(function.type(), new InstanceFunction(function, instance))));
		return new BackendImports(imports);
	}

	/**
	 * A function of the host that is linked to an import.
	 */
	public static final class LinkedFunction {

		private final WasmFunctionType type;

		private final HostFunctionBody body;

		private volatile @Nullable MethodHandle handle;

		/**
		 * Create a new function.
		 * @param type the type that the module expects
		 * @param body what to run when the guest calls
		 */
		public LinkedFunction(WasmFunctionType type, HostFunctionBody body) {
			this.type = type;
			this.body = body;
		}

		/**
		 * Return the type that the module expects.
		 * @return the type
		 */
		public WasmFunctionType type() {
			return this.type;
		}

		private @Nullable MethodHandle handle() {
			MethodHandle current = this.handle;
			if (current == null) {
				MethodHandle ofBody = this.body.getHandle();
				if (ofBody == null) {
					return null;
				}
				current = MethodHandles.collectArguments(ofBody, 0, InstanceFunction.CALLER);
				this.handle = current;
			}
			return current;
		}

	}

	/**
	 * A function of the host that one instance imports.
	 *
	 * @param function the function
	 * @param instance the instance
	 */
	private record InstanceFunction(LinkedFunction function,
			DefaultWasmInstance instance) implements BackendHostFunction {

		/**
		 * Takes a function and the backend's instance, and returns the instance.
		 */
		private static final MethodHandle CALLER;

		static {
			try {
				CALLER = MethodHandles.lookup()
					.findVirtual(InstanceFunction.class, "caller",
							MethodType.methodType(WasmInstance.class, BackendInstance.class))
					.asType(MethodType.methodType(WasmInstance.class, BackendHostFunction.class,
							BackendInstance.class));
			}
			catch (ReflectiveOperationException ex) {
				throw new ExceptionInInitializerError(ex);
			}
		}

		@Override
		public long[] call(BackendInstance caller, long[] arguments) throws Exception {
			return this.function.body.call(caller(caller), arguments);
		}

		@Override
		public @Nullable MethodHandle getHandle() {
			return this.function.handle();
		}

		private WasmInstance caller(BackendInstance caller) {
			return this.instance.attach(caller);
		}

	}

}
