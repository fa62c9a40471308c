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

import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.wasmspring.Backends;
import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmValueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link FunctionAdapter} with numbers.
 */
@EveryBackend
class FunctionAdapterNumberTests {

	private final WasmModule numbers = Guests.shared("numbers");

	private final WasmModule counting = Guests.shared("counting");

	@ParameterizedTest
	@MethodSource
	void invokeShouldPassNumbersBothWays(String method, String export, Object value) {
		assertThat(invoke(this.numbers, method, export, value)).isEqualTo(value);
	}

	static Stream<Arguments> invokeShouldPassNumbersBothWays() {
		return Stream.of(values("id_i32", new String[] { "booleans", "boxedBooleans" }, true, false),
				values("id_i32", new String[] { "bytes", "boxedBytes" }, (byte) 0, (byte) 1, (byte) -1, Byte.MIN_VALUE,
						Byte.MAX_VALUE),
				values("id_i32", new String[] { "shorts", "boxedShorts" }, (short) 0, (short) -1, Short.MIN_VALUE,
						Short.MAX_VALUE),
				values("id_i32", new String[] { "chars", "boxedChars" }, 'a', '\u0000', '\uFFFF', '\u8000'),
				values("id_i32", new String[] { "ints", "boxedInts" }, 0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE),
				values("id_i64", new String[] { "longs", "boxedLongs" }, 0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE,
						0x1_0000_0000L),
				values("id_f32", new String[] { "floats", "boxedFloats" }, 0.0f, -0.0f, 1.5f, Float.MIN_VALUE,
						Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN),
				values("id_f64", new String[] { "doubles", "boxedDoubles" }, 0.0, -0.0, 1.5, Double.MIN_VALUE,
						Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN))
			.flatMap((arguments) -> arguments);
	}

	private static Stream<Arguments> values(String export, String[] methods, Object... values) {
		return Stream.of(methods)
			.flatMap((method) -> Stream.of(values).map((value) -> Arguments.of(method, export, value)));
	}

	@Test
	void invokeShouldKeepTheBitsOfNotANumber() {
		Object result = invoke(this.numbers, "floats", "id_f32", Float.intBitsToFloat(0xFFC12345));
		assertThat(Float.floatToRawIntBits((float) nonNull(result))).isEqualTo(0xFFC12345);
		result = invoke(this.numbers, "doubles", "id_f64", Double.longBitsToDouble(0xFFF8_0000_1234_5678L));
		assertThat(Double.doubleToRawLongBits((double) nonNull(result))).isEqualTo(0xFFF8_0000_1234_5678L);
	}

