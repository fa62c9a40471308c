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

import java.util.Arrays;

/**
 * Numbers in the order in which they were added.
 */
final class NumberList {

	private int[] numbers = new int[8];

	private int size;

	void add(int number) {
		if (this.size == this.numbers.length) {
			this.numbers = Arrays.copyOf(this.numbers, 2 * this.size);
		}
		this.numbers[this.size++] = number;
	}

	int get(int index) {
		return this.numbers[index];
	}

	int size() {
		return this.size;
	}

	int removeLast() {
		return this.numbers[--this.size];
	}

	int[] toArray() {
		return Arrays.copyOf(this.numbers, this.size);
	}

	void clear() {
		this.size = 0;
	}

}
