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
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * Places of a sequence where a piece may begin or end: all, or those around large blocks
 * and where few variables are used, in some distance of each other.
 */
final class CutPoints {

	private final CodeSequence sequence;

	private final int distance;

	private final List<Integer> places = new ArrayList<>();

	private final List<BitSet> live = new ArrayList<>();

	/**
	 * Bytes since the last place.
	 */
	private int bytes;

	private int best = -1;

	private BitSet bestLive = new BitSet();

	private int fewest = Integer.MAX_VALUE;

	private CutPoints(CodeSequence sequence, int distance) {
		this.sequence = sequence;
		this.distance = distance;
	}

	/**
	 * Choose places.
	 * @param end the variables that are used after the sequence
	 * @param distance about how many bytes of bytecode are between two of them, 0 for all
	 * places
	 */
	static CutPoints of(CodeSequence sequence, BitSet end, int distance) {
		CutPoints points = new CutPoints(sequence, distance);
		BitSet variables = (sequence.isEndReachable()) ? (BitSet) end.clone() : new BitSet();
		for (int i = sequence.size(); i >= 0; i--) {
			if (i < sequence.size()) {
				variables = LocalLiveness.before(sequence.get(i), variables);
			}
			points.visit(i, variables);
		}
		Collections.reverse(points.places);
		Collections.reverse(points.live);
		return points;
	}

	private void visit(int place, BitSet variables) {
		int next = (place < this.sequence.size()) ? bytesOf(place) : Integer.MAX_VALUE;
		int before = (place > 0) ? bytesOf(place - 1) : Integer.MAX_VALUE;
		if (place < this.sequence.size()) {
			this.bytes += next;
		}
		if (Math.max(next, before) >= this.distance) {
			add(place, variables);
			return;
		}
		int count = variables.cardinality() + 4 * this.sequence.operands(place).length;
		if (2 * this.bytes >= this.distance && count <= this.fewest) {
			this.fewest = count;
			this.best = place;
			this.bestLive = (BitSet) variables.clone();
		}
		if (this.bytes >= 2 * this.distance && this.best >= 0) {
			add(this.best, this.bestLive);
		}
	}

	private int bytesOf(int place) {
		return this.sequence.get(place).summary().bytes();
	}

	private void add(int place, BitSet variables) {
		this.places.add(place);
		this.live.add((BitSet) variables.clone());
		this.bytes = 0;
		this.best = -1;
		this.fewest = Integer.MAX_VALUE;
	}

	/**
	 * Return the places in order.
	 */
	List<Integer> places() {
		return this.places;
	}

	/**
	 * Return the local variables that are used from each place on.
	 */
	List<BitSet> live() {
		return this.live;
	}

}
