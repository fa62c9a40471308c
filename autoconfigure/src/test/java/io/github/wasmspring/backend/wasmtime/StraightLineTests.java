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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wasmspring.binary.EncodedModule;
import io.github.wasmspring.binary.InstructionWriter;
import io.github.wasmspring.binary.ModuleEncoder;
import io.github.wasmspring.binary.Opcode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StraightLine} and {@link GuestCode}.
 */
class StraightLineTests {

	private static final int LONGEST = StraightLine.LONGEST;

	/**
	 * Return the places at which a function looks, as numbers of its own instructions.
	 */
	private static List<Integer> looks(Consumer<InstructionWriter> code) {
		ModuleEncoder module = new ModuleEncoder();
		EncodedGuests.export(module, "run", code);
		EncodedModule changed = EncodedGuests.change(module.toModule()).module();
		List<Integer> places = new ArrayList<>();
		int[] own = new int[1];
		EncodedGuests.forEachInstruction(changed, (instruction) -> {
			if (instruction.opcode() == Opcode.I32_ATOMIC_LOAD8_U) {
				own[0]--; // the address
				places.add(own[0]);
				own[0] -= 3; // if, unreachable, end
			}
			else {
				own[0]++;
			}
		});
		return places;
	}

	private static void nops(InstructionWriter code, int count) {
		for (int i = 0; i < count; i++) {
			code.write(Opcode.NOP);
		}
	}

	@Test
	void longCodeShouldLookEachSoManyInstructions() {
		assertThat(looks((code) -> {
			nops(code, 3 * LONGEST - 1);
			code.write(Opcode.END);
		})).containsExactly(0, LONGEST, 2 * LONGEST);
	}

	@Test
	void shortCodeShouldNotLook() {
		assertThat(looks((code) -> {
			nops(code, StraightLine.SHORT - 1);
			code.write(Opcode.END);
		})).isEmpty();
		assertThat(looks((code) -> {
			nops(code, StraightLine.SHORT);
			code.write(Opcode.END);
		})).containsExactly(0);
	}

	@Test
	void loopShouldLook() {
		assertThat(looks((code) -> {
			code.writeBlock(Opcode.LOOP).writeI32(1).write(Opcode.BR_IF, 0).write(Opcode.END);
			code.write(Opcode.END);
		})).containsExactly(1);
	}

	@Test
	void callShouldCountWhatTheCalleeMayRun() {
		int calls = LONGEST / (StraightLine.SHORT + 1) + 1;
		assertThat(looks((code) -> {
			for (int i = 0; i < calls; i++) {
				code.write(Opcode.CALL, 0);
			}
			code.write(Opcode.END);
		})).containsExactly(0, calls);
	}

	/**
	 * Each time a branch leads around the place where counting in the order of the text
	 * would look.
	 */
	@ParameterizedTest
	@ValueSource(ints = { Opcode.BR, Opcode.BR_IF })
	void branchShouldNotLeadAroundALook(int branch) {
		int block = LONGEST + 10;
		assertThat(looks((code) -> {
			for (int i = 0; i < 5; i++) {
				code.writeBlock(Opcode.BLOCK);
				nops(code, LONGEST - 6);
				code.writeI32(1);
				if (branch == Opcode.BR) {
					code.write(Opcode.DROP);
				}
				code.write(branch, 0);
				nops(code, block - LONGEST + 2 - ((branch == Opcode.BR) ? 1 : 0));
				code.write(Opcode.END);
			}
			code.write(Opcode.END);
		})).startsWith(0, LONGEST).as("in each block, and soon behind it").hasSizeGreaterThanOrEqualTo(9);
	}

	@Test
	void tableOfBranchesShouldNotLeadAroundALook() {
		List<Integer> looks = looks((code) -> {
			for (int i = 0; i < 5; i++) {
				code.writeBlock(Opcode.BLOCK).writeBlock(Opcode.BLOCK);
				nops(code, LONGEST - 6);
				code.writeI32(1).write(Opcode.BR_TABLE, 1, 0).write(0x01); // default: 1
				nops(code, 10);
				code.write(Opcode.END).write(Opcode.END);
			}
			code.write(Opcode.END);
		});
		assertThat(looks.size()).isGreaterThan(9);
	}

	@Test
	void armOfAConditionShouldNotLookForTheOther() {
		List<Integer> looks = looks((code) -> {
			for (int i = 0; i < 4; i++) {
				code.writeI32(1).writeBlock(Opcode.IF);
				nops(code, LONGEST / 2);
				code.write(Opcode.ELSE);
				nops(code, LONGEST / 2);
				code.write(Opcode.END);
			}
			code.write(Opcode.END);
		});
		assertThat(looks).as("two arms in a row").hasSize(7);
	}

}
