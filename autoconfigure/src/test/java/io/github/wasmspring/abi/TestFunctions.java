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

package io.github.wasmspring.abi;

import java.lang.reflect.Method;
import java.util.Arrays;

import io.github.wasmspring.AbiSettings;
import io.github.wasmspring.Backends;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.module.WasmModuleDefinition;

/**
 * Binds methods of test interfaces to real guests.
 */
final class TestFunctions {

	private TestFunctions() {
	}

	static WasmModule load(String guest) {
		return Guests.load(guest, Backends.current());
	}

	/**
	 * Return a module that tests share, one for each backend.
	 */
	static WasmModule shared(String guest) {
		return Guests.shared(guest);
	}

	static WasmModule load(String guest, AbiSettings abi) {
		WasmModuleDefinition definition = WasmModuleDefinition.of(guest, Guests.resource(guest),
				Backends.current().getId());
		return Guests.load(definition.withAbi(abi), Backends.current(), (settings) -> settings);
	}

	static MethodSignature signature(Class<?> type, String method) {
		Method found = Arrays.stream(type.getMethods())
			.filter((candidate) -> candidate.getName().equals(method))
			.findFirst()
			.orElseThrow();
		return MethodSignature.of(found, type);
	}

	static FunctionAdapter bind(Class<?> type, String method, WasmModule module, String export) {
		return bind(type, method, module, export, WasmJson.NONE);
	}

	static FunctionAdapter bind(Class<?> type, String method, WasmModule module, String export, WasmJson json) {
		return FunctionAdapter.bind(signature(type, method), module, export, ValueCodecs.of(json));
	}

}
