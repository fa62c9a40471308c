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

import java.io.InputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.MappedByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.NoSuchWasmFunctionException;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FunctionBinder}.
 */
@EveryBackend
class FunctionBinderTests {

	private final WasmModule counting = Guests.shared("counting");

	private final WasmModule numbers = Guests.shared("numbers");

	@Test
	void bindWhenFunctionIsMissingShouldThrow() {
		assertThatExceptionOfType(NoSuchWasmFunctionException.class)
			.isThrownBy(() -> TestFunctions.bind(Functions.class, "text", this.counting, "ecko"))
			.withMessageContaining("'echo'");
	}

	@Test
	void bindWhenExportIsNoFunctionShouldThrow() {
		assertThatExceptionOfType(NoSuchWasmFunctionException.class)
			.isThrownBy(() -> TestFunctions.bind(Functions.class, "text", this.counting, "memory"));
	}

	@Test
	void bindWhenTextDoesNotFitShouldShowAllWaysToReturnIt() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> TestFunctions.bind(Functions.class, "text", this.numbers, "id_f32"))
			.withMessage("Module 'numbers', function 'id_f32', backend '" + Backends.current().getId() + "': "
					+ "'String FunctionBinderTests.Functions.text(String)' needs a function of type (i32, i32) -> i64 "
					+ "or (i32, i32) -> (i32, i32) or (i32, i32) -> i32, but the guest's is (f32) -> f32. "
					+ "Change the Java method or the guest's function so that they agree.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "bytes | id_i32 | (i32, i32) -> i64 or (i32, i32) -> (i32, i32)",
			"numbers | id_f64 | (i32, i64) -> f32", "nothing | id_i32 | () -> ()", "nothing | increment | () -> ()",
			"noArguments | nothing | () -> i32", "noArguments | id_i32 | () -> i32" })
	void bindWhenTypesDoNotFitShouldShowWhatIsNeeded(String method, String export, String needed) {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> TestFunctions.bind(Functions.class, method, this.numbers, export))
			.withMessageContaining("needs a function of type " + needed + ", but the guest's is ");
	}

	@Test
	void bindWhenThereIsNoJsonShouldThrow() {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(() -> TestFunctions.bind(Functions.class, "list", this.counting, "echo"))
			.withMessage("Module 'counting', function 'echo', backend '" + Backends.current().getId() + "': "
					+ "'List<String> FunctionBinderTests.Functions.list(List<String>)' does not fit: parameter 'list' is of "
					+ "type List<String>, which travels as JSON, but there is no JSON converter. "
					+ "Add org.springframework.boot:spring-boot-starter-jackson, or define a WasmJson bean.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"optional | Optional<String> | Use the type of the value, @Nullable if it can be absent.",
			"optionalInt | OptionalInt | Use the type of the value, @Nullable if it can be absent.",
			"completableFuture | CompletableFuture<String> | Use the type of the value: a call returns when the guest does; or adapt a result by a bean of the type ResultAdapter.",
			"future | Future<String> | Use the type of the value: a call returns when the guest does; or adapt a result by a bean of the type ResultAdapter.",
			"publisher | Flow.Publisher<String> | Use the type of the value: a call returns when the guest does; or adapt a result by a bean of the type ResultAdapter.",
			"stream | Stream<String> | Use List.", "intStream | IntStream | Use List.",
			"iterator | Iterator<String> | Use List.", "inputStream | InputStream | Use byte[], ByteBuffer or String.",
			"writer | Writer | Use byte[], ByteBuffer or String.", "intBuffer | IntBuffer | Use ByteBuffer or byte[].",
			"mapped | MappedByteBuffer | Use ByteBuffer or byte[].", "type | Class<?> | Use String for a name.",
			"variable | T | Declare the type, or extend the interface with type arguments.",
			"variables | List<T> | Declare the type, or extend the interface with type arguments.",
			"variableArray | T[] | Declare the type, or extend the interface with type arguments." })
	void bindWhenTypeIsUnsupportedShouldNameTheAlternative(String method, String type, String remedy) {
		assertThatExceptionOfType(WasmLinkException.class)
			.isThrownBy(
					() -> TestFunctions.bind(Unsupported.class, method, this.counting, "echo", new JacksonWasmJson()))
			.withMessageContaining("FunctionBinderTests.Unsupported." + method + "(")
			.withMessageEndingWith("does not fit: the result is of type " + type
					+ ", which cannot be passed to a guest or back. " + remedy);
	}

	@Test
	void bindWhenParameterIsUnsupportedShouldNameIt() {
		assertThatExceptionOfType(WasmLinkException.class).isThrownBy(
				() -> TestFunctions.bind(Functions.class, "optional", this.counting, "length", new JacksonWasmJson()))
			.withMessageContaining("parameter 'name' is of type Optional<String>, which cannot be passed");
	}

	@Test
	void bindWhenTypesAreSupportedShouldAcceptThem() {
		assertThat(TestFunctions.bind(Functions.class, "text", this.counting, "echo")).isNotNull();
		assertThat(TestFunctions.bind(Functions.class, "buffer", this.counting, "echo")).isNotNull();
		assertThat(TestFunctions.bind(Functions.class, "list", this.counting, "echo", new JacksonWasmJson()))
			.isNotNull();
	}

	interface Functions {

		String text(String text);

		byte[] bytes(byte[] bytes);

		ByteBuffer buffer(ByteBuffer buffer);

		float numbers(int a, long b);

		void nothing();

		int noArguments();

		List<String> list(List<String> list);

		int optional(Optional<String> name);

	}

	interface Unsupported<T> {

		Optional<String> optional(String text);

		OptionalInt optionalInt(String text);

		CompletableFuture<String> completableFuture(String text);

		Future<String> future(String text);

		Flow.Publisher<String> publisher(String text);

		Stream<String> stream(String text);

		IntStream intStream(String text);

		Iterator<String> iterator(String text);

		InputStream inputStream(String text);

		Writer writer(String text);

		IntBuffer intBuffer(String text);

		MappedByteBuffer mapped(String text);

		Class<?> type(String text);

		T variable(String text);

		List<T> variables(String text);

		T[] variableArray(String text);

	}

}
