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
import java.util.List;

/**
 * Puts cases of a large {@code switch} together that follow each other, so that a group
 * of them can become a piece.
 * <p>
 * Compilers write a {@code switch} as blocks within blocks: the innermost has the table
 * of branches, and behind the end of each block comes the code of a case. So a piece that
 * has several cases would have all blocks within, too. Here the end of each block only
 * says which case it is, and leaves a block around the group, behind which a table leads
 * to the cases.
 */
final class CaseGrouping {

	/**
	 * Least blocks within each other that count as a {@code switch}.
	 */
	private static final int FEWEST_BLOCKS = 8;

	/**
	 * Stands for the table of branches, where no case goes on at another.
	 */
	private static final int DISPATCH = Integer.MAX_VALUE;

	/**
	 * What the table of branches of a group takes for a case.
	 */
	private static final int BYTES_OF_CASE = 4;

	private static final CodeLabel[] NO_LABELS = {};

	private final CodeTree tree;

	private final SplitSettings settings;

	/**
	 * The variable that says which case it is.
	 */
	private final int chosen;

	private int groups;

	private CaseGrouping(CodeTree tree, SplitSettings settings) {
		this.tree = tree;
		this.settings = settings;
		this.chosen = tree.locals().length;
	}

	/**
	 * Group the cases of a function.
	 * @return the changed tree, or the tree itself if there is nothing to group
	 */
	static CodeTree apply(CodeTree tree, SplitSettings settings) {
		CaseGrouping grouping = new CaseGrouping(tree, settings);
		grouping.visit(tree.root());
		if (grouping.groups == 0) {
			return tree;
		}
		int[] locals = Arrays.copyOf(tree.locals(), tree.locals().length + 1);
		locals[grouping.chosen] = ValueTypes.I32;
		return new CodeTree(tree.root(), tree.labels(), locals);
	}

	private void visit(CodeSequence sequence) {
		// what is added is visited, too, but has no chains of blocks that are that long
		for (CodeNode node : List.copyOf(sequence.nodes())) {
			List<Nested> chain = chain(node);
			for (int i = chain.size() - 1; i >= 0; i--) {
				visitRest(chain.get(i).body());
			}
			CodeSequence body = node.body();
			if (chain.isEmpty() && body != null) {
				visit(body);
			}
			CodeSequence otherwise = node.otherwise();
			if (otherwise != null) {
				visit(otherwise);
			}
			if (chain.size() >= ((this.settings.always()) ? 2 : FEWEST_BLOCKS)) {
				group(chain);
			}
		}
	}

	/**
	 * Visit what is in a block of a chain, but not the next block of the chain.
	 */
	private void visitRest(CodeSequence body) {
		int first = (body.size() > 0 && isPlainBlock(body.get(0))) ? 1 : 0;
		for (int i = first; i < body.size(); i++) {
			CodeSequence single = new CodeSequence();
			single.add(body.get(i), CodeSequence.NOTHING);
			visit(single);
		}
	}

	/**
	 * Return the blocks that begin each other, the innermost first.
	 */
	private static List<Nested> chain(CodeNode outermost) {
		List<Nested> chain = new ArrayList<>();
		CodeNode node = outermost;
		while (node != null && isPlainBlock(node)) {
			CodeSequence body = node.body();
			CodeLabel label = node.label();
			if (body == null || label == null) {
				break;
			}
			chain.add(0, new Nested(node, label, body));
			node = (body.size() > 0) ? body.get(0) : null;
		}
		return chain;
	}

	private static boolean isPlainBlock(CodeNode node) {
		return node.opcode() == Opcode.BLOCK && node.body() != null && node.instruction().blockType == BlockType.EMPTY;
	}

	private void group(List<Nested> chain) {
		int last = chain.size() - 1;
		int room = this.settings.group();
		int total = 0;
		int[] sizes = new int[last];
		for (int i = 0; i < last; i++) {
			CodeSummary summary = summary(chain.get(i + 1).body());
			sizes[i] = summary.weight(this.settings) + BYTES_OF_CASE;
			total += summary.bytes() + BYTES_OF_CASE;
		}
		if (!this.settings.always() && total <= this.settings.limit() / 2) {
			return;
		}
		int[] origins = origins(chain);
		int from = 0;
		while (from < last) {
			int to = from + 1;
			int size = sizes[from];
			while (origins[from] == DISPATCH && to < last && origins[to] >= from && size + sizes[to] <= room) {
				size += sizes[to++];
			}
			if (to - from > 1) {
				group(chain, from, to);
				this.groups++;
			}
			from = to;
		}
	}

