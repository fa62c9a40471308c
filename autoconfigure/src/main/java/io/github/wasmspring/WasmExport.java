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
 * Something that a module exports.
 *
 * @param name the name of the export
 * @param type its type
 * @since 0.1.0
 */
public record WasmExport(String name, WasmExternalType type) {

	/**
	 * Return whether this is the entry point of a command: a function {@code _start}
	 * without parameters and results. It is called at most once on an instance, before
	 * anything else.
	 * @return whether this is the entry point of a command
	 * @see <a href=
	 * "https://github.com/WebAssembly/WASI/blob/main/legacy/application-abi.md">WASI
	 * application ABI</a>
	 */
	public boolean isCommand() {
		return this.name.equals("_start") && this.type instanceof WasmFunctionType function
				&& function.parameters().isEmpty() && function.results().isEmpty();
	}

	/**
	 * Return the kind of the export.
	 * @return the kind
	 */
	public WasmExternalKind kind() {
		return this.type.kind();
	}

	/**
	 * Return the export as text, for example {@code func add (i32, i32) -> i32}.
	 */
	@Override
	public String toString() {
		return kind() + " " + this.name + " " + this.type;
	}

}
