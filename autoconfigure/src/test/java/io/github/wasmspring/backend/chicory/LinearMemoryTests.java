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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.backend.MemoryReclaimer;
import io.github.wasmspring.backend.MemoryShare;
import io.github.wasmspring.backend.RefusedGrowth;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LinearMemory}, {@link HeadRoom} and {@link ChicoryMemories}.
 */
class LinearMemoryTests {

	private static final int PAGE = Memory.PAGE_SIZE;

	private static boolean flag;

	static Stream<LinearMemory> memories() {
		return Stream.of(memory(false, new HeadRoom()), memory(true, new HeadRoom()), memory(true, allowed()));
	}

	private static LinearMemory memory(boolean growing, HeadRoom headRoom) {
		return new LinearMemory(new MemoryLimits(1, 4), MemoryArrays.of(MemoryBudget.ofHeap()), growing, headRoom);
	}

	private static HeadRoom allowed() {
		HeadRoom headRoom = new HeadRoom();
		headRoom.allow();
		return headRoom;
	}

	@ParameterizedTest
	@MethodSource("memories")
	void accessShouldBeLittleEndianAndUnaligned(LinearMemory memory) {
		memory.writeLong(3, 0x0102030405060708L);
		assertThat(memory.readBytes(3, 8)).containsExactly(8, 7, 6, 5, 4, 3, 2, 1);
		assertThat(memory.readLong(3)).isEqualTo(0x0102030405060708L);
		assertThat(memory.readInt(4)).isEqualTo(0x04050607);
		assertThat(memory.readShort(5)).isEqualTo((short) 0x0506);
		memory.writeShort(1, (short) -2);
		assertThat(memory.readU16(1)).isEqualTo(0xFFFE);
		memory.writeI32(17, -3);
		assertThat(memory.readU32(17)).isEqualTo(0xFFFFFFFDL);
		memory.writeByte(21, (byte) -1);
		assertThat(memory.readU8(21)).isEqualTo(255);
	}

	@ParameterizedTest
	@MethodSource("memories")
	void floatsShouldKeepTheirBits(LinearMemory memory) {
		memory.writeI32(1, 0x7FA00001);
		assertThat(memory.readF32(1)).isEqualTo(0x7FA00001);
		memory.writeF32(5, 1.5f);
		assertThat(memory.readFloat(5)).isEqualTo(1.5f);
		memory.writeLong(9, 0x7FF4000000000001L);
		assertThat(memory.readF64(9)).isEqualTo(0x7FF4000000000001L);
		memory.writeF64(17, -2.5);
		assertThat(memory.readDouble(17)).isEqualTo(-2.5);
	}

	@ParameterizedTest
	@MethodSource("memories")
	void accessOutOfBoundsShouldThrowAndWriteNothing(LinearMemory memory) {
		assertBounds(memory, PAGE);
		assertThat(memory.grow(1)).isOne();
		assertBounds(memory, 2 * PAGE);
		assertThat(memory.grow(0)).isEqualTo(2);
		assertBounds(memory, 2 * PAGE);
	}

	@ParameterizedTest
	@MethodSource("memories")
	void bulkOutOfBoundsShouldThrowAndWriteNothing(LinearMemory memory) {
		memory.fill((byte) 7, PAGE - 4, PAGE);
		assertThatTrap(() -> memory.fill((byte) 1, PAGE - 4, PAGE + 1));
		assertThatTrap(() -> memory.fill((byte) 1, -1, 4));
		assertThatTrap(() -> memory.copy(PAGE - 4, 0, 5));
		assertThatTrap(() -> memory.copy(0, PAGE - 4, 5));
		assertThatTrap(() -> memory.copy(0, 0, -1));
		assertThatTrap(() -> memory.write(PAGE - 4, new byte[5], 0, 5));
		assertThatTrap(() -> memory.write(0, new byte[5], 1, 5));
		assertThatTrap(() -> memory.readBytes(PAGE - 4, 5));
		assertThatTrap(() -> memory.readBytes(0, Integer.MAX_VALUE));
		assertThat(memory.readBytes(PAGE - 4, 4)).containsExactly(7, 7, 7, 7);
		assertThat(memory.readBytes(0, 4)).containsExactly(0, 0, 0, 0);
	}

