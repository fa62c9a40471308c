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
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Chooses the pieces that a function is split into. What a loop repeats is made small
 * enough first, the innermost loop before those around it, and then the function: so a
 * loop becomes a piece as a whole if it can.
 */
final class FunctionSplitter {

	/**
	 * Most times that a level is looked through.
	 */
	private static final int MOST_ROUNDS = 60;

	private static final int ROUNDS_ALWAYS = 3;

	/**
	 * Least score of a piece that need not be.
	 */
	private static final float LEAST_SCORE = 5;

	/**
	 * Most exits of a piece that need not be: the code that calls it goes on at each.
	 */
	private static final int MOST_EXITS = 16;

	private static final float GROUP_BONUS = 100;

	/**
	 * How much better it is to cut out what one of the cases of a {@code switch} does
	 * than what is done each time, and than the {@code switch}.
	 */
	private static final float CASE_BONUS = 10;

	/**
	 * In how many parts a piece of the preferred size may be chosen.
	 */
	private static final int PARTS = 12;

	private final CodeTree tree;

	private final SplitSettings settings;

	private final ToIntFunction<CodeRegion> writer;

	/**
	 * Numbers of the labels that lead to cases.
	 */
	private final BitSet cases = new BitSet();

	private int pieces;

	private FunctionSplitter(CodeTree tree, SplitSettings settings, ToIntFunction<CodeRegion> writer) {
		this.tree = tree;
		this.settings = settings;
		this.writer = writer;
	}

	/**
	 * Return whether a function is so large that it is split.
	 */
	static boolean isLarge(CodeTree tree, SplitSettings settings) {
		CodeSummary summary = summary(tree.root());
		return settings.always() || summary.weight(settings) > preferred(summary, settings);
	}

	/**
	 * Split a function.
	 * @param writer adds a piece to the module, and returns its index
	 * @return how many pieces were cut out of it
	 */
	static int split(CodeTree tree, SplitSettings settings, ToIntFunction<CodeRegion> writer) {
		forgetSummaries(tree.root());
		LocalLiveness.apply(tree.root());
		FunctionSplitter splitter = new FunctionSplitter(tree, settings, writer);
		splitter.findCases(tree.root());
		splitter.split(new Place(tree.root(), null, null, -1));
		return splitter.pieces;
	}

	/**
	 * Forget what is known of the instructions: their cases may have been grouped since.
	 */
	private static void forgetSummaries(CodeSequence sequence) {
		for (CodeNode node : sequence.nodes()) {
			node.change();
			CodeSequence body = node.body();
			if (body != null) {
				forgetSummaries(body);
			}
			CodeSequence otherwise = node.otherwise();
			if (otherwise != null) {
				forgetSummaries(otherwise);
			}
		}
	}

	private void findCases(CodeSequence sequence) {
		for (CodeNode node : sequence.nodes()) {
			CodeSequence body = node.body();
			if (body != null) {
				findCases(body);
			}
			CodeSequence otherwise = node.otherwise();
			if (otherwise != null) {
				findCases(otherwise);
			}
			if (CodeSummary.isSwitch(node)) {
				// the last one is where most go on that are no case
				for (int i = 0; i < node.targets().length - 1; i++) {
					this.cases.set(node.targets()[i].number());
				}
			}
		}
	}

	private static CodeSummary summary(CodeSequence sequence) {
		CodeSummary summary = new CodeSummary();
		sequence.nodes().forEach((node) -> summary.add(node.summary()));
		return summary;
	}

	/**
	 * Return how large something may be.
	 */
	private static int preferred(CodeSummary summary, SplitSettings settings) {
		return (summary.isLooping()) ? Math.min(settings.loop(), settings.preferred()) : settings.preferred();
	}

	/**
	 * Split what is repeated together: the function, or what is in a loop.
	 */
	private void split(Place start) {
		CodeSummary summary = summary(start.sequence);
		if (!this.settings.always() && summary.weight(this.settings) <= preferred(summary, this.settings)) {
			return;
		}
		List<Place> loops = new ArrayList<>();
		collect(start, new ArrayList<>(), loops);
		loops.forEach(this::split);
		int rounds = (this.settings.always()) ? ROUNDS_ALWAYS : MOST_ROUNDS;
		for (int i = 0; i < rounds && splitOnce(start); i++) {
			// until it is small enough
		}
	}

