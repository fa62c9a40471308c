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

package io.github.wasmspring.abi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmMemory;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmValueException;
import io.github.wasmspring.WasmValueType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link CallBuffers} with a hostile allocator: to allocate n bytes returns the
 * number that is stored at address n, and to free an address stores 1 there, or traps if
 * it is not inside the memory.
 */
@EveryBackend
class CallBuffersTests {

	private static final int SIZE = WasmMemory.PAGE_SIZE;

	private final WasmModule traps = Guests.shared("traps");

	private final WasmInstance instance = this.traps.instantiate();

	private final WasmMemory memory = this.instance.memory();

	private final CallBuffers buffers = new CallBuffers(this.instance, allocator(), WasmErrorContext.of(this.traps), 3,
			true);

	@AfterEach
	void close() {
		this.instance.close();
	}

	@Test
	void passShouldWriteWhereTheGuestAllocated() {
		willAllocate(3, 1000);
		assertThat(this.buffers.pass(bytes("abc"))).isEqualTo(1000);
		assertThat(this.memory.readString(1000, 3)).isEqualTo("abc");
		this.buffers.close();
		assertThat(this.memory.readInt(1000)).isEqualTo(1);
	}

	@Test
	void passWhenEmptyShouldAllocateOneByte() {
		willAllocate(1, 1000);
		assertThat(this.buffers.pass(bytes(""))).isEqualTo(1000);
	}

	@Test
	void passShouldAcceptTheEndOfTheMemory() {
		willAllocate(5, SIZE - 5);
		assertThat(this.buffers.pass(bytes("abcde"))).isEqualTo(SIZE - 5);
		assertThat(this.memory.readString(SIZE - 5, 5)).isEqualTo("abcde");
	}

	@ParameterizedTest
	@ValueSource(ints = { SIZE - 4, SIZE, Integer.MAX_VALUE, Integer.MIN_VALUE, -1, -5 })
	void passWhenAllocatedOutsideOfMemoryShouldWriteNothing(int pointer) {
		willAllocate(5, pointer);
		byte[] before = this.memory.readBytes(0, SIZE);
		assertThatExceptionOfType(WasmValueException.class).isThrownBy(() -> this.buffers.pass(bytes("abcde")))
			.withMessage(
					"Module 'traps', backend '" + Backends.current().getId()
							+ "': the guest allocated 5 bytes at %d, outside of its "
							+ "memory of 65536 bytes. Correct the guest's allocator; nothing was written.",
					Integer.toUnsignedLong(pointer));
		assertThatNoException().isThrownBy(this.buffers::close);
		assertThat(this.memory.readBytes(0, SIZE)).isEqualTo(before);
	}

	@Test
	void passWhenGuestIsOutOfMemoryShouldThrow() {
		assertThatExceptionOfType(WasmValueException.class).isThrownBy(() -> this.buffers.pass(bytes("abc")))
			.withMessageContaining("guest is out of memory (asked for 3 bytes)");
		assertThatNoException().isThrownBy(this.buffers::close);
		assertThat(this.memory.readInt(0)).isEqualTo(0);
	}

	@Test
	void takeShouldFreeWhatItCopied() {
		this.memory.writeString(1000, "abcd");
		assertThat(this.buffers.take(1000, 3)).isEqualTo("abc".getBytes(StandardCharsets.UTF_8));
		assertThat(this.memory.readInt(1000)).isEqualTo(1);
	}

	@Test
	void takeWhenPointerIsZeroShouldNotFree() {
		this.memory.writeString(0, "abcd");
		assertThat(this.buffers.take(0, 4)).isEqualTo("abcd".getBytes(StandardCharsets.UTF_8));
		assertThat(this.buffers.take(0, 0)).isEmpty();
		assertThat(this.memory.readString(0, 4)).isEqualTo("abcd");
	}

	@Test
	void takeShouldAcceptTheEndOfTheMemory() {
		assertThat(this.buffers.take(SIZE - 4, 4)).hasSize(4);
		assertThat(this.memory.readInt(SIZE - 4)).isEqualTo(1);
	}

	@Test
	void takeWhenOutsideOfMemoryShouldThrowAndNotFree() {
		byte[] before = this.memory.readBytes(0, SIZE);
		for (long[] range : new long[][] { { SIZE - 4, 5 }, { SIZE, 1 }, { 4, SIZE }, { 0xFFFF_FFFFL, 0 },
				{ 0xFFFF_FFFFL, 1 }, { 0xFFFF_0000L, 0x1_0000 } }) {
			assertThatExceptionOfType(WasmValueException.class).isThrownBy(() -> this.buffers.take(range[0], range[1]))
				.withMessageContaining("a buffer of %d bytes at %d is not inside the memory of 65536 bytes", range[1],
						range[0]);
		}
		assertThat(this.memory.readBytes(0, SIZE)).isEqualTo(before);
	}

