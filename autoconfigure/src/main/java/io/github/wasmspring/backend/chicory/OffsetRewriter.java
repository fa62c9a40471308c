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

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Lets loads and stores whose offset is 0 call a helper that takes no offset: the JVM's
 * own check of the index is all that it needs.
 */
final class OffsetRewriter {

	private OffsetRewriter() {
	}

	/**
	 * Rewrite a function.
	 * @return whether there was anything to rewrite
	 */
	static boolean apply(MethodNode function) {
		boolean changed = false;
		for (AbstractInsnNode node = function.instructions.getFirst(); node != null; node = node.getNext()) {
			if (node instanceof MethodInsnNode call && MemoryAccessRewriter.HELPER.matcher(call.name).matches()
					&& call.getPrevious() instanceof VarInsnNode memory
					&& memory.getPrevious().getOpcode() == Opcodes.ICONST_0) {
				function.instructions.remove(memory.getPrevious());
				call.name += MemoryAccessRewriter.PLAIN;
				call.desc = MemoryAccessRewriter.withoutOffset(call.desc);
				changed = true;
			}
		}
		return changed;
	}

}
