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

import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Rewrites the pieces that functions were split into, and what calls them: a piece is
 * named so that it is no function of the guest in a stack trace, where the function that
 * it is a piece of comes next, nothing looks for an interrupt before it is called, and it
 * has no form that is called from outside.
 */
final class PieceRewriter {

	/**
	 * Begins the name of a piece.
	 */
	private static final String PIECE = "piece_";

	/**
	 * Begins the name of the form of a function that is called from outside.
	 */
	private static final String OUTSIDE = "call_";

	private static final String CHECK = "checkInterruption";

	private final int functions;

	private final PieceValueRewriter values;

	/**
	 * Whether there are functions that are interpreted, which call from outside.
	 */
	private final boolean interpreted;

	/**
	 * Create a rewriter.
	 * @param functions how many functions the module had before it was split
	 * @param values rewrites the values that pieces return
	 */
	PieceRewriter(int functions, PieceValueRewriter values) {
		this(functions, values, false);
	}

	private PieceRewriter(int functions, PieceValueRewriter values, boolean interpreted) {
		this.functions = functions;
		this.values = values;
		this.interpreted = interpreted;
	}

	/**
	 * Return a rewriter for a module of which some functions are interpreted.
	 */
	PieceRewriter withInterpreted(boolean some) {
		return new PieceRewriter(this.functions, (some) ? PieceValueRewriter.NONE : this.values, some);
	}

	/**
	 * Rewrite a class that holds functions.
	 * @return whether there was anything to rewrite
	 */
	boolean apply(ClassNode group) {
		boolean changed = !this.interpreted && group.methods.removeIf(this::isOutside);
		for (MethodNode method : group.methods) {
			if (isPiece(method.name)) {
				method.name = rename(method.name);
				changed = true;
			}
			changed |= rewriteCalls(method) | this.values.apply(method);
		}
		return changed;
	}

	private boolean isOutside(MethodNode method) {
		return method.name.startsWith(OUTSIDE) && isNumber(method.name, OUTSIDE.length())
				&& Integer.parseInt(method.name.substring(OUTSIDE.length())) >= this.functions;
	}

	private static boolean isNumber(String name, int from) {
		return name.length() > from && name.chars().skip(from).allMatch(Character::isDigit);
	}

	private boolean isPiece(String method) {
		return GuestBacktrace.isFunction(method) && GuestBacktrace.indexOf(method) >= this.functions;
	}

	/**
	 * Return whether a method of a class that was rewritten is a piece.
	 */
	static boolean isRenamed(String method) {
		return method.startsWith(PIECE);
	}

	private static String rename(String method) {
		return PIECE + GuestBacktrace.indexOf(method);
	}

	private boolean rewriteCalls(MethodNode method) {
		boolean changed = false;
		MethodInsnNode check = null;
		for (AbstractInsnNode node = method.instructions.getFirst(); node != null; node = node.getNext()) {
			if (node instanceof MethodInsnNode call) {
				if (isPiece(call.name)) {
					call.name = rename(call.name);
					if (check != null) {
						method.instructions.remove(check);
					}
					changed = true;
				}
				check = (call.name.equals(CHECK)) ? call : null;
			}
		}
		return changed;
	}

}
