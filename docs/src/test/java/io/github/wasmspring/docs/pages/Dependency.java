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

package io.github.wasmspring.docs.pages;

/**
 * Dependencies that the pages tell to add, in the current version.
 */
final class Dependency {

	private Dependency() {
	}

	static String maven() {
		return """
				<dependency>
				    <groupId>io.github.wasmspring</groupId>
				    <artifactId>wasm-spring-boot-starter</artifactId>
				    <version>%s</version>
				</dependency>
				""".formatted(Project.version());
	}

	static String wasmtimeMaven() {
		return """
				<dependency>
				    <groupId>io.github.kawamuray.wasmtime</groupId>
				    <artifactId>wasmtime-java</artifactId>
				    <version>%s</version>
				    <scope>runtime</scope>
				</dependency>
				""".formatted(Project.wasmtimeVersion());
	}

	static String wasmtimeGradle() {
		return "runtimeOnly(\"io.github.kawamuray.wasmtime:wasmtime-java:%s\")".formatted(Project.wasmtimeVersion());
	}

	static String gradle() {
		return "implementation(\"io.github.wasmspring:wasm-spring-boot-starter:%s\")".formatted(Project.version());
	}

}
