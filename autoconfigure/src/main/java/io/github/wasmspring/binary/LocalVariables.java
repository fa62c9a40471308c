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
import java.util.BitSet;

/**
 * Types of the local variables of a function, and which of them have no value yet.
 */
final class LocalVariables {

	/**
	 * Most variables of a function, which is what all engines take.
	 */
	static final int MOST = 50_000;

	private int[] types = new int[16];

	private int count;

	/**
	 * The variables without a value.
	 */
	private final BitSet unset = new BitSet();

	/**
	 * The variables that got one, in that order.
	 */
	private final NumberList set = new NumberList();

	void begin(int[] parameters) {
		this.count = 0;
		this.unset.clear();
		this.set.clear();
		for (int type : parameters) {
			add(1, type);
		}
		this.unset.clear();
	}

	/**
	 * Add variables.
	 * @return whether there can be so many
	 */
	boolean add(long more, int type) {
		if (more > MOST - this.count) {
			return false;
		}
		int end = this.count + (int) more;
		if (end > this.types.length) {
			this.types = Arrays.copyOf(this.types, Math.max(end, 2 * this.types.length));
		}
		Arrays.fill(this.types, this.count, end, type);
		if (!ValueTypes.isDefaultable(type)) {
			this.unset.set(this.count, end);
		}
		this.count = end;
		return true;
	}

	boolean has(int local) {
		return local >= 0 && local < this.count;
	}

	int type(int local) {
		return this.types[local];
	}

	boolean isSet(int local) {
		return !this.unset.get(local);
	}

	void set(int local) {
		if (this.unset.get(local)) {
			this.unset.clear(local);
			this.set.add(local);
		}
	}

	/**
	 * Return how many variables got a value.
	 */
	int countSet() {
		return this.set.size();
	}

	/**
	 * Forget all but the first variables that got a value.
	 */
	void reset(int count) {
		while (this.set.size() > count) {
			this.unset.set(this.set.removeLast());
		}
	}

}
