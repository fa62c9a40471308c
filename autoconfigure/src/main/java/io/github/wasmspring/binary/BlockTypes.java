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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The types of an encoded module, and the simplest form for each type of a block.
 * <p>
 * Chicory takes the index of a block's type for a type of values where the number is the
 * same, so such an index is replaced by that of a copy of the type, which is the same to
 * the specification.
 */
final class BlockTypes {

	/**
	 * Where numbers begin that may stand for a type of values.
	 */
	static final int FIRST_AMBIGUOUS = 0x40;

	/**
	 * Where numbers end that may stand for a type of values.
	 */
	static final int END_OF_AMBIGUOUS = 0x80;

	private final List<FunctionType> types = new ArrayList<>();

	private final Map<Integer, Integer> copies = new HashMap<>();

	int add(FunctionType type) {
		this.types.add(type);
		return this.types.size() - 1;
	}

	/**
	 * Return the simplest form for the type of a block.
	 */
	int simplify(int blockType) {
		if (!BlockType.isIndex(blockType) || blockType >= this.types.size()) {
			return blockType;
		}
		FunctionType type = this.types.get(blockType);
		if (type.parameters().length == 0 && type.results().length <= 1) {
			return (type.results().length == 0) ? BlockType.EMPTY : BlockType.ofValue(type.results()[0]);
		}
		return (blockType < FIRST_AMBIGUOUS || blockType >= END_OF_AMBIGUOUS) ? blockType
				: this.copies.computeIfAbsent(blockType, (key) -> copy(type));
	}

	private int copy(FunctionType type) {
		int index = add(type);
		while (index < END_OF_AMBIGUOUS) {
			index = add(type);
		}
		return index;
	}

	List<FunctionType> types() {
		return this.types;
	}

}
