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

package io.github.wasmspring.backend;

import java.io.UncheckedIOException;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.wasi.WasiSettings;

/**
 * Implementation of WASI preview 1 that serves the instances of every backend.
 *
 * @since 0.1.0
 */
public interface WasiProvider {

	/**
	 * Module that guests import the functions from.
	 */
	String MODULE = "wasi_snapshot_preview1";

	/**
	 * Open what the instances of one module see of the system. The caller closes it with
	 * the module.
	 * @param module the name of the guests' module
	 * @param settings what the instances may see
	 * @return what opens a context for each instance
	 * @throws UncheckedIOException if a directory of the settings is missing or
	 * unreadable
	 */
	WasiContexts open(String module, WasiSettings settings);

	/**
	 * Open what the instances of one module see of the system, like
	 * {@link #open(String, WasiSettings)}, for a module whose settings have names.
	 * @param module the guests' module
	 * @param settings what the instances may see
	 * @return what opens a context for each instance
	 */
	default WasiContexts open(WasmModule module, WasiSettings settings) {
		return open(module.getName(), settings);
	}

}
