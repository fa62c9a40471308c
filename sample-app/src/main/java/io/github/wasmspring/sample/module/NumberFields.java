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

package io.github.wasmspring.sample.module;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmValueType;
import io.github.wasmspring.sample.page.PanelInputException;

/**
 * Reads numbers of WebAssembly from the fields of a form.
 */
final class NumberFields {

	private NumberFields() {
	}

	static Object[] parse(WasmFunctionType type, List<String> values) {
		List<WasmValueType> parameters = type.parameters();
		if (values.size() != parameters.size()) {
			throw new PanelInputException(
					"The function takes %d values, and %d were sent.".formatted(parameters.size(), values.size()),
					"Load the page again.");
		}
		Object[] arguments = new Object[values.size()];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = parse(parameters.get(i), values.get(i).trim(), i);
		}
		return arguments;
	}

	/**
	 * Return results as text, integers with their hexadecimal digits.
	 */
	static String format(@Nullable Object result) {
		if (result == null) {
			return "nothing";
		}
		if (result instanceof Object[] results) {
			return Arrays.stream(results).map(NumberFields::format).collect(Collectors.joining(", "));
		}
		if (result instanceof Integer number) {
			return "%d (0x%x)".formatted(number, number);
		}
		return (result instanceof Long number) ? "%d (0x%x)".formatted(number, number) : result.toString();
	}

	private static Object parse(WasmValueType type, String value, int index) {
		try {
			return switch (type) {
				case I32 -> (int) integer(value, Integer.SIZE);
				case I64 -> integer(value, Long.SIZE);
				case F32 -> Float.parseFloat(value);
				case F64 -> Double.parseDouble(value);
				default -> throw new PanelInputException("A value of the type %s cannot be typed.".formatted(type));
			};
		}
		catch (NumberFormatException ex) {
			throw new PanelInputException("Value %d is no number of the type %s.".formatted(index + 1, type));
		}
	}

	/**
	 * Read an integer, signed or not, in decimal or hexadecimal digits.
	 */
	private static long integer(String value, int bits) {
		if (value.length() > 66) {
			throw new NumberFormatException();
		}
		BigInteger number = value.startsWith("0x") ? new BigInteger(value.substring(2), 16) : new BigInteger(value);
		if (number.bitLength() > bits || number.signum() < 0 && number.bitLength() >= bits) {
			throw new NumberFormatException();
		}
		return number.longValue();
	}

}
