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

/**
 * Turns compiled modules of a backend into bytes, and back without compiling. The bytes
 * are code: they must come from {@link #write(BackendModule)} unchanged, which those who
 * keep them have to ensure. Implementations are thread-safe.
 *
 * @since 0.1.0
 */
public interface BackendArtifacts {

	/**
	 * Return what the bytes depend on besides the binary: the version of the engine, its
	 * compiler options and the version of the format. Bytes of another format must not be
	 * read.
	 * @return the format, a short printable text
	 */
	String getFormat();

	/**
	 * Write a compiled module.
	 * @param module a module that was loaded by the same backend
	 * @return its compiled form, complete: the binary is not needed to read it
	 */
	byte[] write(BackendModule module);

	/**
	 * Read a compiled module.
	 * @param name the module's name, for messages
	 * @param artifact bytes that {@link #write(BackendModule)} returned
	 * @return the module
	 * @throws io.github.wasmspring.WasmLoadException if the bytes cannot be read
	 */
	BackendModule read(String name, byte[] artifact);

}
