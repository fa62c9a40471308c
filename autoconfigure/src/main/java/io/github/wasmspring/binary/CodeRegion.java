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
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.binary.PieceCall.Exit;
import io.github.wasmspring.binary.PieceCall.Transport;

/**
 * Instructions that follow each other and can become a piece.
 *
 * @param sequence what they are part of
 * @param from the place of the first one
 * @param to the place after the last one
 * @param call what takes their place
 * @param bytes estimated bytes of bytecode that this saves
 * @param weight the same with what accesses to memory add
 * @param looping whether there is a loop
 */
record CodeRegion(CodeSequence sequence, int from, int to, PieceCall call, int bytes, int weight, boolean looping) {

	/**
	 * Most variables that the parameters take: those of a Java method take 255 at most,
	 * two for each number of 64 bits.
	 */
	private static final int MOST_PARAMETERS = 100;

	/**
	 * Most values that come back.
	 */
	private static final int MOST_RETURNED = 200;

	/**
	 * Create a region if there can be one.
	 * @param summary what is known of the instructions
	 * @param before the local variables that are used from their start on
	 * @param after the local variables that are used after them
	 */
	static @Nullable CodeRegion of(CodeTree tree, CodeSequence sequence, int from, int to, CodeSummary summary,
			SplitSettings settings, BitSet before, BitSet after) {
		int kept = sequence.operands(from).length;
		for (int i = from; i < to; i++) {
			kept = Math.min(kept, sequence.get(i).lowest());
		}
		int[] operands = tail(sequence.operands(from), kept);
		List<Exit> exits = new ArrayList<>();
		BitSet live = new BitSet();
		if (to < sequence.size() || sequence.isEndReachable()) {
			exits.add(new Exit(null, tail(sequence.operands(to), kept)));
			live.or(after);
		}
		summary.exits().stream().mapToObj(tree.labels()::get).forEach((label) -> {
			exits.add(new Exit(label, label.types()));
			live.or(label.live());
		});
		live.and(summary.changed());
		BitSet taken = (BitSet) before.clone();
		taken.and(summary.used());
		int[] parameters = taken.stream().toArray();
		int[] returned = live.stream().toArray();
		if (!fits(operands, typesOf(tree, parameters), typesOf(tree, returned), exits)) {
			return null;
		}
		PieceCall call = new PieceCall(-1, operands, parameters, returned, exits,
				Transport.of(exits, typesOf(tree, returned)));
		int saved = summary.bytes() - call.bytes();
		return new CodeRegion(sequence, from, to, call, saved, summary.weight(settings) - call.bytes(),
				summary.isLooping());
	}

	private static int[] tail(int[] types, int from) {
		return Arrays.copyOfRange(types, from, types.length);
	}

	private static int[] typesOf(CodeTree tree, int[] locals) {
		return Arrays.stream(locals).map((local) -> tree.locals()[local]).toArray();
	}

	/**
	 * References come back in no way, and what must not be null is not taken along
	 * either.
	 */
	private static boolean fits(int[] operands, int[] parameters, int[] returned, List<Exit> exits) {
		int back = returned.length;
		for (Exit exit : exits) {
			back += exit.types().length;
			if (!Arrays.stream(exit.types()).allMatch(ValueTypes::isNumber)) {
				return false;
			}
		}
		return operands.length + parameters.length <= MOST_PARAMETERS && back <= MOST_RETURNED
				&& Arrays.stream(operands).allMatch(ValueTypes::isDefaultable)
				&& Arrays.stream(parameters).allMatch(ValueTypes::isDefaultable)
				&& Arrays.stream(returned).allMatch(ValueTypes::isNumber);
	}

	/**
	 * Return how good it is to cut the piece out: what is saved for what the call takes.
	 * @param needed how much has to be saved
	 */
	float score(int needed) {
		return Math.min(needed, this.weight) * ((this.looping) ? 2F : 1F) / this.call.effort();
	}

	List<CodeNode> nodes() {
		return List.copyOf(this.sequence.nodes().subList(this.from, this.to));
	}

	/**
	 * Put the call of a piece in the place of the instructions.
	 */
	void replace(int function) {
		int kept = this.sequence.operands(this.from).length - this.call.operands().length;
		this.sequence.replace(this.from, this.to, CodeNode.of(this.call.withFunction(function), kept),
				this.call.continues());
	}

}
