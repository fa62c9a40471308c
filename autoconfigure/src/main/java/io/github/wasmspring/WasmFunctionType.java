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

package io.github.wasmspring;

import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.util.Assert;

/**
 * Type of a function: what it takes and what it returns.
 *
 * @param parameters types of the parameters, in order
 * @param results types of the results, in order; empty for a function that returns
 * nothing
 * @since 0.1.0
 * @see <a href=
 * "https://webassembly.github.io/spec/core/syntax/types.html#function-types"> Function
 * types</a>
 */
public record WasmFunctionType(List<WasmValueType> parameters,
		List<WasmValueType> results) implements WasmExternalType {

	/**
	 * Create a new function type.
	 * @param parameters types of the parameters
	 * @param results types of the results
	 */
	public WasmFunctionType {
		parameters = List.copyOf(parameters);
		results = List.copyOf(results);
	}

	/**
	 * Parse the text format of the specification.
	 * @param text a type as {@link #toString()} writes it, for example
	 * {@code (i32, i32) -> i64} or {@code (f64) -> ()}
	 * @return the type
	 * @throws IllegalArgumentException if the text is malformed
	 */
	public static WasmFunctionType parse(String text) {
		Assert.notNull(text, "'text' must not be null");
		String[] sides = text.split("->", -1);
		if (sides.length != 2) {
			throw new IllegalArgumentException("'%s' is no function type such as '(i32, i32) -> i64'".formatted(text));
		}
		return new WasmFunctionType(types(sides[0].strip(), text), types(sides[1].strip(), text));
	}

	private static List<WasmValueType> types(String side, String text) {
		boolean enclosed = side.startsWith("(") && side.endsWith(")");
		String names = (enclosed) ? side.substring(1, side.length() - 1).strip() : side;
		if (names.isEmpty() && enclosed) {
			return List.of();
		}
		return Arrays.stream(names.split(",", -1)).map((name) -> type(name.strip(), text)).toList();
	}

	private static WasmValueType type(String name, String text) {
		return Arrays.stream(WasmValueType.values())
			.filter((type) -> type.toString().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"'%s' in '%s' is no value type; use i32, i64, f32 or f64".formatted(name, text)));
	}

	@Override
	public WasmExternalKind kind() {
		return WasmExternalKind.FUNCTION;
	}

	/**
	 * Return whether the function takes and returns nothing but numbers, so that it can
	 * be called from Java.
	 * @return whether all parameters and results are numbers
	 */
	public boolean isNumeric() {
		return Stream.concat(this.parameters.stream(), this.results.stream()).allMatch(WasmValueType::isNumber);
	}

	/**
	 * Return the type of the Java method that takes and returns the same numbers: its
	 * result is {@code void} for a function that returns nothing, and {@code Object[]}
	 * for one that returns several numbers.
	 * @return the type of the method
	 * @throws IllegalStateException if a parameter or a result is not a number
	 */
	public MethodType toMethodType() {
		Class<?> result = switch (this.results.size()) {
			case 0 -> void.class;
			case 1 -> this.results.get(0).getJavaType();
			default -> Object[].class;
		};
		return MethodType.methodType(result,
				this.parameters.stream().map(WasmValueType::getJavaType).toArray(Class<?>[]::new));
	}

	/**
	 * Return the type in the text format of the specification, for example
	 * {@code (i32, i32) -> i64}.
	 */
	@Override
	public String toString() {
		String to = (this.results.size() == 1) ? this.results.get(0).toString() : join(this.results);
		return join(this.parameters) + " -> " + to;
	}

	private static String join(List<WasmValueType> types) {
		return types.stream().map(WasmValueType::toString).collect(Collectors.joining(", ", "(", ")"));
	}

}
