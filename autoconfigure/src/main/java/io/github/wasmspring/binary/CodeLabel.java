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

import java.util.BitSet;

/**
 * A place that branches lead to.
 */
final class CodeLabel {

	private final int number;

	private final boolean loop;

	private final int[] types;

	/**
	 * The local variables that are used from here on.
	 */
	private BitSet live = new BitSet();

	/**
	 * Create a label.
	 * @param number its number within the function
	 * @param loop whether it is the start of a loop
	 * @param types types of the values that a branch takes along
	 */
	CodeLabel(int number, boolean loop, int[] types) {
		this.number = number;
		this.loop = loop;
		this.types = types;
	}

	int number() {
		return this.number;
	}

	boolean isLoop() {
		return this.loop;
	}

	int[] types() {
		return this.types;
	}

	BitSet live() {
		return this.live;
	}

	void setLive(BitSet live) {
		this.live = live;
	}

}
