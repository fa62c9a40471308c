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
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.util.Assert;

/**
 * Registers the types that a native image has to create or read reflectively in order to
 * pass the values of a method.
 *
 * @since 0.1.0
 */
public final class MethodSignatureHints {

	private static final Set<Type> PLAIN = Set.of(void.class, Void.class, String.class, byte[].class, ByteBuffer.class,
			Object[].class);

	private final RuntimeHints hints;

	/**
	 * Create a new instance.
	 * @param hints the hints to add to
	 */
	public MethodSignatureHints(RuntimeHints hints) {
		Assert.notNull(hints, "'hints' must not be null");
		this.hints = hints;
	}

	/**
	 * Register the types of a method.
	 * @param signature the signature of the method
	 */
	public void register(MethodSignature signature) {
		Assert.notNull(signature, "'signature' must not be null");
		Type[] types = Stream.concat(signature.parameterTypes().stream(), Stream.of(signature.resultType()))
			.filter((type) -> !PLAIN.contains(type) && NumberCodec.find(type) == null)
			.toArray(Type[]::new);
		new BindingReflectionHintsRegistrar().registerReflectionHints(this.hints.reflection(), types);
	}

}
