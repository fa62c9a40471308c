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

package io.github.wasmspring;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Handles for the functions of modules that have none of their own.
 */
final class FunctionHandles {

	private static final MethodHandle CALL;

	private static final MethodHandle CALL_WITH_TIMEOUT;

	static {
		MethodType type = MethodType.methodType(Object.class, String.class, Object[].class);
		try {
			CALL = MethodHandles.lookup().findVirtual(WasmModule.class, "call", type);
			CALL_WITH_TIMEOUT = MethodHandles.lookup()
				.findVirtual(WasmModule.class, "call", type.insertParameterTypes(0, Duration.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private FunctionHandles() {
	}

	/**
	 * Return a handle that boxes what it passes.
	 */
	static MethodHandle boxed(WasmModule module, @Nullable Duration timeout, String function) {
		WasmFunctionType type = typeOf(module, function);
		MethodHandle call = (timeout != null) ? MethodHandles.insertArguments(CALL_WITH_TIMEOUT, 0, module, timeout)
				: CALL.bindTo(module);
		return MethodHandles.insertArguments(call, 0, function)
			.asCollector(Object[].class, type.parameters().size())
			.asType(type.toMethodType());
	}

	private static WasmFunctionType typeOf(WasmModule module, String function) {
		WasmExport export = module.findExport(function);
		if (export == null || !(export.type() instanceof WasmFunctionType type)) {
			throw new NoSuchWasmFunctionException(module, function);
		}
		if (!type.isNumeric()) {
			throw new WasmLinkException(WasmErrorContext.of(module, function),
					"is of type %s, and only numbers can be passed between Java and a guest".formatted(type),
					"Call a function that takes and returns numbers only.", null);
		}
		return type;
	}

}
