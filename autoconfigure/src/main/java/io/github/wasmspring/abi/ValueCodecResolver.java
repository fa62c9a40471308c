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

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * Finds the codec of a type that is passed as bytes. All beans of this type take part, in
 * their order, before the codecs of text, bytes and JSON: the first that knows a type
 * converts it, whatever the convention of the module.
 * <p>
 * Where a convention passes numbers as they are, it asks for no codec of theirs.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ValueCodecResolver {

	/**
	 * Find the codec of a type.
	 * @param type the type to convert, whose variables are replaced by what the interface
	 * declares for them
	 * @param parameter the parameter, or the result if its index is -1, with its
	 * annotations; its own type is another one if a {@link ResultAdapter} wraps it
	 * @return the codec, or {@code null} if another one has to convert the type
	 */
	@Nullable ValueCodec findCodec(ResolvableType type, MethodParameter parameter);

}
