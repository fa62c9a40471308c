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

package io.github.wasmspring.instance;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CacheLinePadding}.
 */
class CacheLinePaddingTests {

	@ParameterizedTest
	@ValueSource(classes = { Slot.class, CallTimer.class, CallWatch.class, DefaultWasmInstance.class })
	void fieldsShouldComeAfterThePadding(Class<?> type) throws Exception {
		for (Class<?> current = type; current != CacheLinePadding.class; current = current.getSuperclass()) {
			for (Field field : current.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers())) {
					assertThat(offset(field)).as(field.getName()).isGreaterThanOrEqualTo(128);
				}
			}
		}
	}

	/**
	 * Return where the JVM puts a field. The compiler would warn of the class that knows.
	 */
	private static long offset(Field field) throws ReflectiveOperationException {
		Class<?> type = Class.forName("sun.misc.Unsafe");
		Field instance = type.getDeclaredField("theUnsafe");
		instance.setAccessible(true);
		Method offset = type.getMethod("objectFieldOffset", Field.class);
		return (Long) offset.invoke(instance.get(null), field);
	}

}
