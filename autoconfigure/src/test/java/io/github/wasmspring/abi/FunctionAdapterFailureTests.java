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

import java.lang.reflect.Type;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

import io.github.wasmspring.AbiSettings;
import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmValueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for what {@link FunctionAdapter} leaves behind when a call fails.
 */
@EveryBackend
class FunctionAdapterFailureTests {

	private final String subject = "Module 'counting', function '%s', backend '" + Backends.current().getId() + "': ";

	private final WasmModule counting = Guests.shared("counting");

	private final WasmInstance instance = this.counting.instantiate();

	@AfterEach
	void close() {
		this.instance.close();
	}

	@Test
	void invokeWhenGuestTrapsShouldFreeTheArguments() {
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> invoke("length", "trap", "text"))
			.satisfies((ex) -> assertThat(ex.getSuppressed()).isEmpty());
		assertThat(this.instance.isOpen()).isTrue();
		assertNothingLives();
		assertThat(invoke("length", "length", "text")).isEqualTo(4);
	}

	@Test
	void invokeWhenGuestTrapsShouldNotFreeWhatTheGuestAllocated() {
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> invoke("text", "fail_with_buffer", "text"));
		assertThat(this.instance.call("live")).isEqualTo(1);
		assertThat(this.instance.call("live_bytes")).isEqualTo(4);
	}

	@Test
	void invokeWhenTrapClosesTheInstanceShouldNotTouchIt() {
		FunctionAdapter adapter = TestFunctions.bind(Functions.class, "length", this.counting, "trap");
		assertThatExceptionOfType(WasmTrapException.class)
			.isThrownBy(() -> this.counting.execute((pooled) -> adapter.invoke(pooled, "text")))
			.satisfies((ex) -> assertThat(ex.getSuppressed()).isEmpty());
	}

	@Test
	void invokeWhenInstanceIsClosedShouldThrow() {
		this.instance.close();
		assertThatIllegalStateException().isThrownBy(() -> invoke("length", "length", "text"))
			.withMessageContaining("closed");
	}

	@Test
	void invokeWhenTextIsMalformedShouldFreeItAndThrow() {
		assertThatExceptionOfType(WasmValueException.class).isThrownBy(() -> invoke("noText", "bad_utf8"))
			.withMessage(this.subject + "malformed UTF-8 at offset 0 of 2 bytes. "
					+ "Encode the text in UTF-8, or use byte[] for bytes that are not text.", "bad_utf8");
		assertNothingLives();
	}

	@Test
	void invokeWhenBytesAreNotTextShouldReturnThem() {
		assertThat(invoke("noBytes", "bad_utf8")).isEqualTo(new byte[] { (byte) 0xC3, 0x28 });
	}

	@Test
	void invokeWhenPointerIsOutsideOfMemoryShouldThrowAndNotFree() {
		assertThatExceptionOfType(WasmValueException.class).isThrownBy(() -> invoke("noBytes", "bad_pointer"))
			.withMessage(
					this.subject + "a buffer of 64 bytes at 4294901760 is not inside the memory of %d bytes. "
							+ "Give the address of allocated memory, and its length in bytes.",
					"bad_pointer", this.instance.memory().size());
		assertNothingLives();
	}

	@Test
	void invokeWhenLengthIsOutsideOfMemoryShouldThrowAndNotFree() {
		assertThatExceptionOfType(WasmValueException.class).isThrownBy(() -> invoke("noBytes", "bad_length"))
			.withMessageStartingWith(this.subject.formatted("bad_length")
					+ "a buffer of 2147483647 bytes is longer than the largest allowed, 67108864");
		assertNothingLives();
	}

	@Test
	void invokeWhenResultIsTooLongShouldFreeItAndThrow() {
		assertThatExceptionOfType(WasmValueException.class).isThrownBy(() -> invoke("noBytes", "too_long"))
			.withMessageStartingWith(this.subject.formatted("too_long")
					+ "a buffer of 67108865 bytes is longer than the largest allowed, 67108864")
			.satisfies((ex) -> assertThat(ex.getSuppressed()).isEmpty());
		assertThat(this.instance.call("total")).isEqualTo(1);
		assertNothingLives();
	}

	@Test
	void invokeWhenGuestIsOutOfMemoryShouldThrow() {
		assertThatExceptionOfType(WasmValueException.class)
			.isThrownBy(() -> invoke("length", "length", "x".repeat(1024 * 1024 + 1)))
			.withMessage(
					this.subject + "guest is out of memory (asked for 1048577 bytes). "
							+ "Raise 'WasmModuleDefinition.withMaxMemory' if the module may grow, or pass less.",
					"length");
		assertNothingLives();
	}

	@Test
	void invokeWhenGuestIsOutOfMemoryShouldFreeTheArgumentsBefore() {
		assertThatExceptionOfType(WasmValueException.class)
			.isThrownBy(() -> invoke("concat", "concat", "first", "x".repeat(1024 * 1024 + 1)));
		assertThat(this.instance.call("total")).isEqualTo(1);
		assertNothingLives();
	}

	@Test
	void invokeWhenAnArgumentIsNullShouldFreeTheArgumentsBefore() {
		assertThatIllegalArgumentException().isThrownBy(() -> invoke("concat", "concat", "first", null))
			.withMessageContaining("'second'");
		assertThat(this.instance.call("total")).isEqualTo(1);
		assertNothingLives();
	}

	@Test
	void invokeWhenResultDoesNotFitShouldFreeTheArguments() {
		assertThatExceptionOfType(WasmValueException.class)
			.isThrownBy(() -> invoke("lengthAsByte", "length", "x".repeat(128)))
			.withMessageContaining("returned 128, which does not fit byte");
		assertNothingLives();
	}

	@Test
	void invokeWhenJsonIsMalformedShouldFreeItAndThrow() {
		assertThatExceptionOfType(WasmValueException.class).isThrownBy(() -> invoke("json", "bad_json", Map.of("a", 1)))
			.withMessage(
					this.subject + "5 bytes cannot be read as JSON of type Map<String, Integer>. Let the guest write a "
							+ "JSON document in UTF-8 that fits the Java type, or use byte[] to see what it writes.",
					"bad_json")
			.withCauseInstanceOf(JacksonException.class);
		assertNothingLives();
	}

	@Test
	void invokeWhenFreeingFailsAfterAnotherFailureShouldSuppressIt() {
		WasmModule module = TestFunctions.load("abi_custom", new AbiSettings(null, "obtain", "release"));
		try (WasmInstance custom = module.instantiate()) {
			FunctionAdapter adapter = TestFunctions.bind(Functions.class, "json", module, "echo",
					new ReleasingJson(custom));
			assertThatExceptionOfType(WasmValueException.class).isThrownBy(() -> adapter.invoke(custom, Map.of()))
				.satisfies((ex) -> {
					assertThat(ex).hasRootCauseMessage("unreadable");
					assertThat(ex.getSuppressed()).singleElement().isInstanceOf(WasmTrapException.class);
				});
		}
	}

	@Test
	void invokeWhenFreeingFailsShouldThrow() {
		WasmModule module = TestFunctions.load("abi_custom", new AbiSettings(null, "obtain", "release"));
		FunctionAdapter adapter = TestFunctions.bind(Functions.class, "release", module, "release");
		try (WasmInstance custom = module.instantiate()) {
			assertThatExceptionOfType(WasmTrapException.class)
				.isThrownBy(() -> adapter.invoke(custom, new byte[] { 1, 2, 3 }))
				.withMessageContaining("function 'release'");
		}
	}

	@Test
	void invokeWhenFunctionHasAnotherTypeShouldThrow() {
		FunctionAdapter adapter = TestFunctions.bind(Functions.class, "text", this.counting, "echo");
		WasmModule reloaded = TestFunctions.load("abi_two_results");
		try (WasmInstance other = reloaded.instantiate()) {
			assertThatExceptionOfType(WasmLinkException.class).isThrownBy(() -> adapter.invoke(other, "text"))
				.withMessage(this.subject
						+ "'String FunctionAdapterFailureTests.Functions.text(String)' was bound to a "
						+ "function of type (i32, i32) -> i64, which now is (i32, i32) -> (i32, i32). Keep the types "
						+ "of exported functions when a module is replaced, or restart the application.", "echo");
			assertThat(other.call("live")).isEqualTo(0);
		}
	}

	private @Nullable Object invoke(String method, String export, @Nullable Object... arguments) {
		return TestFunctions.bind(Functions.class, method, this.counting, export, new JacksonWasmJson())
			.invoke(this.instance, arguments);
	}

	private void assertNothingLives() {
		assertThat(this.instance.call("live")).isEqualTo(0);
		assertThat(this.instance.call("live_bytes")).isEqualTo(0);
	}

	interface Functions {

		int length(String text);

		byte lengthAsByte(String text);

		String text(String text);

		String concat(String first, String second);

		String noText();

		byte[] noBytes();

		Map<String, Integer> json(Map<String, Integer> value);

		void release(byte[] bytes);

	}

	/**
	 * Frees the argument behind the adapter's back, and fails then.
	 */
	private record ReleasingJson(WasmInstance instance) implements WasmJson {

		@Override
		public byte[] write(@Nullable Object value, Type type) {
			return new byte[] { 1, 2, 3 };
		}

		@Override
		public @Nullable Object read(byte[] json, Type type) {
			this.instance.call("release", 24, 3);
			throw new IllegalStateException("unreadable");
		}

	}

}
