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
 * Where the instructions of an encoded module stood in the binary that was decoded. It
 * keeps no more than the places from which on the distance is another one.
 */
final class InstructionOffsets {

	private final NumberList places = new NumberList();

	private final NumberList distances = new NumberList();

	private final NumberList bodyPlaces = new NumberList();

	private final NumberList bodyOriginals = new NumberList();

	/**
	 * Note an instruction.
	 * @param place where it is in the body that is being written
	 * @param original where it was
	 */
	void add(int place, int original) {
		this.bodyPlaces.add(place);
		this.bodyOriginals.add(original);
	}

	/**
	 * End the body that is being written.
	 * @param start where it starts in the code section
	 */
	void endBody(int start) {
		for (int i = 0; i < this.bodyPlaces.size(); i++) {
			int place = start + this.bodyPlaces.get(i);
			int distance = this.bodyOriginals.get(i) - place;
			if (this.distances.size() == 0 || this.distances.get(this.distances.size() - 1) != distance) {
				this.places.add(place);
				this.distances.add(distance);
			}
		}
		this.bodyPlaces.clear();
		this.bodyOriginals.clear();
	}

	/**
	 * Return where an instruction was.
	 * @param place where it is in the code section
	 * @return where it was, or -1 if no instruction is known there or before
	 */
	int original(int place) {
		int low = 0;
		int high = this.places.size();
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (this.places.get(middle) <= place) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return (low > 0) ? place + this.distances.get(low - 1) : -1;
	}

}
