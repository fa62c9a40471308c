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

package io.github.wasmspring.abi.toolchain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.HostFunctionBody;
import io.github.wasmspring.WasmFunctionType;

/**
 * Functions by name and type.
 */
final class TypedImports {

	private final String module;

	private final Map<String, List<Entry>> functions = new HashMap<>();

	/**
	 * Create an empty set.
	 * @param module the module that they are imported from
	 */
	TypedImports(String module) {
		this.module = module;
	}

	TypedImports add(String name, String type, HostFunctionBody body) {
		this.functions.computeIfAbsent(name, (key) -> new ArrayList<>())
			.add(new Entry(WasmFunctionType.parse(type), body));
		return this;
	}

	@Nullable HostFunctionBody find(String module, String name, WasmFunctionType type) {
		if (!module.equals(this.module)) {
			return null;
		}
		for (Entry entry : this.functions.getOrDefault(name, List.of())) {
			if (entry.type().equals(type)) {
				return entry.body();
			}
		}
		return null;
	}

	/**
	 * A function.
	 *
	 * @param type its type
	 * @param body what it does
	 */
	private record Entry(WasmFunctionType type, HostFunctionBody body) {
	}

}
