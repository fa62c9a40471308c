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

import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.backend.wasmtime.WasmtimeBackend;
import io.github.wasmspring.backend.wasmtime.WasmtimeSettings;

/**
 * Who takes part, by the names in the reports.
 */
final class Subjects {

	private Subjects() {
	}

	static Subject create(String name) {
		return switch (name) {
			case "java" -> new JavaSubject();
			case "chicory-raw" -> new RawSubject(ChicoryRawEngine.withDefaultMemory());
			case "chicory-raw-array" -> new RawSubject(ChicoryRawEngine.withArrayMemory());
			case "wasmtime-raw" -> new RawSubject(new WasmtimeRawEngine());
			case "extism" -> new ExtismSubject();
			default -> new PluginSubject(backend(name));
		};
	}

	static WasmBackend backend(String name) {
		return switch (name) {
			case "chicory" -> ChicoryBackend.compiled();
			case "chicory-interpreter" -> ChicoryBackend.interpreted();
			case "wasmtime" -> new WasmtimeBackend(WasmtimeSettings.DEFAULTS);
			default -> throw new IllegalArgumentException("There is no subject '" + name + "'");
		};
	}

}