	@Test
	void takeWhenTooLongShouldThrow() {
		for (long length : new long[] { GuestMemory.MAX_LENGTH + 1L, 0x7FFF_FFFFL, 0xFFFF_FFFFL }) {
			assertThatExceptionOfType(WasmValueException.class).isThrownBy(() -> this.buffers.take(4, length))
				.withMessageContaining("a buffer of %d bytes is longer than the largest allowed, 67108864", length);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 255, 256, 257, 767, 768, 769, 5000, 60000 })
	void takeTerminatedShouldFindTheZero(int length) {
		byte[] text = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
		this.memory.writeBytes(1000, "y".repeat(64000).getBytes(StandardCharsets.UTF_8));
		this.memory.writeBytes(1000, text);
		this.memory.writeByte(1000 + length, (byte) 0);
		assertThat(this.buffers.takeTerminated(1000)).isEqualTo(text);
		assertThat(this.memory.readInt(1000)).isEqualTo(1);
	}

	@Test
	void takeTerminatedShouldFindTheZeroAtTheEndOfTheMemory() {
		this.memory.writeBytes(SIZE - 301, "x".repeat(300).getBytes(StandardCharsets.UTF_8));
		assertThat(this.buffers.takeTerminated(SIZE - 301)).hasSize(300);
	}

	@Test
	void takeTerminatedWhenThereIsNoZeroShouldThrowAndNotFree() {
		this.memory.writeBytes(SIZE - 300, "x".repeat(300).getBytes(StandardCharsets.UTF_8));
		assertThatExceptionOfType(WasmValueException.class).isThrownBy(() -> this.buffers.takeTerminated(SIZE - 300))
			.withMessageContaining("text at 65236 without a terminating zero is not inside the memory of 65536 bytes");
		assertThat(this.memory.readString(SIZE - 300, 300)).isEqualTo("x".repeat(300));
	}

	@ParameterizedTest
	@ValueSource(longs = { SIZE, SIZE + 1L, 0xFFFF_FFFFL })
	void takeTerminatedWhenPointerIsOutsideOfMemoryShouldThrow(long pointer) {
		assertThatExceptionOfType(WasmValueException.class).isThrownBy(() -> this.buffers.takeTerminated(pointer))
			.withMessageContaining("text at " + pointer);
	}

	@Test
	void closeShouldFreeInReverseOrder() {
		willAllocate(8, 1000);
		willAllocate(12, 1002);
		this.buffers.pass(bytes("12345678"));
		this.buffers.pass(bytes("123456789012"));
		this.buffers.close();
		assertThat(this.memory.readBytes(1000, 6)).isEqualTo(new byte[] { 1, 0, 0, 0, 0, 0 });
	}

	@Test
	void closeTwiceShouldFreeOnce() {
		willAllocate(3, 1000);
		this.buffers.pass(bytes("abc"));
		this.buffers.close();
		this.memory.writeInt(1000, 7);
		this.buffers.close();
		assertThat(this.memory.readInt(1000)).isEqualTo(7);
	}

	@Test
	void closeWhenFreeingFailsShouldFreeTheOthersAndThrow() {
		willAllocate(8, 1000);
		this.buffers.pass(bytes("12345678"));
		willAllocate(2, SIZE - 2);
		this.buffers.pass(bytes("12"));
		willAllocate(1, SIZE - 1);
		this.buffers.pass(bytes("1"));
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(this.buffers::close)
			.satisfies((ex) -> assertThat(ex.getSuppressed()).singleElement().isInstanceOf(WasmTrapException.class));
		assertThat(this.memory.readInt(1000)).isEqualTo(1);
	}

	@Test
	void closeWhenInstanceIsClosedShouldDoNothing() {
		willAllocate(3, 1000);
		this.buffers.pass(bytes("abc"));
		this.instance.close();
		assertThatNoException().isThrownBy(this.buffers::close);
	}

	private void willAllocate(int size, int pointer) {
		this.memory.writeInt(size, pointer);
	}

	private static ByteBuffer bytes(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

	private static Allocator allocator() {
		List<WasmValueType> i32 = List.of(WasmValueType.I32);
		Allocator allocator = Allocator.of("memory_load", new WasmFunctionType(i32, i32), "memory_store",
				new WasmFunctionType(i32, List.of()));
		assertThat(allocator).isNotNull();
		return allocator;
	}

}
