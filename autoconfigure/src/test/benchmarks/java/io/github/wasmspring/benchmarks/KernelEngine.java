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

package io.github.wasmspring.benchmarks;

import java.util.function.UnaryOperator;

import org.springframework.core.io.ClassPathResource;

import io.github.wasmspring.Backends;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.abi.ValueCodecs;
import io.github.wasmspring.abi.WasmJson;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.benchmarks.RawEngine.RawInstance;
import io.github.wasmspring.host.AnnotatedHostFunctions;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

/**
 * Who does the work of the suite: a name in its report, and how to make the work ready.
 */
final class KernelEngine {

	static final String NATIVE = "native";

	static final String JAVA = "java";

	static final String CHICORY = "chicory";

	static final String WASMTIME = "wasmtime";

	/**
	 * Chicory as it ships.
	 */
	static final String SHIPPED = "chicory-raw";

	private KernelEngine() {
	}

	/**
	 * Load the guest and make the work ready, in this JVM.
	 */
	static KernelWork prepare(String engine, Kernel kernel) {
		return switch (engine) {
			case JAVA -> JavaKernels.get(kernel.name());
			case SHIPPED -> work(kernel, start(engine, kernel));
			default -> (kernel.isProgram()) ? work(kernel, start(engine, kernel))
					: new WasmPluginFactory().create(KernelPlugin.class, load(engine, kernel))::run;
		};
	}

	/**
	 * Load the guest in this JVM.
	 */
	static RawInstance start(String engine, Kernel kernel) {
		return (engine.equals(SHIPPED)) ? ShippedChicory.start(kernel.bytes())
				: new ModuleInstance(load(engine, kernel).instantiate());
	}

	private static WasmModule load(String engine, Kernel kernel) {
		WasmBackend backend = ((engine.equals(CHICORY)) ? Backends.CHICORY : Backends.WASMTIME).get();
		return Guests.load(
				WasmModuleDefinition.of(kernel.id(), new ClassPathResource(kernel.binary()), backend.getId()), backend,
				UnaryOperator.identity(),
				AnnotatedHostFunctions.of(new JavaScriptHost(), ValueCodecs.of(WasmJson.NONE)));
	}

	/**
	 * Return the kernel's work, done by a guest that was loaded.
	 */
	static KernelWork work(Kernel kernel, RawInstance instance) {
		if (kernel.binary().equals(SqliteWork.BINARY)) {
			return SqliteWork.create(kernel, instance);
		}
		if (kernel.binary().equals(JavaScriptWork.BINARY)) {
			return JavaScriptWork.create(kernel, instance);
		}
		return instance.function("run")::call;
	}

	interface KernelPlugin {

		@WasmFunction
		long run(int size);

	}

}
