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

import java.util.List;

import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.backend.wasmtime.WasmtimeBackend;
import io.github.wasmspring.backend.wasmtime.WasmtimeSettings;

/**
 * Who takes part, by the names in the reports.
 */
final class Subjects {

	/**
	 * Plain Java, this project, the others.
	 */
	private static final List<String> ORDER = List.of("java", "chicory", "wasmtime", "chicory-interpreter");

	private Subjects() {
	}

	/**
	 * Return what to sort subjects by.
	 */
	static String rank(String name) {
		int index = ORDER.indexOf(name);
		return ((index >= 0) ? index : ORDER.size()) + name;
	}

	static Subject create(String name) {
		return switch (name) {
			case "java" -> new JavaSubject();
			case "java-jdk" -> new JdkSubject();
			case "chicory-proxy" -> new ProxySubject();
			case "chicory-handle" -> new HandleSubject();
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
			case "wasmtime-dedicated-threads" -> new WasmtimeBackend(new WasmtimeSettings(true,
					WasmtimeSettings.DEFAULTS.maxHostCalls(), WasmtimeSettings.DEFAULT_MAX_TOTAL_MEMORY, null));
			default -> throw new IllegalArgumentException("There is no subject '" + name + "'");
		};
	}

}
