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

import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.binary.Instruction;
import io.github.wasmspring.binary.InstructionWriter;
import io.github.wasmspring.binary.ModuleEncoder;
import io.github.wasmspring.binary.ModuleVisitor;
import io.github.wasmspring.binary.Opcode;
import io.github.wasmspring.binary.SizeLimits;

/**
 * Changes what a guest declares: its memory begins with a {@link ControlPage}, also where
 * it imports the memory or has none, and it has no start function any longer.
 */
final class GuestDeclarations extends ModuleVisitor {

	private static final SizeLimits NO_MEMORY = new SizeLimits(0, 0L, false, false);

	private static final int BEYOND_MEMORY = -1;

	private final ModuleEncoder encoder;

	private final WasmtimeFailures failures;

	private boolean hasMemory;

	private int importedGlobals;

	private boolean inOffset;

	private int offsetInstructions;

	/**
	 * Create a visitor.
	 * @param code visits what is changed here
	 * @param encoder encodes it in the end
	 * @param failures describes what cannot be changed
	 */
	GuestDeclarations(GuestCode code, ModuleEncoder encoder, WasmtimeFailures failures) {
		super(code);
		this.encoder = encoder;
		this.failures = failures;
	}

	@Override
	public void visitImport(String module, String name, WasmExternalKind kind, Object type) {
		if (type instanceof SizeLimits memory) {
			super.visitImport(module, name, kind, extend(memory));
		}
		else {
			super.visitImport(module, name, kind, type);
			this.importedGlobals += (kind == WasmExternalKind.GLOBAL) ? 1 : 0;
		}
	}

	@Override
	public void visitMemory(SizeLimits limits) {
		super.visitMemory(extend(limits));
	}

	private SizeLimits extend(SizeLimits limits) {
		this.hasMemory = true;
		return ControlPage.extend(limits);
	}

	@Override
	public void visitStart(int function) {
		// runs when there is an instance
	}

	@Override
	public void visitDataSegment(boolean active, int memory) {
		super.visitDataSegment(active, memory);
		this.inOffset = active;
		this.offsetInstructions = 0;
	}

	@Override
	public void visitInstruction(Instruction instruction) {
		if (this.inOffset) {
			visitOffset(instruction);
		}
		else {
			super.visitInstruction(instruction);
		}
	}

	/**
	 * Shift the address of a segment, which is a constant. That of an imported variable
	 * cannot be shifted, and might be one of the control page; nothing provides any, so
	 * it may be beyond all memory. The engine computes none.
	 */
	private void visitOffset(Instruction instruction) {
		InstructionWriter code = this.encoder.code();
		int opcode = instruction.opcode();
		if (opcode == Opcode.END) {
			code.write(Opcode.END);
			this.inOffset = false;
		}
		else if (this.offsetInstructions++ == 0 && opcode == Opcode.I32_CONST) {
			code.writeI32((int) ControlPage.shift(Integer.toUnsignedLong((int) instruction.value())));
		}
		else if (this.offsetInstructions == 1 && opcode == Opcode.GLOBAL_GET
				&& instruction.index() < this.importedGlobals) {
			code.writeI32(BEYOND_MEMORY);
		}
		else {
			throw this.failures.computedAddress();
		}
	}

	@Override
	public void visitModuleEnd() {
		if (!this.hasMemory) {
			visitMemory(NO_MEMORY);
		}
		super.visitModuleEnd();
	}

}
