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

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

import io.github.kawamuray.wasmtime.Instance;
import io.github.kawamuray.wasmtime.Trap;
import io.github.kawamuray.wasmtime.Val;
import io.github.kawamuray.wasmtime.WasmFunctionError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.binary.EncodedModule;
import io.github.wasmspring.binary.Instruction;
import io.github.wasmspring.binary.Opcode;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link ControlPage} and {@link GuestCode}, by means of the engine itself.
 */
class ControlPageTests extends AbstractEngineTests {

	private static final int[] ADDRESSES = { 0, 1, 8, 65520, 65535, 65536, 65537, Integer.MAX_VALUE, Integer.MIN_VALUE,
			-65537, -65536, -65535, -65528, -8, -1 };

	private Instance instance = instantiateChanged("memory_everywhere");

	private Instance instantiateChanged(String guest) {
		return instantiateChanged(EncodedGuests.of(guest));
	}

	private Instance instantiateChanged(EncodedModule guest) {
		return instantiate(EncodedGuests.change(guest).module());
	}

	/**
	 * Return the memory with the page.
	 */
	private ByteBuffer memory() {
		return this.instance.getMemory(this.store, "wasmspring:memory").orElseThrow().buffer(this.store);
	}

	private byte[] page() {
		byte[] page = new byte[ControlPage.SIZE];
		memory().get(0, page);
		return page;
	}

	private void writePattern() {
		memory().put(0, pattern());
	}

	private static byte[] pattern() {
		byte[] pattern = new byte[ControlPage.SIZE];
		Arrays.fill(pattern, (byte) 0xA5);
		pattern[ControlPage.INTERRUPT] = 0;
		return pattern;
	}

	private long call(String function, int... arguments) {
		Val[] values = IntStream.of(arguments).mapToObj(Val::fromI32).toArray(Val[]::new);
		Val[] results = this.instance.getFunc(this.store, function).orElseThrow().call(this.store, values);
		return (results.length > 0) ? ((Number) results[0].getValue()).longValue() : 0;
	}

	@ParameterizedTest
	@ValueSource(strings = { "store8", "store64", "store_far", "fill", "copy_to", "init" })
	void guestShouldNotWriteThePage(String function) {
		writePattern();
		for (int address : ADDRESSES) {
			try {
				call(function, address);
			}
			catch (WasmFunctionError.TrapError ex) {
				// out of bounds
			}
			assertThat(page()).as("address %d", address).isEqualTo(pattern());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "load8", "load64", "load_far" })
	void guestShouldNotReadThePage(String function) {
		writePattern();
		memory().put(ControlPage.SIZE, new byte[ControlPage.SIZE]);
		for (int address : ADDRESSES) {
			try {
				assertThat(call(function, address)).as("address %d", address).isZero();
			}
			catch (WasmFunctionError.TrapError ex) {
				// out of bounds
			}
		}
	}

	@Test
	void guestShouldNotCopyFromThePage() {
		writePattern();
		memory().put(ControlPage.SIZE, new byte[ControlPage.SIZE]);
		for (int address : ADDRESSES) {
			try {
				call("copy_from", address);
			}
			catch (WasmFunctionError.TrapError ex) {
				// out of bounds
			}
			assertThat(call("load8", 16)).as("address %d", address).isZero();
		}
	}

	@Test
	void guestShouldFindItsMemoryWhereItWas() {
		assertThat(call("load8", 65535)).isEqualTo('z');
		call("init", 100);
		assertThat(call("load8", 103)).isEqualTo('t');
		call("fill", 65528);
		assertThat(call("load8", 65535)).isEqualTo(7);
		assertThat(memory().get(2 * ControlPage.SIZE - 1)).isEqualTo((byte) 7);
	}

	@Test
	void guestShouldNotCountThePage() {
		assertThat(call("size")).isEqualTo(1);
		assertThat(call("grow", 3)).isEqualTo(-1);
		assertThat(call("grow", -1)).isEqualTo(-1);
		assertThat(call("grow", 2)).isEqualTo(1);
		assertThat(call("grow", 0)).isEqualTo(3);
		assertThat(call("size")).isEqualTo(3);
		assertThat(memory().capacity()).isEqualTo(4 * ControlPage.SIZE);
	}

	@Test
	void emptyRangeShouldEndAtTheEndOfTheMemory() {
		assertThatNoException().isThrownBy(() -> call("fill_some", 65536, 0));
		assertThatNoException().isThrownBy(() -> call("copy_some", 65536, 65536, 0));
		assertThatExceptionOfType(WasmFunctionError.TrapError.class).isThrownBy(() -> call("fill_some", 65537, 0));
		assertThatExceptionOfType(WasmFunctionError.TrapError.class).isThrownBy(() -> call("copy_some", 0, 65537, 0));
		assertThatExceptionOfType(WasmFunctionError.TrapError.class).isThrownBy(() -> call("fill_some", -1, 0));
		assertThatExceptionOfType(WasmFunctionError.TrapError.class).isThrownBy(() -> call("fill_some", 1, -1));
	}

