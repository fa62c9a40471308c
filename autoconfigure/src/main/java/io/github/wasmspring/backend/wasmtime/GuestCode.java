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

package io.github.wasmspring.backend.wasmtime;

import io.github.wasmspring.binary.Instruction;
import io.github.wasmspring.binary.InstructionWriter;
import io.github.wasmspring.binary.ModuleEncoder;
import io.github.wasmspring.binary.ModuleIndex;
import io.github.wasmspring.binary.ModuleVisitor;
import io.github.wasmspring.binary.Opcode;

/**
 * Changes the instructions of a guest: it looks at the {@link ControlPage} so often that
 * it can be stopped soon wherever it is, and has no other access to it.
 */
final class GuestCode extends ModuleVisitor {

	private final ModuleEncoder encoder;

	private final BulkFunctions functions;

	private final StraightLine line = new StraightLine();

	private boolean inBody;

	GuestCode(ModuleEncoder encoder) {
		super(encoder);
		this.encoder = encoder;
		this.functions = new BulkFunctions(encoder);
	}

	@Override
	public void visitModule(ModuleIndex index) {
		this.functions.begin(index);
		super.visitModule(index);
	}

	@Override
	public boolean visitBody(int function, int size) {
		this.inBody = true;
		this.line.begin();
		return super.visitBody(function, size);
	}

	@Override
	public void visitInstruction(Instruction instruction) {
		if (!this.inBody) {
			super.visitInstruction(instruction);
			return;
		}
		InstructionWriter code = this.encoder.code();
		int opcode = instruction.opcode();
		if (Opcode.isMemoryAccess(opcode)) {
			code.writeAccess(instruction, ControlPage.shift(instruction.value()));
		}
		else if (BulkInstruction.is(opcode)) {
			code.write(Opcode.CALL, this.functions.of(BulkInstruction.of(instruction)));
		}
		else {
			super.visitInstruction(instruction);
		}
		if (opcode == Opcode.MEMORY_SIZE) {
			code.writeI32(1).write(Opcode.I32_SUB);
		}
		if (this.line.visit(instruction)) {
			ControlPage.checkInterrupt(code);
		}
	}

	@Override
	public void visitBodyEnd() {
		this.inBody = false;
		if (this.line.looksFirst()) {
			ControlPage.checkInterrupt(this.encoder.prologue());
		}
		super.visitBodyEnd();
	}

}
