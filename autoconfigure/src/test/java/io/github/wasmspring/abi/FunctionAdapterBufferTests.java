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
import java.nio.ByteOrder;
import java.util.Random;
import java.util.stream.Stream;

import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wasmspring.AbiSettings;
import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmValueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link FunctionAdapter} with text and bytes.
 */
@EveryBackend
class FunctionAdapterBufferTests {

	private final WasmModule counting = Guests.shared("counting");

	private final WasmModule malloc = Guests.shared("abi_malloc");

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "plain", "Grüße", "日本語", "😀 and \uFFFD", "a\u0000b",
			"\u007F\u0080\u07FF\u0800\uFFFF" })
	void invokeShouldPassText(String text) {
		assertThat(invoke(this.counting, "text", "echo", text)).isEqualTo(text);
	}

	@Test
	void invokeShouldPassTheLengthInBytes() {
		assertThat(invoke(this.counting, "lengthOfText", "length", "Grüße")).isEqualTo(7);
		assertThat(invoke(this.counting, "lengthOfText", "length", "")).isEqualTo(0);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 255, 65536, 1024 * 1024 })
	void invokeShouldPassBytes(int length) {
		byte[] bytes = new byte[length];
		new Random(length).nextBytes(bytes);
		assertThat(invoke(this.counting, "bytes", "echo", bytes)).isEqualTo(bytes);
	}

	@Test
	void invokeShouldPassSeveralBuffersInOrder() {
		assertThat(invoke(this.counting, "concat", "concat", "Hello, ", "wörld")).isEqualTo("Hello, wörld");
		assertThat(invoke(this.counting, "concat", "concat", "", "b")).isEqualTo("b");
		assertThat(invoke(this.counting, "concat", "concat", "a", "")).isEqualTo("a");
	}

	@ParameterizedTest
	@MethodSource
	void invokeShouldPassTheRemainingBytesOfBuffers(ByteBuffer buffer) {
		Object result = invoke(this.counting, "buffers", "echo", buffer);
		assertThat(result).isEqualTo(ByteBuffer.wrap(new byte[] { 3, 4, 5 }));
		assertThat(buffer.position()).isEqualTo(2);
		assertThat(buffer.limit()).isEqualTo(5);
	}

	static Stream<ByteBuffer> invokeShouldPassTheRemainingBytesOfBuffers() {
		byte[] bytes = { 1, 2, 3, 4, 5, 6 };
		byte[] shifted = { 0, 0, 1, 2, 3, 4, 5, 6 };
		ByteBuffer direct = ByteBuffer.allocateDirect(6).put(bytes).rewind();
		return Stream
			.of(ByteBuffer.wrap(bytes), ByteBuffer.wrap(bytes).asReadOnlyBuffer(), direct,
					ByteBuffer.wrap(shifted, 2, 6).slice())
			.map((buffer) -> buffer.position(2).limit(5));
	}

	@Test
	void invokeShouldReturnALittleEndianHeapBuffer() {
		ByteBuffer buffer = (ByteBuffer) invoke(this.counting, "buffers", "echo",
				ByteBuffer.wrap(new byte[] { 1, 0, 0, 0 }));
		assertThat(buffer).isNotNull();
		assertThat(buffer.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
		assertThat(buffer.hasArray()).isTrue();
		assertThat(buffer.remaining()).isEqualTo(4);
		assertThat(buffer.getInt()).isEqualTo(1);
	}

	@Test
	void invokeWhenGuestReturnsZeroShouldReturnAnEmptyValue() {
		assertThat(invoke(this.counting, "noText", "empty")).isEqualTo("");
		assertThat(invoke(this.counting, "noBytes", "empty")).isEqualTo(new byte[0]);
		assertThat(invoke(this.counting, "noBuffer", "empty")).isEqualTo(ByteBuffer.allocate(0));
	}

	@ParameterizedTest
	@ValueSource(strings = { "abi_allocate", "abi_cabi_realloc", "abi_malloc", "abi_two_results", "counting" })
	void invokeShouldUseTheAllocatorOfEachConvention(String guest) {
		WasmModule module = TestFunctions.load(guest);
		assertThat(invoke(module, "text", "echo", "Grüße")).isEqualTo("Grüße");
		assertThat(invoke(module, "bytes", "echo", new byte[0])).isEqualTo(new byte[0]);
	}

	@Test
	void invokeShouldUseTheConfiguredAllocator() {
		WasmModule module = TestFunctions.load("abi_custom", new AbiSettings(null, "obtain", "release"));
		assertThat(invoke(module, "text", "echo", "Grüße")).isEqualTo("Grüße");
		assertThat(invoke(module, "bytes", "echo", new byte[0])).isEqualTo(new byte[0]);
	}

	@Test
	void invokeShouldFreeWithTheSizeThatWasAllocated() {
		FunctionAdapter adapter = TestFunctions.bind(Functions.class, "concat", this.counting, "concat");
		try (WasmInstance instance = this.counting.instantiate()) {
			adapter.invoke(instance, "", "a longer text");
			adapter.invoke(instance, "", "");
			assertThat(instance.call("live")).isEqualTo(0);
			assertThat(instance.call("live_bytes")).isEqualTo(0);
			assertThat(instance.call("total")).isEqualTo(6);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "name", "Jürgen" })
	void invokeShouldReadTextThatEndsWithAZero(String name) {
		assertThat(invoke(this.malloc, "text", "greet", name)).isEqualTo("Hello, " + name + "!");
	}

	@Test
	void invokeShouldFreeTextThatEndsWithAZeroIncludingTheZero() {
		WasmModule module = TestFunctions.load("abi_custom", new AbiSettings(null, "obtain", "release"));
		FunctionAdapter adapter = TestFunctions.bind(Functions.class, "textOfSize", module, "obtain");
		try (WasmInstance instance = module.instantiate()) {
			instance.memory().writeString(24, "hello\u0000");
			assertThat(adapter.invoke(instance, 6)).isEqualTo("hello");
			assertThat(instance.call("live")).isEqualTo(0);
		}
	}

	@Test
	void invokeWhenTextIsANullPointerShouldReturnNull() {
		assertThat(invoke(this.malloc, Unmarked.class, "text", "null_string", "a")).isNull();
		assertThat(invoke(this.malloc, "nullableText", "null_string", "a")).isNull();
	}

	@Test
	void invokeWhenTextIsANullPointerAndNonNullIsDeclaredShouldThrow() {
		assertThatExceptionOfType(WasmValueException.class)
			.isThrownBy(() -> invoke(this.malloc, "text", "null_string", "a"))
			.withMessage("Module 'abi_malloc', function 'null_string', backend '" + Backends.current().getId() + "': "
					+ "returned null, but the Java method is declared to return no null. "
					+ "Declare the method's result @Nullable.");
	}

	@ParameterizedTest
	@CsvSource({ "text, text, String FunctionAdapterBufferTests.Functions.text(String)",
			"bytes, bytes, byte[] FunctionAdapterBufferTests.Functions.bytes(byte[])",
			"buffers, buffer, ByteBuffer FunctionAdapterBufferTests.Functions.buffers(ByteBuffer)" })
	void invokeWhenArgumentIsNullShouldThrow(String method, String parameter, String signature) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> invoke(this.counting, method, "echo", new @Nullable Object[] { null }))
			.withMessage("Argument '%s' of '%s' must not be null", parameter, signature);
	}

	private static @Nullable Object invoke(WasmModule module, String method, String export,
			@Nullable Object... arguments) {
		return invoke(module, Functions.class, method, export, arguments);
	}

	/**
	 * Invoke a function and expect that no buffer is left behind, whatever happens.
	 */
	private static @Nullable Object invoke(WasmModule module, Class<?> type, String method, String export,
			@Nullable Object... arguments) {
		FunctionAdapter adapter = TestFunctions.bind(type, method, module, export);
		try (WasmInstance instance = module.instantiate()) {
			try {
				return adapter.invoke(instance, arguments);
			}
			finally {
				assertThat(instance.call("live")).isEqualTo(0);
			}
		}
	}

	interface Functions {

		String text(String text);

		@Nullable String nullableText(String text);

		byte[] bytes(byte[] bytes);

		ByteBuffer buffers(ByteBuffer buffer);

		int lengthOfText(String text);

		String concat(String first, String second);

		String textOfSize(int size);

		String noText();

		byte[] noBytes();

		ByteBuffer noBuffer();

	}

	@NullUnmarked
	interface Unmarked {

		String text(String text);

	}

}
