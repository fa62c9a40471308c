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

import org.jspecify.annotations.Nullable;

/**
 * What blocks take and leave, as numbers: that of a type is its index, all others are
 * negative.
 *
 * @since 0.1.0
 */
public final class BlockType {

	/**
	 * A block that takes and leaves nothing.
	 */
	public static final int EMPTY = -1;

	static final int EMPTY_CODE = 0x40;

	private static final int FIRST_VALUE = -2;

	private static final int[] NOTHING = {};

	private BlockType() {
	}

	/**
	 * Return the number of a block that takes nothing, and leaves one value.
	 */
	static int ofValue(int type) {
		return FIRST_VALUE - type;
	}

	static boolean isIndex(int blockType) {
		return blockType >= 0;
	}

	static int valueType(int blockType) {
		return FIRST_VALUE - blockType;
	}

	static int[] parameters(int blockType, ModuleIndex index) {
		FunctionType type = type(blockType, index);
		return (type != null) ? type.parameters() : NOTHING;
	}

	static int[] results(int blockType, ModuleIndex index) {
		FunctionType type = type(blockType, index);
		if (type != null) {
			return type.results();
		}
		return (blockType == EMPTY || isIndex(blockType)) ? NOTHING : new int[] { valueType(blockType) };
	}

	private static @Nullable FunctionType type(int blockType, ModuleIndex index) {
		return (isIndex(blockType)) ? index.functionType(blockType) : null;
	}

}
