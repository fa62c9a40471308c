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

package io.github.wasmspring.autoconfigure.backend;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Library that each backend needs.
 */
enum BackendLibrary {

	/**
	 * Compiler of Chicory.
	 */
	CHICORY("chicory", "com.dylibso.chicory:compiler"),

	/**
	 * Runtime of Chicory.
	 */
	CHICORY_INTERPRETER("chicory-interpreter", "com.dylibso.chicory:runtime");

	private final String id;

	private final String artifact;

	BackendLibrary(String id, String artifact) {
		this.id = id;
		this.artifact = artifact;
	}

	/**
	 * Return what to do if a library is missing, by the id of the backend.
	 */
	static Map<String, String> remedies() {
		return Arrays.stream(values())
			.collect(Collectors.toMap((library) -> library.id, (
					library) -> "Add '%s' to the dependencies; 'io.github.wasmspring:wasm-spring-boot-starter' brings it. Or choose another backend by 'wasm.backend'."
						.formatted(library.artifact)));
	}

}
