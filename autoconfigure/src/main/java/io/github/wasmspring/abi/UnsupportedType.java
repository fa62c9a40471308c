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
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Types that look as if they could be passed but cannot, each with what to use instead.
 */
enum UnsupportedType {

	OPTIONAL("Use the type of the value, @Nullable if it can be absent.", "java.util.Optional", "java.util.OptionalInt",
			"java.util.OptionalLong", "java.util.OptionalDouble"),

	ASYNCHRONOUS(
			"Use the type of the value: a call returns when the guest does; or adapt a result by a bean of the type ResultAdapter.",
			"java.util.concurrent.Future", "java.util.concurrent.CompletionStage",
			"java.util.concurrent.Flow$Publisher", "org.reactivestreams.Publisher", "kotlin.coroutines.Continuation"),

	IO("Use byte[], ByteBuffer or String.", "java.io.InputStream", "java.io.OutputStream", "java.io.Reader",
			"java.io.Writer", "java.nio.channels.Channel"),

	BUFFER("Use ByteBuffer or byte[].", "java.nio.Buffer"),

	TEXT("Use String.", "java.lang.CharSequence"),

	SEQUENCE("Use List.", "java.util.stream.BaseStream", "java.util.Iterator"),

	CLASS("Use String for a name.", "java.lang.Class"),

	VARIABLE("Declare the type, or extend the interface with type arguments.");

	private final String remedy;

	private final List<String> names;

	UnsupportedType(String remedy, String... names) {
		this.remedy = remedy;
		this.names = List.of(names);
	}

	/**
	 * Return why a type cannot be passed, or {@code null} if it can.
	 */
	static @Nullable UnsupportedType find(Type type) {
		if (TypeVariables.arePresentIn(type)) {
			return VARIABLE;
		}
		Class<?> candidate = ResolvableType.forType(type).toClass();
		for (UnsupportedType unsupported : values()) {
			if (unsupported.includes(candidate)) {
				return unsupported;
			}
		}
		return null;
	}

	String remedy() {
		return this.remedy;
	}

	private boolean includes(@Nullable Class<?> candidate) {
		return candidate != null && (this.names.contains(candidate.getName()) || includes(candidate.getSuperclass())
				|| Arrays.stream(candidate.getInterfaces()).anyMatch(this::includes));
	}

}
