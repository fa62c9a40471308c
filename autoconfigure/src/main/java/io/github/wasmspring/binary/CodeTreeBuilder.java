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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmFeature;

/**
 * Builds the tree of a function's instructions, with the operands at each place.
 */
final class CodeTreeBuilder {

	/**
	 * Most blocks within blocks: what walks through the tree calls itself for each.
	 */
	private static final int DEEPEST = 1000;

	/**
	 * Most local variables times blocks, as a bit is kept for each a few times.
	 */
	private static final long MOST_BLOCK_LOCALS = 200_000_000;

	private static final CodeLabel[] NO_LABELS = {};

	private final ModuleIndex index;

	private final FunctionValidator validator;

	private final NumberList locals = new NumberList();

	private final List<CodeLabel> labels = new ArrayList<>();

	private final Deque<Frame> frames = new ArrayDeque<>();

	private final CodeSequence root = new CodeSequence();

	private int deadBlocks;

	private boolean unfit;

	/**
	 * Begin a function.
	 * @param type its type
	 * @param validator knows the operands
	 */
	CodeTreeBuilder(FunctionType type, ModuleIndex index, FunctionValidator validator) {
		this.index = index;
		this.validator = validator;
		validator.begin(type);
		for (int parameter : type.parameters()) {
			this.locals.add(parameter);
		}
		this.frames.push(new Frame(label(false, type.results()), null, this.root));
	}

	private CodeLabel label(boolean loop, int[] types) {
		CodeLabel label = new CodeLabel(this.labels.size(), loop, types);
		this.labels.add(label);
		return label;
	}

	void addLocals(long count, int type) {
		this.validator.addLocals(count, type);
		for (long i = 0; i < count; i++) {
			this.locals.add(type);
		}
	}

	/**
	 * Add an instruction.
	 * @param instruction the instruction, which stays as it is
	 */
	void add(Instruction instruction) {
		this.unfit |= isUnfit(instruction);
		if (this.unfit) {
			return;
		}
		Frame frame = this.frames.getFirst();
		int opcode = instruction.opcode;
		if (this.deadBlocks > 0 || frame.dead && opcode != Opcode.END && opcode != Opcode.ELSE) {
			this.deadBlocks += (instruction.isBlock()) ? 1 : (opcode == Opcode.END) ? -1 : 0;
			this.validator.validate(instruction);
		}
		else if (opcode == Opcode.END) {
			end(frame);
			this.validator.validate(instruction);
			this.frames.pop();
		}
		else if (opcode == Opcode.ELSE) {
			end(frame);
			this.validator.validate(instruction);
			CodeSequence otherwise = new CodeSequence();
			frame.begin(otherwise);
		}
		else {
			addLive(frame, instruction);
		}
	}

	private boolean isUnfit(Instruction instruction) {
		WasmFeature feature = InstructionSet.feature(instruction.opcode);
		return feature == WasmFeature.EXCEPTIONS || feature == WasmFeature.LEGACY_EXCEPTIONS
				|| feature == WasmFeature.GARBAGE_COLLECTION || this.frames.size() > DEEPEST
				|| (long) this.locals.size() * this.labels.size() > MOST_BLOCK_LOCALS;
	}

	private void end(Frame frame) {
		frame.sequence.end((frame.dead) ? null : this.validator.stack().operands());
	}

	private void addLive(Frame frame, Instruction instruction) {
		OperandStack stack = this.validator.stack();
		CodeLabel[] targets = targets(instruction);
		int[] before = stack.operands();
		int base = stack.watch();
		this.validator.validate(instruction);
		CodeNode node = new CodeNode(instruction, targets, stack.lowest() - base);
		frame.sequence.add(node, before);
		if (instruction.isBlock()) {
			int type = instruction.blockType;
			boolean loop = instruction.opcode == Opcode.LOOP;
			CodeLabel label = label(loop,
					(loop) ? BlockType.parameters(type, this.index) : BlockType.results(type, this.index));
			CodeSequence body = new CodeSequence();
			node.setBody(label, body);
			this.frames.push(new Frame(label, node, body));
		}
		else {
			frame.dead = stack.isUnreachable();
		}
	}

	private CodeLabel[] targets(Instruction instruction) {
		switch (instruction.opcode) {
			case Opcode.BR, Opcode.BR_IF, Opcode.BR_ON_NULL, Opcode.BR_ON_NON_NULL -> {
				return new CodeLabel[] { target(instruction.index) };
			}
			case Opcode.RETURN -> {
				return new CodeLabel[] { this.labels.get(0) };
			}
			case Opcode.BR_TABLE -> {
				List<CodeLabel> around = this.frames.stream().map((frame) -> frame.label).toList();
				CodeLabel[] targets = new CodeLabel[instruction.count];
				for (int i = 0; i < targets.length; i++) {
					targets[i] = around.get(instruction.numbers[i]);
				}
				return targets;
			}
			default -> {
				return NO_LABELS;
			}
		}
	}

	private CodeLabel target(int depth) {
		int left = depth;
		for (Frame frame : this.frames) {
			if (left-- == 0) {
				return frame.label;
			}
		}
		throw new IllegalArgumentException("There is no label " + depth);
	}

	/**
	 * Return the tree, or {@code null} if the function is none that can be split.
	 */
	@Nullable CodeTree build() {
		return (this.unfit) ? null : new CodeTree(this.root, this.labels, this.locals.toArray());
	}

	/**
	 * A block that has not ended.
	 */
	private static final class Frame {

		private final CodeLabel label;

		private final @Nullable CodeNode block;

		private CodeSequence sequence;

		/**
		 * Whether what comes next in it is never reached.
		 */
		private boolean dead;

		Frame(CodeLabel label, @Nullable CodeNode block, CodeSequence sequence) {
			this.label = label;
			this.block = block;
			this.sequence = sequence;
		}

		void begin(CodeSequence otherwise) {
			if (this.block != null) {
				this.block.setOtherwise(otherwise);
			}
			this.sequence = otherwise;
			this.dead = false;
		}

	}

}
