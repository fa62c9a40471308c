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

package io.github.wasmspring.backend.chicory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Chooses the loads and stores of a function that the JIT may inline. It inlines some 60
 * of them, in the order of the code, and makes calls of all others. Where a function has
 * more, and loops within loops, what is outside of the loops must not use that up: it
 * calls a helper that is too large to be inlined.
 */
final class MemoryAccessBudget {

	/**
	 * What the JIT of Java 17 and later inlines before it stops, less a reserve.
	 */
	private static final int MOST_INLINED = 60;

	/**
	 * How much deeper the innermost loop has to be for an access to be unimportant.
	 */
	private static final int UNIMPORTANT = 2;

	private MemoryAccessBudget() {
	}

	/**
	 * Choose those of a function.
	 * @return whether any may not be inlined
	 */
	static boolean apply(MethodNode function) {
		List<Access> accesses = accesses(function.instructions);
		int deepest = accesses.stream().mapToInt(Access::depth).max().orElse(0);
		long inlined = accesses.size();
		for (int i = 0; inlined > MOST_INLINED && i <= deepest - UNIMPORTANT; i++) {
			for (Access access : accesses) {
				if (access.depth() == i) {
					access.call().name += MemoryAccessRewriter.COLD;
					inlined--;
				}
			}
		}
		return inlined < accesses.size();
	}

	/**
	 * Return whether loops of a function, of which the budget was applied, have more than
	 * the JIT inlines.
	 */
	static boolean isExceeded(MethodNode function) {
		return accesses(function.instructions).stream().filter((access) -> access.depth() > 0).count() > MOST_INLINED;
	}

	private static List<Access> accesses(InsnList code) {
		Map<Integer, Integer> loops = loops(code);
		List<Access> accesses = new ArrayList<>();
		for (int i = 0; i < code.size(); i++) {
			int index = i;
			if (code.get(i) instanceof MethodInsnNode call
					&& MemoryAccessRewriter.INLINED.matcher(call.name).matches()) {
				accesses.add(new Access(call,
						(int) loops.entrySet()
							.stream()
							.filter((loop) -> loop.getKey() < index && index < loop.getValue())
							.count()));
			}
		}
		return accesses;
	}

	/**
	 * Find the loops: where they start, and the last jump to there.
	 */
	private static Map<Integer, Integer> loops(InsnList code) {
		Map<Integer, Integer> loops = new HashMap<>();
		for (int i = 0; i < code.size(); i++) {
			AbstractInsnNode instruction = code.get(i);
			if (instruction instanceof JumpInsnNode jump && code.indexOf(jump.label) < i) {
				loops.merge(code.indexOf(jump.label), i, Math::max);
			}
		}
		return loops;
	}

	/**
	 * A load or store.
	 *
	 * @param call the instruction
	 * @param depth in how many loops it is
	 */
	private record Access(MethodInsnNode call, int depth) {
	}

}
