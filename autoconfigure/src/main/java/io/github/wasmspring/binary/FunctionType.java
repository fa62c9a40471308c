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

package io.github.wasmspring.binary;

import java.util.Arrays;
import java.util.List;

import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmValueType;

/**
 * Type of a function as the module declares it.
 *
 * @param parameters types of the parameters, as {@link ValueTypes} numbers them
 * @param results types of the results
 * @since 0.1.0
 */
@SuppressWarnings("ArrayRecordComponent")
public record FunctionType(int[] parameters, int[] results) implements Comparable<FunctionType> {

	/**
	 * Create the type of a function that takes and returns numbers.
	 * @param type the type as it is described to users
	 * @return the type as a module declares it
	 */
	public static FunctionType of(WasmFunctionType type) {
		return new FunctionType(type.parameters().stream().mapToInt(ValueTypes::of).toArray(),
				type.results().stream().mapToInt(ValueTypes::of).toArray());
	}

	/**
	 * Return how many parameters and results there are.
	 * @return the number of values
	 */
	public int values() {
		return this.parameters.length + this.results.length;
	}

	WasmFunctionType describe() {
		return new WasmFunctionType(describe(this.parameters), describe(this.results));
	}

	private static List<WasmValueType> describe(int[] types) {
		return Arrays.stream(types).mapToObj(ValueTypes::describe).toList();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof FunctionType type && Arrays.equals(this.parameters, type.parameters)
				&& Arrays.equals(this.results, type.results);
	}

	@Override
	public int hashCode() {
		return 31 * Arrays.hashCode(this.parameters) + Arrays.hashCode(this.results);
	}

	/**
	 * Compare types, in an order without meaning. Maps need it where a guest has chosen
	 * types with the same hash code.
	 */
	@Override
	public int compareTo(FunctionType other) {
		int order = Arrays.compare(this.parameters, other.parameters);
		return (order != 0) ? order : Arrays.compare(this.results, other.results);
	}

	@Override
	public String toString() {
		return names(this.parameters) + " -> " + names(this.results);
	}

	static String names(int[] types) {
		StringBuilder names = new StringBuilder("(");
		for (int type : types) {
			names.append((names.length() > 1) ? ", " : "").append(ValueTypes.name(type));
		}
		return names.append(')').toString();
	}

}