	@ParameterizedTest
	@MethodSource("memories")
	void bulkAtTheEndShouldWork(LinearMemory memory) {
		memory.fill((byte) 7, PAGE, PAGE);
		memory.copy(PAGE, 0, 0);
		memory.write(PAGE, new byte[0]);
		memory.writeI32(0, 42);
		memory.copy(PAGE - 4, 0, 4);
		assertThat(memory.readInt(PAGE - 4)).isEqualTo(42);
		memory.copy(1, 0, 8);
		assertThat(memory.readBytes(0, 3)).containsExactly(42, 42, 0);
	}

	@ParameterizedTest
	@MethodSource("memories")
	void growShouldKeepBytesAndAddZeros(LinearMemory memory) {
		memory.writeI32(PAGE - 4, 42);
		assertThat(memory.grow(2)).isOne();
		assertThat(memory.pages()).isEqualTo(3);
		assertThat(memory.readInt(PAGE - 4)).isEqualTo(42);
		assertThat(memory.readBytes(PAGE, 2 * PAGE)).containsOnly(0);
		assertThat(memory.grow(2)).isEqualTo(-1);
		assertThat(memory.grow(-1)).isEqualTo(-1);
		assertThat(memory.grow(Integer.MAX_VALUE)).isEqualTo(-1);
		assertThat(memory.grow(1)).isEqualTo(3);
		assertThat(memory.grow(0)).isEqualTo(4);
	}

	@ParameterizedTest
	@MethodSource("memories")
	void viewShouldBeLive(LinearMemory memory) {
		ByteBuffer view = memory.view(8, 8);
		memory.writeI32(8, 42);
		assertThat(view.getInt(0)).isEqualTo(42);
		view.putInt(4, 43);
		assertThat(memory.readInt(12)).isEqualTo(43);
		assertThat(view.capacity()).isEqualTo(8);
	}

	@Test
	void viewShouldStayLiveWhenGuestGrowsTheMemory() {
		HeadRoom headRoom = new HeadRoom();
		LinearMemory memory = memory(true, headRoom);
		ByteBuffer view = memory.view(8, 8);
		assertThat(headRoom.isUsed()).isTrue();
		assertBounds(memory, PAGE);
		assertThat(memory.grow(3)).isOne();
		memory.writeI32(8, 42);
		assertThat(view.getInt(0)).isEqualTo(42);
		assertBounds(memory, 4 * PAGE);
	}

	@Test
	void viewShouldKeepMemoryThatGuestCannotGrowFromGrowing() {
		LinearMemory memory = memory(false, new HeadRoom());
		memory.view(8, 8);
		assertThat(memory.grow(1)).isEqualTo(-1);
		assertThat(memory.grow(0)).isOne();
		assertThat(memory.pages()).isOne();
	}

	@Test
	void memoryShouldBeExactUntilTooMuchWasCopied() {
		HeadRoom headRoom = new HeadRoom();
		LinearMemory memory = new LinearMemory(new MemoryLimits(16, 256), MemoryArrays.of(MemoryBudget.ofHeap()), true,
				headRoom);
		int growths = 0;
		while (!headRoom.isUsed()) {
			assertThat(memory.bytes).hasSize(memory.size());
			assertExactBounds(memory, memory.size());
			assertThat(memory.grow(1)).isPositive();
			growths++;
		}
		assertThat(growths).isBetween(5, 50);
		assertThat(memory.bytes.length).isGreaterThan(memory.size());
		assertBounds(memory, memory.size());
	}

