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
import java.util.List;
import java.util.stream.IntStream;

import io.github.kawamuray.wasmtime.Instance;
import io.github.kawamuray.wasmtime.Trap;
import io.github.kawamuray.wasmtime.Val;
import io.github.kawamuray.wasmtime.WasmFunctionError;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wasmspring.binary.ElementSegment;
import io.github.wasmspring.binary.EncodedModule;
import io.github.wasmspring.binary.ModuleVisitor;
import io.github.wasmspring.binary.Opcode;
import io.github.wasmspring.binary.SizeLimits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BulkFunctions} and {@link RangeFunction}, by means of the engine,
 * which runs each guest with and without them.
 */
@Tag("slow")
class BulkFunctionsTests extends AbstractEngineTests {

	private static final int DATA = 3_000_000;

	/**
	 * Return a guest whose segment has 60,000 elements.
	 */
	private static EncodedModule tables() {
		return EncodedGuests.edit(EncodedGuests.of("bulk_tables"), (encoder) -> new ModuleVisitor(encoder) {

			private int times;

			@Override
			public void visitElements(ElementSegment segment) {
				this.times = (segment.mode() == ElementSegment.Mode.PASSIVE) ? 20_000 : 1;
				super.visitElements(segment);
			}

			@Override
			public void visitElementItems(int type, boolean expressions, int count) {
				super.visitElementItems(type, expressions, count * this.times);
			}

			@Override
			public void visitElement(int function) {
				for (int i = 0; i < this.times; i++) {
					super.visitElement(function);
				}
			}

		});
	}

	/**
	 * Return a guest with a memory and a segment of some megabytes.
	 */
	private static EncodedModule memory() {
		byte[] data = new byte[DATA];
		for (int i = 0; i < data.length; i++) {
			data[i] = (byte) (i * i >> 3);
		}
		return EncodedGuests.edit(EncodedGuests.of("memory_everywhere"), (encoder) -> new ModuleVisitor(encoder) {

			@Override
			public void visitMemory(SizeLimits limits) {
				super.visitMemory(new SizeLimits(100, 110L, false, false));
			}

			@Override
			public void visitData(byte[] bytes, int offset, int length) {
				super.visitData(data, 0, (length == "text".length()) ? DATA : length);
			}

		});
	}

	private static EncodedModule guest(EncodedModule plain) {
		return EncodedGuests.change(plain).module();
	}

	private Object call(Instance instance, String function, int... arguments) {
		Val[] values = IntStream.of(arguments).mapToObj(Val::fromI32).toArray(Val[]::new);
		try {
			Val[] results = instance.getFunc(this.store, function).orElseThrow().call(this.store, values);
			return (results.length > 0) ? results[0].getValue() : "done";
		}
		catch (WasmFunctionError.TrapError ex) {
			return ex.trap();
		}
	}

	@ParameterizedTest
	@CsvSource({ "fill, 5, 1, 90000", "fill, 5, 1, 3", "fill, 0, 2, 100000", "fill, 1, 1, 100000", "fill, 99999, 1, 1",
			"fill, 100000, 1, 0", "fill, 100001, 1, 0", "fill, 10, 1, -1", "fill, -1, 1, 40000", //
			"copy, 1, 0, 99999", "copy, 0, 1, 99999", "copy, 0, 0, 100000", "copy, 30000, 10000, 50000",
			"copy, 10000, 30000, 50000", "copy, 0, 50000, 50000", "copy, 50000, 0, 50001", "copy, 50000, 60000, 40001",
			"copy, 3, 7, 11", "copy, 0, 0, -1", "copy, -2, 0, 70000", "copy, 100000, 100000, 0", //
			"copy_other, 10, 0, 60000", "copy_other, 0, 0, 60001", "copy_other, 50000, 0, 50001",
			"copy_other, 0, 59990, 10", "copy_other, 0, 1, 60000", //
			"init, 0, 0, 60000", "init, 40000, 0, 60000", "init, 40001, 0, 60000", "init, 0, 1, 60000",
			"init, 7, 19990, 20", "init, 7, 100, 50000", "init, 0, 60000, 0", "init, 0, 60001, 0", "init, 0, 10, -1",
			"init, 0, -5, 20000", "init_dropped, 0, 0, 60000", "init_dropped, 0, 0, 1", "init_dropped, 0, 0, 0", //
			"grow, 0, 1, 0", "grow, 5, 1, 0", "grow, 50000, 1, 0", "grow, 50001, 1, 0", "grow, -1, 1, 0",
			"grow, 8192, 2, 0", "grow, 8193, 2, 0", "grow_outside, 20000, 0, 0", "grow_outside, 20001, 0, 0",
			"fill_outside, 0, 0, 70000", "fill_outside, 1, 0, 70000" })
	void tableShouldEndAsByTheInstructionItself(String function, int first, int second, int third) {
		EncodedModule plain = tables();
		List<Object> ends = new ArrayList<>();
		for (EncodedModule module : List.of(plain, guest(plain))) {
			Instance instance = instantiate(module);
			call(instance, "pattern");
			ends.add(List.of(call(instance, "hash"), call(instance, function, first, second, third),
					call(instance, "hash")));
		}
		assertThat(ends.get(1)).isEqualTo(ends.get(0));
	}