	/**
	 * Return for each case the first one that goes on there. Such a case is put into a
	 * group together with that one or not at all: whoever comes from outside would seem
	 * to use what any case of the group does.
	 */
	private static int[] origins(List<Nested> chain) {
		int[] origins = new int[chain.size()];
		Arrays.fill(origins, DISPATCH);
		for (int i = chain.size() - 2; i >= 0; i--) {
			CodeSequence body = chain.get(i + 1).body();
			note(chain, summary(body), i, origins);
			if (body.isEndReachable()) {
				origins[i + 1] = i;
			}
		}
		CodeSummary start = new CodeSummary();
		chain.get(0)
			.body()
			.nodes()
			.stream()
			.filter((node) -> node.opcode() != Opcode.BR_TABLE)
			.forEach((node) -> start.add(node.summary()));
		note(chain, start, -1, origins);
		return origins;
	}

	private static void note(List<Nested> chain, CodeSummary summary, int origin, int[] origins) {
		for (int i = origin + 1; i < chain.size(); i++) {
			if (summary.exits().get(chain.get(i).label().number())) {
				origins[i] = origin;
			}
		}
	}

	/**
	 * Summarize what comes after the next block of the chain.
	 */
	private static CodeSummary summary(CodeSequence body) {
		CodeSummary summary = new CodeSummary();
		body.nodes().stream().skip(1).forEach((node) -> summary.add(node.summary()));
		return summary;
	}

	/**
	 * Group the cases behind some blocks.
	 */
	private void group(List<Nested> chain, int from, int to) {
		CodeLabel[] cases = new CodeLabel[to - from];
		CodeLabel[] moved = new CodeLabel[this.tree.labels().size()];
		for (int i = 0; i < cases.length; i++) {
			cases[i] = label();
			moved[chain.get(from + i).label().number()] = cases[i];
		}
		CodeLabel around = label();
		List<CodeSequence> code = new ArrayList<>();
		for (int i = from; i < to; i++) {
			Nested outer = chain.get(i + 1);
			code.add(outer.body().copy());
			code.get(i - from).nodes().stream().skip(1).forEach((node) -> node.retarget(moved));
		}
		for (int i = from; i < to - 1; i++) {
			CodeSequence body = chain.get(i + 1).body();
			body.truncate(1);
			choose(body, i - from);
			body.add(plain(Opcode.BR, 0, around), CodeSequence.NOTHING);
			body.end(null);
		}
		CodeSequence first = new CodeSequence();
		first.add(chain.get(to - 1).node(), CodeSequence.NOTHING);
		choose(first, to - 1 - from);
		first.end(CodeSequence.NOTHING);
		CodeSequence whole = chain.get(to).body();
		whole.truncate(0);
		whole.add(block(around, first), CodeSequence.NOTHING);
		whole.add(nest(cases, code), CodeSequence.NOTHING);
		whole.addAll(code.get(cases.length - 1), 1);
		for (int i = from; i <= to; i++) {
			chain.get(i).node().change();
		}
	}

	/**
	 * Return the blocks that lead to the cases, with all cases but the last.
	 */
	private CodeNode nest(CodeLabel[] cases, List<CodeSequence> code) {
		CodeSequence dispatch = new CodeSequence();
		dispatch.add(plain(Opcode.LOCAL_GET, this.chosen), CodeSequence.NOTHING);
		dispatch.add(new CodeNode(instruction(Opcode.BR_TABLE, 0, 0), cases, 0), new int[] { ValueTypes.I32 });
		dispatch.end(null);
		CodeNode nest = block(cases[0], dispatch);
		for (int i = 1; i < cases.length; i++) {
			CodeSequence body = new CodeSequence();
			body.add(nest, CodeSequence.NOTHING);
			body.addAll(code.get(i - 1), 1);
			nest = block(cases[i], body);
		}
		nest.setGroup();
		return nest;
	}

	private CodeLabel label() {
		CodeLabel label = new CodeLabel(this.tree.labels().size(), false, CodeSequence.NOTHING);
		this.tree.labels().add(label);
		return label;
	}

	private void choose(CodeSequence sequence, int number) {
		sequence.add(new CodeNode(instruction(Opcode.I32_CONST, 0, number), NO_LABELS, 0), CodeSequence.NOTHING);
		sequence.add(plain(Opcode.LOCAL_SET, this.chosen), new int[] { ValueTypes.I32 });
	}

	private static CodeNode plain(int opcode, int index, CodeLabel... targets) {
		return new CodeNode(instruction(opcode, index, 0), targets, 0);
	}

	private static CodeNode block(CodeLabel label, CodeSequence body) {
		CodeNode node = new CodeNode(instruction(Opcode.BLOCK, 0, 0), NO_LABELS, 0);
		node.setBody(label, body);
		return node;
	}

	private static Instruction instruction(int opcode, int index, long value) {
		Instruction instruction = new Instruction();
		instruction.opcode = opcode;
		instruction.index = index;
		instruction.value = value;
		instruction.blockType = BlockType.EMPTY;
		return instruction;
	}

	/**
	 * A block of a chain.
	 *
	 * @param node the block
	 * @param label what leads to its end
	 * @param body what is in it
	 */
	private record Nested(CodeNode node, CodeLabel label, CodeSequence body) {
	}

}