	@Test
	void firstGrowthOfEachMemoryShouldNotCount() {
		HeadRoom headRoom = new HeadRoom();
		for (int i = 0; i < 100; i++) {
			LinearMemory memory = new LinearMemory(new MemoryLimits(16, 256), MemoryArrays.of(MemoryBudget.ofHeap()),
					true, headRoom);
			assertThat(memory.grow(1)).isEqualTo(16);
		}
		assertThat(headRoom.isAllowed()).isFalse();
	}

	@Test
	void allowShouldTellCompiledCode() throws ReflectiveOperationException {
		VarHandle handle = MethodHandles.lookup().findStaticVarHandle(LinearMemoryTests.class, "flag", boolean.class);
		HeadRoom headRoom = new HeadRoom();
		headRoom.publishTo(handle);
		headRoom.allow();
		assertThat(flag).isFalse();
		headRoom.enter();
		assertThat(flag).isTrue();
		flag = false;
		headRoom.publishTo(handle);
		assertThat(flag).isTrue();
		headRoom.enter();
		headRoom.leave();
		assertThat(flag).isTrue();
		headRoom.leave();
		assertThat(flag).isFalse();
	}

	@Test
	void memoryThatHasNotGrownForAWhileShouldBeExactAgain() {
		HeadRoom headRoom = allowed();
		LinearMemory memory = new LinearMemory(new MemoryLimits(2, 8), MemoryArrays.of(MemoryBudget.ofHeap()), true,
				headRoom);
		assertThat(memory.grow(1)).isEqualTo(2);
		memory.writeI32(PAGE, 42);
		assertThat(headRoom.isUsed()).isTrue();
		for (int i = 0; headRoom.isUsed(); i++) {
			assertThat(i).isLessThan(4 * PAGE);
			memory.writeByte(i % PAGE, (byte) i);
			assertThat(memory.read(i % PAGE)).isEqualTo((byte) i);
			assertThat(memory.readInt(PAGE)).isEqualTo(42);
		}
		assertThat(memory.bytes).hasSize(3 * PAGE);
		assertExactBounds(memory, 3 * PAGE);
		assertThat(memory.grow(1)).isEqualTo(3);
		assertThat(headRoom.isUsed()).isTrue();
		assertThat(memory.readInt(PAGE)).isEqualTo(42);
		memory.release();
		assertThat(headRoom.isUsed()).isFalse();
	}

	@Test
	void memoryThatSomebodyLooksAtShouldKeepItsArray() {
		LinearMemory memory = memory(true, new HeadRoom());
		byte[] viewed = memory.view(0, 8).array();
		for (int i = 0; i < 4 * PAGE; i++) {
			memory.writeByte(8, (byte) i);
		}
		assertThat(memory.bytes).isSameAs(viewed);
	}

	@Test
	void memoryShouldKeepHeadRoomWhileThereIsNoRoomForAnotherArray() {
		MemoryBudget budget = new MemoryBudget(5 * PAGE, WasmSetting.MAX_TOTAL_MEMORY);
		HeadRoom headRoom = allowed();
		LinearMemory memory = new LinearMemory(new MemoryLimits(2, 4), MemoryArrays.of(budget), true, headRoom);
		assertThat(memory.grow(1)).isEqualTo(2);
		for (int i = 0; i < 8 * PAGE; i++) {
			memory.writeByte(8, (byte) i);
		}
		assertThat(headRoom.isUsed()).isTrue();
		assertThat(memory.bytes).hasSize(4 * PAGE);
	}

	@Test
	void emptyMemoryShouldHaveNoBytes() {
		for (boolean growing : new boolean[] { false, true }) {
			LinearMemory memory = new LinearMemory(new MemoryLimits(0, 1), MemoryArrays.of(MemoryBudget.ofHeap()),
					growing, new HeadRoom());
			assertBounds(memory, 0);
			assertExactBounds(memory, 0);
			assertThat(memory.readBytes(0, 0)).isEmpty();
		}
	}