	@Test
	void accessBeyondTheMemoryShouldTrap() {
		assertThat(call("load8", 65535)).isEqualTo('z');
		for (String function : new String[] { "load8", "store8", "fill", "copy_to", "copy_from", "init", "load_far" }) {
			assertThatExceptionOfType(WasmFunctionError.TrapError.class).as(function)
				.isThrownBy(() -> call(function, 65536))
				.satisfies((ex) -> assertThat(ex.trap()).isEqualTo(Trap.MEMORY_OUT_OF_BOUNDS));
		}
	}

	@Test
	void loopShouldEndWhenTheHostSaysSo() {
		this.instance = instantiateChanged("nbody");
		memory().put(ControlPage.INTERRUPT, (byte) 1);
		assertThatExceptionOfType(WasmFunctionError.TrapError.class).isThrownBy(() -> call("energy_after", 10))
			.satisfies((ex) -> assertThat(ex.trap()).isEqualTo(Trap.UNREACHABLE_CODE_REACHED));
		memory().put(ControlPage.INTERRUPT, (byte) 0);
		assertThat(call("energy_after", 10)).isZero();
	}

	@Test
	void moduleWithoutMemoryShouldGetThePage() {
		this.instance = instantiateChanged("memory_none");
		assertThat(memory().capacity()).isEqualTo(ControlPage.SIZE);
	}

	/**
	 * The parser takes the prefix of another proposal and a large number for
	 * {@code memory.fill}, and {@code 0xFC} and an overlong number for {@code end}.
	 */
	@ParameterizedTest
	@ValueSource(strings = { //
			"0a10010e00" + "410041004100" + "fb8b0200" + "01010b", //
			"0a04010200" + "0b" + "0b0b010041" + "00fc8b88fcff0f00" })
	void instructionInDisguiseShouldBeRefused(String sections) {
		byte[] binary = HexFormat.of()
			.parseHex("0061736d01000000" + "010401600000" + "03020100" + "0503010001" + sections);
		try (WasmtimeBackend backend = new WasmtimeBackend(WasmtimeSettings.DEFAULTS)) {
			assertThatExceptionOfType(WasmLoadException.class)
				.isThrownBy(() -> backend.load(WasmBinary.of("disguise", binary)))
				.withMessageContaining("malformed");
		}
	}

	/**
	 * A block of type 100 hid instructions from a reader that took the type for another.
	 */
	@Test
	void blockOfAnyTypeShouldNotHideInstructions() {
		String loop = "03400c000b";
		String load = "41002802001a";
		String store = "4108412a360200";
		this.instance = instantiateChanged(EncodedGuests.encode(BlockGuests.hiding(loop, store, load)));
		writePattern();
		assertThatNoException().isThrownBy(() -> call("f1"));
		assertThatNoException().isThrownBy(() -> call("f2"));
		assertThat(page()).isEqualTo(pattern());
		assertThat(memory().get(ControlPage.SIZE + 8)).isEqualTo((byte) 42);
		memory().put(ControlPage.INTERRUPT, (byte) 1);
		assertThatExceptionOfType(WasmFunctionError.TrapError.class).isThrownBy(() -> call("f0"));
	}

	@Test
	void everyInstructionWithAnOffsetShouldBeShifted() {
		List<Long> before = new ArrayList<>();
		List<Long> after = new ArrayList<>();
		EncodedModule guest = EncodedGuests.of("memory_everywhere");
		EncodedGuests.forEachInstruction(guest, (instruction) -> addOffset(instruction, before));
		EncodedGuests.forEachInstruction(EncodedGuests.change(guest).module(),
				(instruction) -> addOffset(instruction, after));
		assertThat(before).isNotEmpty();
		assertThat(after)
			.isEqualTo(before.stream().map((offset) -> Math.min(0xFFFFFFFFL, offset + ControlPage.SIZE)).toList());
	}

	private static void addOffset(Instruction instruction, List<Long> offsets) {
		if (Opcode.isMemoryAccess(instruction.opcode()) && !isAdded(instruction.opcode())) {
			offsets.add(instruction.value());
		}
	}

	/**
	 * Return whether an instruction is one that only the added code has.
	 */
	private static boolean isAdded(int opcode) {
		return opcode == Opcode.I32_ATOMIC_LOAD8_U || opcode == Opcode.I32_ATOMIC_LOAD
				|| opcode == Opcode.I32_ATOMIC_STORE;
	}

	/**
	 * The codes are those of the specification; from 0x300 on stand those of vectors.
	 */
	@Test
	void instructionsWithAnOffsetShouldBeThoseOfTheSpecification() {
		int[] expected = IntStream
			.concat(IntStream.concat(IntStream.rangeClosed(0x28, 0x3E), IntStream.rangeClosed(0x300, 0x30B)),
					IntStream.rangeClosed(0x354, 0x35D))
			.toArray();
		assertThat(IntStream.range(0, 0x500).filter(Opcode::isMemoryAccess).toArray()).isEqualTo(expected);
	}

}
