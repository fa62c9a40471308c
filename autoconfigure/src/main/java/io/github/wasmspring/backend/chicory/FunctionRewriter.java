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

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Rewrites the functions of a guest.
 */
final class FunctionRewriter {

	private FunctionRewriter() {
	}

	/**
	 * Rewrite a class that holds functions.
	 * @param pieces rewrites the pieces of functions
	 */
	static byte[] rewrite(byte[] classFile, PieceRewriter pieces) {
		ClassNode group = new ClassNode();
		new ClassReader(classFile).accept(group, 0);
		boolean changed = pieces.apply(group);
		for (MethodNode function : group.methods) {
			changed |= HostCallRewriter.apply(function) | MemoryAccessBudget.apply(function)
					| OffsetRewriter.apply(function);
		}
		if (!changed) {
			return classFile;
		}
		ClassWriter writer = new ClassWriter(0);
		group.accept(writer);
		return writer.toByteArray();
	}

}
