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

package io.github.wasmspring.binary;

/**
 * Sections of a module, in the order in which they have to appear.
 *
 * @since 0.1.0
 */
public enum Section {

	/**
	 * Types.
	 */
	TYPE(1, "types"),

	/**
	 * Imports.
	 */
	IMPORT(2, "imports"),

	/**
	 * Declarations of functions.
	 */
	FUNCTION(3, "functions"),

	/**
	 * Tables.
	 */
	TABLE(4, "tables"),

	/**
	 * Memories.
	 */
	MEMORY(5, "memories"),

	/**
	 * Tags.
	 */
	TAG(13, "tags"),

	/**
	 * Global variables.
	 */
	GLOBAL(6, "global variables"),

	/**
	 * Exports.
	 */
	EXPORT(7, "exports"),

	/**
	 * The start function.
	 */
	START(8, "start functions"),

	/**
	 * Segments of elements.
	 */
	ELEMENT(9, "element segments"),

	/**
	 * How many segments of data there are.
	 */
	DATA_COUNT(12, "data counts"),

	/**
	 * Bodies of functions.
	 */
	CODE(10, "functions"),

	/**
	 * Segments of data.
	 */
	DATA(11, "data segments");

	private final int id;

	private final String entries;

	Section(int id, String entries) {
		this.id = id;
		this.entries = entries;
	}

	/**
	 * Return the number that stands for the section in binaries.
	 */
	int id() {
		return this.id;
	}

	/**
	 * Return what it consists of, as it appears in messages.
	 */
	String entries() {
		return this.entries;
	}

}
