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
import java.util.Set;
import java.util.stream.Collectors;

import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.backend.UnavailableBackend;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.backend.wasmtime.WasmtimeBackend;

/**
 * Library that each backend needs.
 */
enum BackendLibrary {

	/**
	 * Compiler of Chicory.
	 */
	CHICORY("chicory",
			"Add 'com.dylibso.chicory:compiler' to the dependencies; 'io.github.wasmspring:wasm-spring-boot-starter' brings it.",
			ChicoryBackend.FEATURES, false),

	/**
	 * Runtime of Chicory.
	 */
	CHICORY_INTERPRETER("chicory-interpreter",
			"Add 'com.dylibso.chicory:runtime' to the dependencies; 'io.github.wasmspring:wasm-spring-boot-starter' brings it.",
			ChicoryBackend.FEATURES, false),

	/**
	 * Wasmtime for Java.
	 */
	WASMTIME("wasmtime",
			"""
					Add 'io.github.kawamuray.wasmtime:wasmtime-java:0.19.0' to the dependencies: in Gradle runtimeOnly("io.github.kawamuray.wasmtime:wasmtime-java:0.19.0"), in Maven <dependency><groupId>io.github.kawamuray.wasmtime</groupId><artifactId>wasmtime-java</artifactId><version>0.19.0</version></dependency>.""",
			WasmtimeBackend.FEATURES, true);

	private final String id;

	private final String remedy;

	private final Set<WasmFeature> features;

	private final boolean requiresTrust;

	BackendLibrary(String id, String remedy, Set<WasmFeature> features, boolean requiresTrust) {
		this.id = id;
		this.remedy = remedy;
		this.features = features;
		this.requiresTrust = requiresTrust;
	}

	/**
	 * Return what backends are without their libraries, by id.
	 */
	static Map<String, UnavailableBackend> unavailable() {
		return Arrays.stream(values())
			.collect(Collectors.toMap((library) -> library.id,
					(library) -> new UnavailableBackend(
							library.remedy + " Or choose another backend by 'wasm.backend'.", library.features,
							library.requiresTrust)));
	}

}
