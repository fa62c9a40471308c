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

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import io.github.wasmspring.binary.EncodedModule;
import io.github.wasmspring.binary.Instruction;
import io.github.wasmspring.binary.ModuleDecoder;
import io.github.wasmspring.binary.ModuleEncoder;
import io.github.wasmspring.binary.ModuleVisitor;
import io.github.wasmspring.binary.Opcode;

/**
 * Takes the bodies of compiled functions out of a module: a parsed body occupies about 30
 * times its size, and nothing reads it anymore.
 */
final class CodeStripper extends ModuleVisitor {

	private static final String NAME = "stripped";

	private final ModuleEncoder encoder;

	private final Set<Integer> kept;

	private CodeStripper(ModuleEncoder encoder, Set<Integer> kept) {
		super(encoder);
		this.encoder = encoder;
		this.kept = kept;
	}

	/**
	 * Strip a module.
	 * @param module the module
	 * @param interpreted indices of the functions that need their bodies
	 */
	static EncodedModule strip(EncodedModule module, Collection<Integer> interpreted) {
		Set<Integer> kept = new HashSet<>(interpreted);
		if (!kept.isEmpty() && makesTailCalls(module, kept)) {
			// the interpreter goes on with the body of the called function, compiled or
			// not
			return module;
		}
		ModuleEncoder encoder = new ModuleEncoder();
		new ModuleDecoder(NAME, module).decode(new CodeStripper(encoder, kept));
		return encoder.toModule();
	}

	private static boolean makesTailCalls(EncodedModule module, Set<Integer> functions) {
		TailCalls tailCalls = new TailCalls(functions);
		new ModuleDecoder(NAME, module).decode(tailCalls);
		return tailCalls.found;
	}

	@Override
	public boolean visitBody(int function, int size) {
		super.visitBody(function, size);
		if (this.kept.contains(function)) {
			return true;
		}
		this.encoder.code().write(Opcode.UNREACHABLE).write(Opcode.END);
		return false;
	}

	/**
	 * Looks for tail calls in some functions.
	 */
	private static final class TailCalls extends ModuleVisitor {

		private final Set<Integer> functions;

		private boolean found;

		TailCalls(Set<Integer> functions) {
			this.functions = functions;
		}

		@Override
		public boolean visitBody(int function, int size) {
			return this.functions.contains(function);
		}

		@Override
		public void visitInstruction(Instruction instruction) {
			this.found |= Opcode.isTailCall(instruction.opcode());
		}

	}

}
