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
import java.util.List;

/**
 * Instructions that follow each other, blocks included as a whole. What is never reached
 * is not among them.
 */
final class CodeSequence {

	static final int[] NOTHING = {};

	private final List<CodeNode> nodes = new ArrayList<>();

	/**
	 * Types of the operands before each instruction, without those from outside.
	 */
	private final List<int[]> operands = new ArrayList<>();

	private boolean endReachable;

	void add(CodeNode node, int[] before) {
		this.nodes.add(node);
		this.operands.add(before);
	}

	/**
	 * End the sequence.
	 * @param after types of the operands at the end, or {@code null} if it is not reached
	 */
	void end(int @org.jspecify.annotations.Nullable [] after) {
		this.endReachable = after != null;
		this.operands.add((after != null) ? after : NOTHING);
	}

	/**
	 * Return a sequence of the same instructions.
	 */
	CodeSequence copy() {
		CodeSequence copy = new CodeSequence();
		copy.addAll(this, 0);
		return copy;
	}

	/**
	 * Add the instructions of another sequence, and end where it ends.
	 * @param from the place of the first one
	 */
	void addAll(CodeSequence other, int from) {
		this.nodes.addAll(other.nodes.subList(from, other.nodes.size()));
		this.operands.addAll(other.operands.subList(from, other.operands.size()));
		this.endReachable = other.endReachable;
	}

	/**
	 * Remove all but the first instructions, so that others can be added.
	 */
	void truncate(int size) {
		this.nodes.subList(size, this.nodes.size()).clear();
		this.operands.subList(size, this.operands.size()).clear();
	}

	/**
	 * Put one instruction in the place of several.
	 */
	void replace(int from, int to, CodeNode node, boolean continues) {
		this.nodes.subList(from, to).clear();
		this.nodes.add(from, node);
		this.operands.subList(from + 1, to).clear();
		if (!continues) {
			this.endReachable = false;
		}
	}

	int size() {
		return this.nodes.size();
	}

	CodeNode get(int position) {
		return this.nodes.get(position);
	}

	List<CodeNode> nodes() {
		return this.nodes;
	}

	/**
	 * Return the types of the operands at a place, the size of the sequence for its end.
	 */
	int[] operands(int position) {
		return this.operands.get(position);
	}

	boolean isEndReachable() {
		return this.endReachable;
	}

}