	@Test
	void createShouldTellOfHeadRoomForSharedMemoriesOnly() {
		HeadRoom headRoom = new HeadRoom();
		ChicoryMemories memories = new ChicoryMemories(true, headRoom, MemoryBudget.ofHeap());
		assertThat(memories.create(new MemoryLimits(1, 2))).isInstanceOf(LinearMemory.class);
		assertThat(headRoom.isAllowed()).isFalse();
		MemoryShare share = memories.createShare();
		assertThat(headRoom.isUsed()).isFalse();
		assertThat(memories.createShared(new MemoryLimits(1, 2, true), share)).isInstanceOf(ByteArrayMemory.class);
		assertThat(share.getBytes()).isEqualTo(2 * PAGE);
		assertThat(headRoom.isUsed()).isTrue();
	}

	@Test
	void createWhenMinimumIsMaximumShouldNotReserveForViews() {
		HeadRoom headRoom = new HeadRoom();
		new ChicoryMemories(true, headRoom, MemoryBudget.ofHeap()).create(new MemoryLimits(2, 2)).view(0, 1);
		assertThat(headRoom.isUsed()).isFalse();
	}

	@Test
	void canGrowShouldFindTheInstruction() {
		assertThat(ChicoryMemories.canGrow(WasmBinary.of("guest", Guests.bytes("memory_grow")).getModule())).isTrue();
		assertThat(ChicoryMemories.canGrow(WasmBinary.of("guest", Guests.bytes("bulk")).getModule())).isFalse();
	}

	@Test
	void releaseShouldLeaveNothing() {
		MemoryArrays arrays = MemoryArrays.of(MemoryBudget.ofHeap());
		for (HeadRoom headRoom : List.of(new HeadRoom(), allowed())) {
			LinearMemory memory = new LinearMemory(new MemoryLimits(1, 2), arrays, true, headRoom);
			memory.fill((byte) 7, 0, PAGE);
			byte[] bytes = memory.bytes;
			memory.release();
			memory.release();
			assertBounds(memory, 0);
			assertThat(memory.pages()).isZero();
			LinearMemory next = new LinearMemory(new MemoryLimits(1, 1), arrays, false, headRoom);
			assertThat(next.bytes).isSameAs(bytes).containsOnly(0);
			assertThat(new LinearMemory(new MemoryLimits(1, 1), arrays, false, headRoom).bytes).isNotSameAs(bytes);
			next.release();
			assertThat(new LinearMemory(new MemoryLimits(2, 2), arrays, false, headRoom).bytes).hasSize(2 * PAGE);
		}
	}

	@Test
	void releaseWhenViewedShouldKeepTheArrayFromOthers() {
		MemoryArrays arrays = MemoryArrays.of(MemoryBudget.ofHeap());
		LinearMemory memory = new LinearMemory(new MemoryLimits(1, 1), arrays, false, new HeadRoom());
		memory.view(0, 4);
		byte[] bytes = memory.bytes;
		memory.release();
		assertThat(arrays.get(PAGE).bytes()).isNotSameAs(bytes);
	}

	@Test
	void growthThatIsRefusedShouldBeNotedUntilAnotherWorks() {
		MemoryBudget budget = new MemoryBudget(4 * PAGE, WasmSetting.MAX_TOTAL_MEMORY);
		LinearMemory memory = new LinearMemory(new MemoryLimits(1, 8), MemoryArrays.of(budget), true, new HeadRoom());
		assertThat(memory.grow(4)).isEqualTo(-1);
		assertThat(memory.takeRefusedGrowth()).isEqualTo(RefusedGrowth.ofTotal(1, 5, budget));
		assertThat(memory.takeRefusedGrowth()).isNull();
		assertThat(memory.grow(8)).isEqualTo(-1);
		assertThat(memory.grow(0)).isOne();
		assertThat(memory.takeRefusedGrowth()).isEqualTo(RefusedGrowth.ofMaximum(1, 9, 8));
		assertThat(memory.grow(8)).isEqualTo(-1);
		assertThat(memory.grow(2)).isOne();
		assertThat(memory.takeRefusedGrowth()).isNull();
		assertThat(budget.getUsed()).isEqualTo(3 * PAGE);
		memory.release();
		assertThat(memory.takeRefusedGrowth()).isNull();
	}

