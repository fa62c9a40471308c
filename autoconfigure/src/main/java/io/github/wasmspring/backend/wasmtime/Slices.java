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

import io.github.wasmspring.binary.InstructionWriter;
import io.github.wasmspring.binary.Opcode;

/**
 * Writes a loop that does something slice by slice, until no more than a slice is left,
 * and looks whether the guest has to stop behind each.
 *
 * @param code where to write
 * @param left the variable that is how much is left
 * @param slice size of a slice
 */
record Slices(InstructionWriter code, int left, int slice) {

	/**
	 * Begin the block that is left if there is no more than a slice from the start.
	 */
	void begin() {
		this.code.writeBlock(Opcode.BLOCK);
		this.code.write(Opcode.LOCAL_GET, this.left);
		size();
		this.code.write(Opcode.I32_LE_U).write(Opcode.BR_IF, 0);
	}

	void loop() {
		this.code.writeBlock(Opcode.LOOP);
	}

	/**
	 * Write the size of a slice.
	 */
	void size() {
		this.code.writeI32(this.slice);
	}

	/**
	 * Move an address forward by a slice.
	 */
	void increase(int variable) {
		this.code.write(Opcode.LOCAL_GET, variable);
		size();
		this.code.write(Opcode.I32_ADD).write(Opcode.LOCAL_SET, variable);
	}

	/**
	 * Count a slice.
	 */
	void decrease() {
		this.code.write(Opcode.LOCAL_GET, this.left);
		size();
		this.code.write(Opcode.I32_SUB).write(Opcode.LOCAL_SET, this.left);
	}

	/**
	 * End the loop, which goes on if there is more than a slice left.
	 */
	void repeat() {
		ControlPage.checkInterrupt(this.code);
		this.code.write(Opcode.LOCAL_GET, this.left);
		size();
		this.code.write(Opcode.I32_GT_U).write(Opcode.BR_IF, 0).write(Opcode.END);
	}

	/**
	 * End the block.
	 */
	void end() {
		this.code.write(Opcode.END);
	}

}
