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

package io.github.wasmspring.micrometer;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.instance.CallListener;

/**
 * The functions of a module that were called and are told apart, and the others together:
 * an application may call as many names as a guest chose.
 */
final class ModuleFunctions {

	/**
	 * Most functions that are told apart.
	 */
	static final int MOST_FUNCTIONS = 100;

	/**
	 * Longest name of such a function.
	 */
	static final int LONGEST_FUNCTION = 100;

	/**
	 * Stands for all other functions.
	 */
	static final String OTHER = "other";

	private final WasmModule module;

	private final Function<String, @Nullable CallListener> listeners;

	/**
	 * By name, empty if nobody is to hear of the calls.
	 */
	private final Map<String, Optional<CallListener>> functions = new ConcurrentHashMap<>();

	/**
	 * Create a new instance.
	 * @param listeners creates who hears of the calls of a function, or returns
	 * {@code null} if nobody wants to
	 */
	ModuleFunctions(WasmModule module, Function<String, @Nullable CallListener> listeners) {
		this.module = module;
		this.listeners = listeners;
	}

	/**
	 * Return who hears of the calls of a function, or {@code null} if nobody does or the
	 * module has no such function.
	 */
	@Nullable CallListener find(String function) {
		Optional<CallListener> known = this.functions.get(function);
		if (known == null) {
			WasmExport export = this.module.findExport(function);
			if (export == null || export.kind() != WasmExternalKind.FUNCTION) {
				return null;
			}
			known = add(function);
		}
		return known.orElse(null);
	}

	private synchronized Optional<CallListener> add(String function) {
		boolean own = function.length() <= LONGEST_FUNCTION && this.functions.size() < MOST_FUNCTIONS;
		return this.functions.computeIfAbsent((own) ? function : OTHER,
				(name) -> Optional.ofNullable(this.listeners.apply(name)));
	}

}
