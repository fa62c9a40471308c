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

package io.github.wasmspring.backend.artifact;

import java.nio.charset.StandardCharsets;

import io.github.wasmspring.binary.WasmBinary;

/**
 * Everything that a compiled module depends on: two modules of equal keys are the same.
 *
 * @param digest digest of the binary
 * @param backend id of the backend
 * @param format format of the backend's artifacts: version of the engine, options of its
 * compiler and version of the format
 * @param java feature version of the Java platform
 * @since 0.1.0
 */
public record ArtifactKey(String digest, String backend, String format, int java) {

	private static final int JAVA = Runtime.version().feature();

	/**
	 * Return the key of a module on this Java platform.
	 * @param digest digest of the binary
	 * @param backend id of the backend
	 * @param format format of the backend's artifacts
	 * @return the key
	 */
	public static ArtifactKey of(String digest, String backend, String format) {
		return new ArtifactKey(digest, backend, format, JAVA);
	}

	/**
	 * Return the name under which stores keep the artifact, which tells all parts of the
	 * key apart.
	 * @return 64 lower-case hexadecimal digits
	 */
	public String id() {
		return WasmBinary.digest(toString().getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Return the parts of the key, each on a line, the variable ones last.
	 */
	@Override
	public String toString() {
		return this.digest + '\n' + this.java + '\n' + this.backend.length() + ' ' + this.backend + '\n' + this.format;
	}

}