	/**
	 * Collect the sequences that run at most once each time that the first one does, and
	 * the loops among them.
	 */
	private static void collect(Place place, List<Place> sequences, List<Place> loops) {
		sequences.add(place);
		for (int i = 0; i < place.sequence.size(); i++) {
			CodeNode node = place.sequence.get(i);
			CodeSequence body = node.body();
			if (body != null) {
				Place inner = new Place(body, node, place, i);
				if (node.isLoop()) {
					loops.add(inner);
				}
				else {
					collect(inner, sequences, loops);
				}
				CodeSequence otherwise = node.otherwise();
				if (otherwise != null) {
					collect(new Place(otherwise, node, place, i), sequences, loops);
				}
			}
		}
	}

	/**
	 * Cut some pieces out of a level.
	 * @return whether more may be needed
	 */
	private boolean splitOnce(Place start) {
		CodeSummary summary = summary(start.sequence);
		int weight = summary.weight(this.settings);
		boolean loops = !this.settings.always() && weight <= this.settings.preferred();
		int preferred = (loops) ? preferred(summary, this.settings) : this.settings.preferred();
		int needed = (this.settings.always()) ? Integer.MAX_VALUE : weight - preferred;
		if (needed <= 0) {
			return false;
		}
		List<Place> sequences = new ArrayList<>();
		collect(start, sequences, new ArrayList<>());
		List<Candidate> candidates = new ArrayList<>();
		sequences.forEach((place) -> addCandidates(place, preferred, needed, candidates));
		candidates.removeIf((candidate) -> loops && !candidate.region.looping());
		candidates.sort(Comparator.comparingDouble((Candidate candidate) -> -candidate.score));
		List<Candidate> chosen = choose(candidates, needed, LEAST_SCORE);
		if (chosen.isEmpty() && summary.bytes() > this.settings.limit()) {
			chosen = choose(candidates, summary.bytes() - this.settings.limit(), 0);
		}
		cut(chosen);
		return !chosen.isEmpty();
	}

	private void addCandidates(Place place, int preferred, int needed, List<Candidate> candidates) {
		CodeSequence sequence = place.sequence;
		CutPoints points = CutPoints.of(sequence, place.liveAfter(), preferred / PARTS);
		for (int a = 0; a < points.places().size() - 1; a++) {
			CodeSummary summary = new CodeSummary();
			boolean group = false;
			for (int b = a + 1; b < points.places().size(); b++) {
				for (int i = points.places().get(b - 1); i < points.places().get(b); i++) {
					summary.add(sequence.get(i).summary());
					group |= sequence.get(i).isGroup();
				}
				boolean large = summary.weight(this.settings) > ((group) ? 3 * this.settings.group() / 2 : preferred);
				if (summary.isFixed() || large && (b > a + 1 || summary.bytes() > this.settings.limit())) {
					break;
				}
				addCandidate(place, points, a, b, summary, needed, candidates);
			}
		}
	}

	private void addCandidate(Place place, CutPoints points, int first, int last, CodeSummary summary, int needed,
			List<Candidate> candidates) {
		int from = points.places().get(first);
		int to = points.places().get(last);
		if (summary.bytes() < this.settings.smallest() || isCall(place.sequence, from, to)) {
			return;
		}
		CodeRegion region = CodeRegion.of(this.tree, place.sequence, from, to, summary, this.settings,
				points.live().get(first), points.live().get(last));
		if (region != null && (this.settings.always()
				|| region.bytes() > 0 && summary.bytes() + region.call().bytesInside() <= this.settings.limit())) {
			float score = (this.settings.always()) ? random(from, to)
					: region.score(needed) * bonus(place, region, summary.isChoosing());
			candidates.add(new Candidate(region, place, score));
		}
	}

	private float bonus(Place place, CodeRegion region, boolean choosing) {
		if (isGroup(region)) {
			return GROUP_BONUS;
		}
		return (isCase(place, region.from())) ? CASE_BONUS : (choosing) ? 1 / CASE_BONUS : 1;
	}

