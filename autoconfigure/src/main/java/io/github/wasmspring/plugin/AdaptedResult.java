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

package io.github.wasmspring.plugin;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

import io.github.wasmspring.abi.MethodSignature;
import io.github.wasmspring.abi.ResultAdapter;

/**
 * What a method returns instead of the value of the guest.
 *
 * @param adapter adapts the value
 * @param type the type that the method returns
 * @param valueType the type of the value
 */
record AdaptedResult(ResultAdapter adapter, ResolvableType type, ResolvableType valueType) {

	/**
	 * Find the adapter of a method, or {@code null} if it returns the value itself.
	 */
	static @Nullable AdaptedResult find(MethodSignature signature, List<ResultAdapter> adapters) {
		ResolvableType type = signature.getResultType();
		for (ResultAdapter adapter : adapters) {
			ResolvableType valueType = adapter.findValueType(type);
			if (valueType != null) {
				return new AdaptedResult(adapter, type,
						(valueType != ResolvableType.NONE) ? valueType : ResolvableType.forClass(Object.class));
			}
		}
		return null;
	}

	@Nullable Object adapt(Supplier<@Nullable Object> call) {
		return this.adapter.adapt(call, this.type);
	}

}