	@ParameterizedTest
	@CsvSource({ "fill_some, 5, 4000000, ", "fill_some, 0, 6553600, ", "fill_some, 1, 6553600, ",
			"fill_some, 6553599, 1, ", "fill_some, -1, 2, ", "copy_some, 1, 0, 5000000", "copy_some, 0, 1, 5000000",
			"copy_some, 3000000, 1, 3553600", "copy_some, 3000000, 1, 3553601", "copy_some, 1, 3553601, 3000000",
			"copy_some, 0, 1048577, 1048576", "copy_some, 1048576, 0, 1048577", "init_some, 0, 0, 3000000",
			"init_some, 10, 1, 2999999", "init_some, 10, 1, 3000000", "init_some, 10, 3000000, 0",
			"init_some, 10, 3000001, 0", "init_some, 3553601, 0, 3000000", "init_some, 10, -1, 2",
			"init_some, 10, 100, -1", "init_some, -1, 0, 1048577", "init_some, 6553600, 0, 0", "grow, 10, , ",
			"grow, 11, ,", "grow, -1, ," })
	void memoryShouldEndAsByTheInstructionItself(String function, int first, Integer second, Integer third) {
		int[] arguments = Arrays.stream(new Integer[] { first, second, third })
			.filter((argument) -> argument != null)
			.mapToInt((argument) -> argument)
			.toArray();
		EncodedModule plain = memory();
		Instance before = instantiate(plain);
		Instance after = instantiate(guest(plain));
		for (Instance instance : List.of(before, after)) {
			call(instance, "init_some", 100, 50, 2_000_000);
		}
		assertThat(call(after, function, arguments)).isEqualTo(call(before, function, arguments));
		ByteBuffer expected = before.getMemory(this.store, "memory").orElseThrow().buffer(this.store);
		ByteBuffer found = after.getMemory(this.store, "memory").orElseThrow().buffer(this.store);
		assertThat(found.slice(ControlPage.SIZE, found.capacity() - ControlPage.SIZE).equals(expected)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "fill", "copy", "copy_other", "init", "grow", "grow_outside", "fill_outside" })
	void tableShouldStayAsItIsWhenTheGuestHasToStop(String function) {
		Instance instance = instantiate(guest(tables()));
		Object before = call(instance, "hash");
		ByteBuffer page = instance.getMemory(this.store, "wasmspring:memory").orElseThrow().buffer(this.store);
		page.put(ControlPage.INTERRUPT, (byte) 1);
		for (int size : new int[] { 1, 20_000 }) {
			assertThat(call(instance, function, (function.startsWith("grow")) ? size : 5, 0, size))
				.isEqualTo(Trap.UNREACHABLE_CODE_REACHED);
		}
		page.put(ControlPage.INTERRUPT, (byte) 0);
		assertThat(call(instance, "hash")).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "fill_some", "copy_some", "init_some", "grow" })
	void memoryShouldStayAsItIsWhenTheGuestHasToStop(String function) {
		Instance instance = instantiate(guest(memory()));
		ByteBuffer memory = instance.getMemory(this.store, "memory").orElseThrow().buffer(this.store);
		byte[] before = new byte[memory.capacity()];
		memory.put(ControlPage.INTERRUPT, (byte) 1).get(0, before);
		int[] arguments = switch (function) {
			case "grow" -> new int[] { 1 };
			case "fill_some" -> new int[] { 5, 2_000_000 };
			default -> new int[] { 5, 0, 2_000_000 };
		};
		assertThat(call(instance, function, arguments)).isEqualTo(Trap.UNREACHABLE_CODE_REACHED);
		byte[] after = new byte[before.length];
		instance.getMemory(this.store, "memory").orElseThrow().buffer(this.store).get(0, after);
		assertThat(Arrays.equals(after, before)).isTrue();
	}

	/**
	 * A look at the beginning, and one for each slice in each direction.
	 */
	@Test
	void everyFunctionShouldLookBehindEachSlice() {
		int[] counts = new int[Opcode.I32_ATOMIC_LOAD8_U + 1];
		EncodedGuests.forEachInstruction(guest(tables()), (instruction) -> {
			if (instruction.opcode() < counts.length) {
				counts[instruction.opcode()]++;
			}
		});
		int functions = 7;
		int slicedLoops = 8;
		int loopsOfTheGuest = 3;
		int functionsThatCall = 2;
		assertThat(counts[Opcode.LOOP]).isEqualTo(loopsOfTheGuest + slicedLoops);
		assertThat(counts[Opcode.I32_ATOMIC_LOAD8_U])
			.isEqualTo(functionsThatCall + loopsOfTheGuest + functions + slicedLoops);
	}

	@Test
	void instructionShouldHaveOneFunction() {
		EncodedModule guest = EncodedGuests.of("bulk_large");
		int[] functions = new int[2];
		EncodedGuests.forEachInstruction(guest, (instruction) -> functions[0] += isEnd(instruction.opcode()));
		EncodedGuests.forEachInstruction(guest(guest), (instruction) -> functions[1] += isBulk(instruction.opcode()));
		assertThat(functions[0]).isPositive();
		assertThat(functions[1]).as("fill and copy, each in slices and at its end, and what traps").isEqualTo(8);
	}

	private static int isEnd(int opcode) {
		return (opcode == Opcode.END) ? 1 : 0;
	}

	private static int isBulk(int opcode) {
		return (opcode == Opcode.MEMORY_FILL || opcode == Opcode.MEMORY_COPY) ? 1 : 0;
	}

}
