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

import org.jspecify.annotations.Nullable;

/**
 * An instruction of a function, with what is in it if it is a block, or the call of a
 * piece that was cut out of the function.
 */
final class CodeNode {

	private static final CodeLabel[] NO_LABELS = {};

	private final Instruction instruction;

	private final CodeLabel[] targets;

	private final int lowest;

	private final @Nullable PieceCall call;

	private @Nullable CodeLabel label;

	private @Nullable CodeSequence body;

	private @Nullable CodeSequence otherwise;

	/**
	 * The local variables that are used after it, if it is a block.
	 */
	private BitSet liveAfter = new BitSet();

	/**
	 * The local variables whose values it or what follows uses, if it is a block.
	 */
	private BitSet liveBefore = new BitSet();

	private @Nullable CodeSummary summary;

	private boolean group;

	/**
	 * Create an instruction.
	 * @param instruction the instruction
	 * @param targets the labels that it branches to
	 * @param lowest how many operands of the sequence it leaves alone
	 */
	CodeNode(Instruction instruction, CodeLabel[] targets, int lowest) {
		this(instruction, targets, lowest, null);
	}

	private CodeNode(Instruction instruction, CodeLabel[] targets, int lowest, @Nullable PieceCall call) {
		this.instruction = instruction;
		this.targets = targets;
		this.lowest = lowest;
		this.call = call;
	}

	/**
	 * Create the call of a piece.
	 */
	static CodeNode of(PieceCall call, int lowest) {
		Instruction instruction = new Instruction();
		instruction.opcode = Opcode.CALL;
		instruction.index = call.function();
		return new CodeNode(instruction, NO_LABELS, lowest, call);
	}

	Instruction instruction() {
		return this.instruction;
	}

	int opcode() {
		return this.instruction.opcode;
	}

	CodeLabel[] targets() {
		return this.targets;
	}

	int lowest() {
		return this.lowest;
	}

	@Nullable PieceCall call() {
		return this.call;
	}

	/**
	 * Make it a block.
	 */
	void setBody(CodeLabel label, CodeSequence body) {
		this.label = label;
		this.body = body;
	}

	void setOtherwise(CodeSequence otherwise) {
		this.otherwise = otherwise;
	}

	@Nullable CodeLabel label() {
		return this.label;
	}

	/**
	 * Return what is in the block, or {@code null} if this is none.
	 */
	@Nullable CodeSequence body() {
		return this.body;
	}

	@Nullable CodeSequence otherwise() {
		return this.otherwise;
	}

	/**
	 * Return whether it has several cases that were put together to become a piece.
	 */
	boolean isGroup() {
		return this.group;
	}

	void setGroup() {
		this.group = true;
	}

	/**
	 * Let it, and all that is in it, branch to other labels.
	 * @param moved the other labels by number, {@code null} for those that stay
	 */
	void retarget(@Nullable CodeLabel[] moved) {
		for (int i = 0; i < this.targets.length; i++) {
			int number = this.targets[i].number();
			CodeLabel other = (number < moved.length) ? moved[number] : null;
			if (other != null) {
				this.targets[i] = other;
			}
		}
		if (this.body != null) {
			this.body.nodes().forEach((node) -> node.retarget(moved));
		}
		if (this.otherwise != null) {
			this.otherwise.nodes().forEach((node) -> node.retarget(moved));
		}
		change();
	}

	boolean isLoop() {
		return this.body != null && opcode() == Opcode.LOOP;
	}

	BitSet liveAfter() {
		return this.liveAfter;
	}

	void setLiveAfter(BitSet live) {
		this.liveAfter = live;
	}

	BitSet liveBefore() {
		return this.liveBefore;
	}

	void setLiveBefore(BitSet live) {
		this.liveBefore = live;
	}

	/**
	 * Return what is known of the instruction with all that is in it.
	 */
	CodeSummary summary() {
		CodeSummary known = this.summary;
		if (known == null) {
			known = CodeSummary.of(this);
			this.summary = known;
		}
		return known;
	}

	/**
	 * Forget what is known, since something in the block has changed.
	 */
	void change() {
		this.summary = null;
	}

}
