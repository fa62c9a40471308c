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
 * What is known of instructions that follow each other.
 */
final class CodeSummary {

	private static final int FEWEST_CASES = 8;

	private int bytes;

	private int accesses;

	private boolean looping;

	private boolean fixed;

	private boolean choosing;

	private final BitSet used = new BitSet();

	private final BitSet changed = new BitSet();

	/**
	 * Numbers of the labels outside that are branched to.
	 */
	private final BitSet exits = new BitSet();

	/**
	 * Summarize an instruction.
	 */
	static CodeSummary of(CodeNode node) {
		CodeSummary summary = new CodeSummary();
		summary.bytes = BytecodeSize.of(node);
		CodeLabel label = node.label();
		CodeSequence body = node.body();
		PieceCall call = node.call();
		if (body != null && label != null) {
			body.nodes().forEach((inner) -> summary.add(inner.summary()));
			CodeSequence otherwise = node.otherwise();
			if (otherwise != null) {
				otherwise.nodes().forEach((inner) -> summary.add(inner.summary()));
			}
			summary.exits.clear(label.number());
			summary.looping |= node.isLoop();
			summary.choosing &= !node.isLoop();
		}
		else if (call != null) {
			call.addTo(summary.used, summary.changed, summary.exits);
		}
		else {
			summary.addPlain(node);
		}
		return summary;
	}

	private void addPlain(CodeNode node) {
		int opcode = node.opcode();
		switch (opcode) {
			case Opcode.LOCAL_GET -> this.used.set(node.instruction().index);
			case Opcode.LOCAL_SET, Opcode.LOCAL_TEE -> {
				this.used.set(node.instruction().index);
				this.changed.set(node.instruction().index);
			}
			default -> {
				if (InstructionSet.isMemoryAccess(opcode)) {
					this.accesses = 1;
				}
				this.fixed = Opcode.isTailCall(opcode);
				this.choosing = isSwitch(node);
			}
		}
		for (CodeLabel target : node.targets()) {
			this.exits.set(target.number());
		}
	}

	/**
	 * Return whether a node is the table of branches of a large {@code switch}.
	 */
	static boolean isSwitch(CodeNode node) {
		return node.opcode() == Opcode.BR_TABLE && node.targets().length > FEWEST_CASES;
	}

	void add(CodeSummary other) {
		this.bytes += other.bytes;
		this.accesses += other.accesses;
		this.looping |= other.looping;
		this.fixed |= other.fixed;
		this.choosing |= other.choosing;
		this.used.or(other.used);
		this.changed.or(other.changed);
		this.exits.or(other.exits);
	}

	/**
	 * Return the estimated bytes of bytecode.
	 */
	int bytes() {
		return this.bytes;
	}

	/**
	 * Return the bytes with what accesses to memory add to them.
	 */
	int weight(SplitSettings settings) {
		return this.bytes + this.accesses * settings.access();
	}

	boolean isLooping() {
		return this.looping;
	}

	/**
	 * Return whether it has to stay in the function, because of a tail call.
	 */
	boolean isFixed() {
		return this.fixed;
	}

	/**
	 * Return whether there is a large {@code switch}, in no loop.
	 */
	boolean isChoosing() {
		return this.choosing;
	}

	BitSet used() {
		return this.used;
	}

	BitSet changed() {
		return this.changed;
	}

	BitSet exits() {
		return this.exits;
	}

}