	@Test
	void invokeShouldPassNumbersUnsignedAndSignedAsTheGuestSeesThem() {
		assertThat(invoke(this.numbers, "charToInt", "id_i32", '\uFFFF')).isEqualTo(65535);
		assertThat(invoke(this.numbers, "byteToInt", "id_i32", (byte) -1)).isEqualTo(-1);
		assertThat(invoke(this.numbers, "booleanToInt", "id_i32", true)).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "intToByte, 128, byte", "intToByte, -129, byte", "intToShort, 32768, short",
			"intToShort, -32769, short", "intToChar, 65536, char", "intToChar, -1, char", "intToBoolean, 2, boolean",
			"intToBoolean, -1, boolean", "intToBoolean, -2147483648, boolean", "intToBoxedByte, 300, byte" })
	void invokeWhenResultIsOutOfRangeShouldThrow(String method, int value, String type) {
		assertThatExceptionOfType(WasmValueException.class)
			.isThrownBy(() -> invoke(this.numbers, method, "id_i32", value))
			.withMessage("Module 'numbers', function 'id_i32', backend '" + Backends.current().getId() + "': "
					+ "returned %d, which does not fit %s. Use int to accept any i32.", value, type);
	}

	@ParameterizedTest
	@CsvSource({ "byte_300, toByte, '300, which does not fit byte'",
			"bool_2, toBoolean, '2, which does not fit boolean'", "char_minus, toChar, '-1, which does not fit char'",
			"short_40000, toShort, '40000, which does not fit short'" })
	void invokeWhenCompiledGuestReturnsOutOfRangeShouldThrow(String export, String method, String message) {
		assertThatExceptionOfType(WasmValueException.class).isThrownBy(() -> invoke(this.counting, method, export))
			.withMessageContaining("function '" + export + "'")
			.withMessageContaining("returned " + message);
	}

	@Test
	void invokeShouldKeepTheOrderOfArguments() {
		assertThat(invoke(this.numbers, "twoInts", "div", 42, 5)).isEqualTo(8);
		assertThat(invoke(this.numbers, "twoLongs", "add-long", Long.MAX_VALUE, -7L)).isEqualTo(Long.MAX_VALUE - 7);
	}

	@Test
	void invokeShouldPassManyArguments() {
		Object[] arguments = IntStream.rangeClosed(1, 20).boxed().toArray();
		assertThat(invoke(this.numbers, "twentyInts", "sum20", arguments)).isEqualTo(210L);
	}

	@Test
	void invokeShouldPassManyArgumentsOfAllTypes() {
		Object[] arguments = { 1, 2L, 3f, 4d, 5, 6L, 7f, 8d, 9, 10L, 11f, 12d, 13, 14L, 15f, 16d, 17, 18L, 19f, 20.25 };
		assertThat(invoke(this.numbers, "twentyMixed", "mix20", arguments)).isEqualTo(210.25);
	}

	@Test
	void invokeWhenVoidShouldReturnNull() {
		assertThat(invoke(this.numbers, "nothing", "nothing")).isNull();
		assertThat(invoke(this.numbers, "boxedNothing", "nothing")).isNull();
	}

	@Test
	void invokeWhenArgumentIsNullShouldThrow() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> invoke(this.numbers, "boxedInts", "id_i32", new @Nullable Object[] { null }))
			.withMessage("Argument 'value' of 'Integer FunctionAdapterNumberTests.Functions.boxedInts(Integer)' "
					+ "must not be null");
	}

	@Test
	void invokeWhenNumberOfArgumentsIsWrongShouldThrow() {
		assertThatIllegalArgumentException().isThrownBy(() -> invoke(this.numbers, "twoInts", "div", 1))
			.withMessage("'int FunctionAdapterNumberTests.Functions.twoInts(int, int)' takes 2 arguments, but got 1");
	}

	@Test
	void invokeWhenGuestTrapsShouldThrow() {
		assertThatExceptionOfType(WasmTrapException.class)
			.isThrownBy(() -> invoke(this.numbers, "twoInts", "div", 1, 0));
	}

	private static @Nullable Object invoke(WasmModule module, String method, String export,
			@Nullable Object... arguments) {
		FunctionAdapter adapter = TestFunctions.bind(Functions.class, method, module, export);
		try (WasmInstance instance = module.instantiate()) {
			return adapter.invoke(instance, arguments);
		}
	}

	private static Object nonNull(@Nullable Object value) {
		assertThat(value).isNotNull();
		return value;
	}

	interface Functions {

		boolean booleans(boolean value);

		Boolean boxedBooleans(Boolean value);

		byte bytes(byte value);

		Byte boxedBytes(Byte value);

		short shorts(short value);

		Short boxedShorts(Short value);

		char chars(char value);

		Character boxedChars(Character value);

		int ints(int value);

		Integer boxedInts(Integer value);

		long longs(long value);

		Long boxedLongs(Long value);

		float floats(float value);

		Float boxedFloats(Float value);

		double doubles(double value);

		Double boxedDoubles(Double value);

		int charToInt(char value);

		int byteToInt(byte value);

		int booleanToInt(boolean value);

		byte intToByte(int value);

		Byte intToBoxedByte(int value);

		short intToShort(int value);

		char intToChar(int value);

		boolean intToBoolean(int value);

		byte toByte();

		boolean toBoolean();

		char toChar();

		short toShort();

		int twoInts(int a, int b);

		long twoLongs(long a, long b);

		void nothing();

		Void boxedNothing();

		long twentyInts(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m,
				int n, int o, int p, int q, int r, int s, int t);

		double twentyMixed(int a, long b, float c, double d, int e, long f, float g, double h, int i, long j, float k,
				double l, int m, long n, float o, double p, int q, long r, float s, double t);

	}

}
