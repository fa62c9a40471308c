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
 * Kind of thing that a module exports or imports.
 *
 * @since 0.1.0
 * @see <a href=
 * "https://webassembly.github.io/spec/core/syntax/types.html#external-types"> External
 * types</a>
 */
public enum WasmExternalKind {

	/**
	 * A function.
	 */
	FUNCTION("func"),

	/**
	 * A table of references.
	 */
	TABLE("table"),

	/**
	 * A linear memory.
	 */
	MEMORY("memory"),

	/**
	 * A global variable.
	 */
	GLOBAL("global"),

	/**
	 * A tag of exceptions.
	 */
	TAG("tag");

	private final String keyword;

	WasmExternalKind(String keyword) {
		this.keyword = keyword;
	}

	/**
	 * Return the keyword of the kind in the text format of the specification.
	 */
	@Override
	public String toString() {
		return this.keyword;
	}

}
