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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FunctionType}.
 */
class FunctionTypeTests {

	/**
	 * A map of types with the same hash code, which a guest can choose, is a tree as long
	 * as they have an order.
	 */
	@Test
	void typesWithTheSameHashCodeShouldHaveAnOrder() {
		FunctionType type = type(ValueTypes.concrete(31), ValueTypes.concrete(0));
		FunctionType other = type(ValueTypes.concrete(30), ValueTypes.concrete(31));
		assertThat(type).hasSameHashCodeAs(other).isNotEqualTo(other);
		assertThat(type.compareTo(other)).isPositive();
		assertThat(other.compareTo(type)).isNegative();
		assertThat(type.compareTo(type(ValueTypes.concrete(31), ValueTypes.concrete(0)))).isZero();
	}

	private static FunctionType type(int... parameters) {
		return new FunctionType(parameters, new int[0]);
	}

}
