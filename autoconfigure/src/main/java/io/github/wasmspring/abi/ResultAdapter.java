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

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Lets methods of plugin interfaces return something else than a value, such as a future
 * of it. All beans of this type take part, in their order: the first that knows a type
 * adapts it, whatever the convention of the module. Implementations must be thread-safe.
 *
 * @since 0.1.0
 */
public interface ResultAdapter {

	/**
	 * Return the type of the value that the guest returns.
	 * @param resultType the type that the method returns
	 * @return the type of the value, {@code void} or {@link Void} for none, or
	 * {@code null} if another one has to adapt the type
	 */
	@Nullable ResolvableType findValueType(ResolvableType resultType);

	/**
	 * Return what the method returns.
	 * @param call calls the guest, on the thread that asks for its value, each time that
	 * is asked for; the timeout of the call begins then
	 * @param resultType the type that the method returns
	 * @return the result of the method
	 */
	@Nullable Object adapt(Supplier<@Nullable Object> call, ResolvableType resultType);

}
