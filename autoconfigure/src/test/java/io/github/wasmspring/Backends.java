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

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.chicory.SplitBackends;
import io.github.wasmspring.backend.wasmtime.WasmtimeBackend;
import io.github.wasmspring.backend.wasmtime.WasmtimeSettings;

/**
 * All backends, and the only list of them that tests have.
 *
 * @see EveryBackend
 */
public enum Backends {

	/**
	 * The backend {@code chicory}.
	 */
	CHICORY(SplitBackends::compiled),

	/**
	 * The backend {@code chicory-interpreter}.
	 */
	CHICORY_INTERPRETER(SplitBackends::interpreted),

	/**
	 * The backend {@code wasmtime}.
	 */
	WASMTIME(() -> new WasmtimeBackend(WasmtimeSettings.DEFAULTS)),

	/**
	 * The backend {@code wasmtime} with threads of its own.
	 */
	WASMTIME_DEDICATED(() -> new WasmtimeBackend(new WasmtimeSettings(true, WasmtimeSettings.DEFAULT_MAX_HOST_CALLS,
			WasmtimeSettings.DEFAULT_MAX_TOTAL_MEMORY, null)));

	private static Backends current = CHICORY_INTERPRETER;

	private final Supplier<WasmBackend> supplier;

	private @Nullable WasmBackend backend;

	Backends(Supplier<WasmBackend> supplier) {
		this.supplier = supplier;
	}

	/**
	 * Return the backend, the same one each time.
	 */
	public synchronized WasmBackend get() {
		if (this.backend == null) {
			this.backend = this.supplier.get();
		}
		return this.backend;
	}

	/**
	 * Return those with the default settings, one for each id.
	 */
	public static List<Backends> standard() {
		return List.of(CHICORY, CHICORY_INTERPRETER, WASMTIME);
	}

	/**
	 * Return all of {@link #standard()}.
	 */
	public static List<WasmBackend> all() {
		return standard().stream().map(Backends::get).toList();
	}

	/**
	 * Return the backend that the current test class runs on.
	 */
	public static WasmBackend current() {
		return current.get();
	}

	/**
	 * Return the name of {@link #current()}, for those who have loaded this class by
	 * another loader.
	 */
	public static String currentName() {
		return current.name();
	}

	static void setCurrent(Backends backend) {
		current = backend;
	}

}
