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
 * What follows the opcode of an instruction.
 */
enum Immediates {

	/**
	 * Nothing.
	 */
	NONE,

	/**
	 * An index.
	 */
	INDEX,

	/**
	 * Two indices.
	 */
	TWO_INDICES,

	/**
	 * A signed number of 32 bits.
	 */
	I32,

	/**
	 * A signed number of 64 bits.
	 */
	I64,

	/**
	 * Four bytes.
	 */
	F32,

	/**
	 * Eight bytes.
	 */
	F64,

	/**
	 * Sixteen bytes: a vector, or the lanes that a shuffle takes.
	 */
	V128,

	/**
	 * Alignment, memory and offset.
	 */
	MEMORY,

	/**
	 * Alignment, memory and offset, and a lane.
	 */
	MEMORY_LANE,

	/**
	 * A lane.
	 */
	LANE,

	/**
	 * A byte that is zero.
	 */
	ZERO,

	/**
	 * What a block takes and leaves.
	 */
	BLOCK,

	/**
	 * What a block takes and leaves, and what it catches.
	 */
	TRY_TABLE,

	/**
	 * Labels, and the default one.
	 */
	LABELS,

	/**
	 * Types of values.
	 */
	TYPES,

	/**
	 * Type on the heap.
	 */
	HEAP_TYPE,

	/**
	 * Flags, a label and two types on the heap.
	 */
	CAST_BRANCH

}
