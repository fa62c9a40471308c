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
 * Finds out which local variables have values that are used later on, at each block and
 * each label of a function.
 */
final class LocalLiveness {

	private boolean changed;

	private LocalLiveness() {
	}

	/**
	 * Note the variables at the blocks and labels of a function.
	 */
	static void apply(CodeSequence function) {
		LocalLiveness liveness = new LocalLiveness();
		do {
			liveness.changed = false;
			liveness.walk(function, new BitSet());
		}
		while (liveness.changed);
	}

	/**
	 * Walk backwards through a sequence.
	 * @param live the variables at its end, which become those at its start
	 */
	private void walk(CodeSequence sequence, BitSet live) {
		if (!sequence.isEndReachable()) {
			live.clear();
		}
		for (int i = sequence.size() - 1; i >= 0; i--) {
			CodeNode node = sequence.get(i);
			CodeSequence body = node.body();
			CodeLabel label = node.label();
			if (body != null && label != null) {
				walk(node, body, label, live);
			}
			else {
				pass(node, live);
			}
		}
	}

	private void walk(CodeNode node, CodeSequence body, CodeLabel label, BitSet live) {
		BitSet after = copy(live);
		node.setLiveAfter(after);
		if (!label.isLoop()) {
			label.setLive(after);
		}
		CodeSequence otherwise = node.otherwise();
		if (otherwise != null) {
			walk(otherwise, live);
		}
		if (node.opcode() == Opcode.IF) {
			BitSet then = copy(after);
			walk(body, then);
			live.or(then);
		}
		else {
			walk(body, live);
		}
		if (label.isLoop() && !label.live().equals(live)) {
			this.changed = true;
			label.setLive(copy(live));
		}
		node.setLiveBefore(copy(live));
	}

	/**
	 * Pass an instruction that is no block, backwards.
	 */
	private static void pass(CodeNode node, BitSet live) {
		PieceCall call = node.call();
		if (call != null) {
			call.passBackwards(live);
			return;
		}
		switch (node.opcode()) {
			case Opcode.LOCAL_GET -> live.set(node.instruction().index);
			case Opcode.LOCAL_SET, Opcode.LOCAL_TEE -> live.clear(node.instruction().index);
			case Opcode.BR, Opcode.BR_TABLE, Opcode.RETURN, Opcode.UNREACHABLE -> live.clear();
			default -> {
				if (Opcode.isTailCall(node.opcode())) {
					live.clear();
				}
			}
		}
		for (CodeLabel target : node.targets()) {
			live.or(target.live());
		}
	}

	/**
	 * Return the variables before an instruction.
	 * @param after the variables after it, which may be changed
	 */
	static BitSet before(CodeNode node, BitSet after) {
		if (node.body() != null) {
			return copy(node.liveBefore());
		}
		pass(node, after);
		return after;
	}

	private static BitSet copy(BitSet set) {
		return (BitSet) set.clone();
	}

}
