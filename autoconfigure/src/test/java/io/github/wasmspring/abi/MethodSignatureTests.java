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
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MethodSignature}.
 */
class MethodSignatureTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "plain | int MethodSignatureTests.Words.plain(String, byte[])",
					"nothing | void MethodSignatureTests.Words.nothing()",
					"one | Integer MethodSignatureTests.Words.one(Integer)",
					"many | List<Integer> MethodSignatureTests.Words.many(Map<String, List<Integer>>)",
					"array | Integer[] MethodSignatureTests.Words.array(Integer[])",
					"nestedArray | List<Integer>[] MethodSignatureTests.Words.nestedArray()",
					"wildcard | List<Integer> MethodSignatureTests.Words.wildcard()",
					"deep | List<Integer> MethodSignatureTests.Words.deep(Map<String, List<Integer>>)",
					"own | E MethodSignatureTests.Words.own(List<E>)" })
	void toStringShouldShowResolvedTypes(String method, String expected) {
		assertThat(TestFunctions.signature(Words.class, method)).hasToString(expected);
	}

	@Test
	void resultTypeShouldResolveVariables() {
		assertThat(TestFunctions.signature(Words.class, "one").resultType()).isEqualTo(Integer.class);
		assertThat(TestFunctions.signature(Words.class, "array").resultType()).isEqualTo(Integer[].class);
		Type deep = TestFunctions.signature(Words.class, "deep").resultType();
		assertThat(TypeVariables.arePresentIn(deep)).isFalse();
	}

	@Test
	void resultTypeWhenVariableIsUnknownShouldKeepIt() {
		assertThat(TypeVariables.arePresentIn(TestFunctions.signature(Words.class, "own").resultType())).isTrue();
		assertThat(TypeVariables.arePresentIn(TestFunctions.signature(Base.class, "many").resultType())).isTrue();
	}

	@Test
	void isResultNonNullShouldFollowTheDeclaration() {
		assertThat(TestFunctions.signature(Words.class, "plain").isResultNonNull()).isTrue();
		assertThat(TestFunctions.signature(Words.class, "text").isResultNonNull()).isTrue();
		assertThat(TestFunctions.signature(Words.class, "nullable").isResultNonNull()).isFalse();
		assertThat(TestFunctions.signature(Unmarked.class, "text").isResultNonNull()).isFalse();
	}

	@Test
	void getNameShouldReturnTheMethodName() {
		assertThat(TestFunctions.signature(Words.class, "plain").getName()).isEqualTo("plain");
	}

	interface Base<T> {

		T one(T value);

		List<T> many(Map<String, List<T>> values);

		T[] array(T[] values);

		List<T>[] nestedArray();

		List<? extends T> wildcard();

	}

	interface Deep<T> {

		T deep(Map<String, T> values);

	}

	interface Middle<T> extends Base<T>, Deep<List<T>> {

	}

	interface Words extends Middle<Integer> {

		int plain(String text, byte[] bytes);

		String text();

		void nothing();

		@Nullable String nullable();

		<E> E own(List<E> values);

	}

	@NullUnmarked
	interface Unmarked {

		String text();

	}

}