	@Test
	void headRoomShouldNotBeTakenFromOthers() {
		MemoryBudget budget = new MemoryBudget(20 * PAGE, WasmSetting.MAX_TOTAL_MEMORY);
		MemoryShare other = budget.createShare();
		assertThat(other.acquire(8 * PAGE)).isTrue();
		MemoryReclaimer reclaimer = (bytes) -> {
			other.release(bytes);
			return bytes;
		};
		budget.register(reclaimer);
		LinearMemory memory = new LinearMemory(new MemoryLimits(8, 32), MemoryArrays.of(budget), true, allowed());
		assertThat(memory.grow(1)).isEqualTo(8);
		assertThat(other.getBytes()).isEqualTo(8 * PAGE);
		assertThat(memory.grow(6)).isEqualTo(9);
		assertThat(other.getBytes()).isEqualTo(5 * PAGE);
		Reference.reachabilityFence(reclaimer);
	}

	private static void assertExactBounds(LinearMemory memory, int size) {
		assertBounds(memory, size, 1, (address) -> memory.bytes[address]++, (address) -> memory.bytes[address] = -1);
		assertBounds(memory, size, 2, ExactMemory.SHORTS, (short) -1);
		assertBounds(memory, size, 4, ExactMemory.INTS, -1);
		assertBounds(memory, size, 4, ExactMemory.FLOATS, 1F);
		assertBounds(memory, size, 8, ExactMemory.LONGS, 1L);
		assertBounds(memory, size, 8, ExactMemory.DOUBLES, 1.0);
	}

	private static void assertBounds(LinearMemory memory, int size, int width, VarHandle view, Object value) {
		assertBounds(memory, size, width, (address) -> view.get(memory.bytes, (int) address),
				(address) -> view.set(memory.bytes, (int) address, value));
	}

	private static void assertBounds(LinearMemory memory, int size) {
		assertBounds(memory, size, 1, memory::read, (address) -> memory.writeByte(address, (byte) -1));
		assertBounds(memory, size, 2, memory::readShort, (address) -> memory.writeShort(address, (short) -1));
		assertBounds(memory, size, 2, memory::readU16, (address) -> memory.writeShort(address, (short) -1));
		assertBounds(memory, size, 4, memory::readInt, (address) -> memory.writeI32(address, -1));
		assertBounds(memory, size, 4, memory::readFloat, (address) -> memory.writeF32(address, 1));
		assertBounds(memory, size, 4, memory::readF32, (address) -> memory.writeF32(address, 1));
		assertBounds(memory, size, 8, memory::readLong, (address) -> memory.writeLong(address, -1));
		assertBounds(memory, size, 8, memory::readDouble, (address) -> memory.writeF64(address, 1));
		assertBounds(memory, size, 8, memory::readF64, (address) -> memory.writeF64(address, 1));
	}

	private static void assertBounds(LinearMemory memory, int size, int width, Consumer<Integer> read,
			Consumer<Integer> write) {
		for (int address : new int[] { size - width + 1, size, -1, -width, Integer.MIN_VALUE, Integer.MAX_VALUE }) {
			assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> read.accept(address));
			assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> write.accept(address));
		}
		if (size > 0) {
			assertThat(memory.readBytes(size - width, width)).containsOnly(0);
			read.accept(size - width);
			write.accept(size - width);
			memory.fill((byte) 0, size - width, size);
		}
	}

	private static void assertThatTrap(Runnable action) {
		assertThatExceptionOfType(GuestFault.class).isThrownBy(action::run).withMessage("out of bounds memory access");
	}

}
