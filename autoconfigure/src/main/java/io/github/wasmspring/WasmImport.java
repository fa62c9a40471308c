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

/**
 * Something that a module imports.
 *
 * @param module the name of the module that it is imported from, for example {@code env}
 * @param name the name of the import
 * @param type its type
 * @since 0.1.0
 */
public record WasmImport(String module, String name, WasmExternalType type) {

	/**
	 * Return the kind of the import.
	 * @return the kind
	 */
	public WasmExternalKind kind() {
		return this.type.kind();
	}

	/**
	 * Return the import as text, for example {@code func env.log (i32, i32) -> ()}.
	 */
	@Override
	public String toString() {
		return kind() + " " + this.module + "." + this.name + " " + this.type;
	}

}