	/**
	 * Return whether something is run in one of the cases of a {@code switch} only: it
	 * comes after a block whose end the {@code switch} leads to.
	 */
	private boolean isCase(Place place, int position) {
		CodeLabel label = place.sequence.get(0).label();
		if (position > 0 && label != null && !label.isLoop() && this.cases.get(label.number())) {
			return true;
		}
		return place.parent != null && place.owner != null && !place.owner.isLoop()
				&& isCase(place.parent, place.position);
	}

	private static boolean isGroup(CodeRegion region) {
		return region.nodes().stream().anyMatch(CodeNode::isGroup);
	}

	private static boolean isCall(CodeSequence sequence, int from, int to) {
		return to == from + 1 && sequence.get(from).body() == null;
	}

	/**
	 * Return a number that is the same each time.
	 */
	private float random(int from, int to) {
		int hash = (this.pieces * 31 + from) * 31 + to;
		return LEAST_SCORE + ((hash * 0x9E3779B9) >>> 8);
	}

	/**
	 * Choose the best ones that don't overlap.
	 */
	private List<Candidate> choose(List<Candidate> candidates, int needed, float least) {
		List<Candidate> chosen = new ArrayList<>();
		Map<CodeSequence, BitSet> cut = new IdentityHashMap<>();
		Set<CodeNode> around = Collections.newSetFromMap(new IdentityHashMap<>());
		int left = needed;
		for (Candidate candidate : candidates) {
			if (left <= 0 && !this.settings.always() || candidate.score < least) {
				break;
			}
			if (least > 0 && candidate.region.call().exits().size() > MOST_EXITS && !this.settings.always()) {
				continue;
			}
			if (candidate.isFree(cut, around)) {
				candidate.mark(cut, around);
				chosen.add(candidate);
				left -= candidate.region.weight();
			}
		}
		return chosen;
	}

	private void cut(List<Candidate> chosen) {
		chosen.sort(Comparator.comparingInt((Candidate candidate) -> -candidate.region.from()));
		for (Candidate candidate : chosen) {
			candidate.region.replace(this.writer.applyAsInt(candidate.region));
			this.pieces++;
			candidate.place.change();
		}
	}

	/**
	 * A piece that may be cut out.
	 *
	 * @param region its instructions
	 * @param place where they are
	 * @param score how good that would be
	 */
	private record Candidate(CodeRegion region, Place place, float score) {

		boolean isFree(Map<CodeSequence, BitSet> cut, Set<CodeNode> around) {
			BitSet taken = cut.get(this.region.sequence());
			if (taken != null && taken.nextSetBit(this.region.from()) >= 0
					&& taken.nextSetBit(this.region.from()) < this.region.to()) {
				return false;
			}
			for (int i = this.region.from(); i < this.region.to(); i++) {
				if (around.contains(this.region.sequence().get(i))) {
					return false;
				}
			}
			for (Place inner = this.place; inner.parent != null; inner = inner.parent) {
				BitSet outside = cut.get(inner.parent.sequence);
				if (outside != null && outside.get(inner.position)) {
					return false;
				}
			}
			return true;
		}

		void mark(Map<CodeSequence, BitSet> cut, Set<CodeNode> around) {
			cut.computeIfAbsent(this.region.sequence(), (key) -> new BitSet())
				.set(this.region.from(), this.region.to());
			for (Place inner = this.place; inner.owner != null && inner.parent != null; inner = inner.parent) {
				around.add(inner.owner);
			}
		}

	}

	/**
	 * A sequence and what it is in.
	 *
	 * @param sequence the sequence
	 * @param owner the block that it is in, or {@code null} for that of the function
	 * @param parent the place of the block
	 * @param position where the block is in its sequence
	 */
	private record Place(CodeSequence sequence, @Nullable CodeNode owner, @Nullable Place parent, int position) {

		BitSet liveAfter() {
			return (this.owner != null) ? this.owner.liveAfter() : new BitSet();
		}

		/**
		 * Let all blocks around know that something changed.
		 */
		void change() {
			for (Place place = this; place != null; place = place.parent) {
				if (place.owner != null) {
					place.owner.change();
				}
			}
		}

	}

}
