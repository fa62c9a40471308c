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

package io.github.wasmspring.sample.module;

import java.lang.reflect.Method;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmValueType;
import io.github.wasmspring.abi.BoundFunction;
import io.github.wasmspring.abi.MethodSignature;
import io.github.wasmspring.abi.ValueCodecs;
import io.github.wasmspring.abi.WasmConvention;
import io.github.wasmspring.abi.WasmConventions;

/**
 * Calls functions of any module with a text, by the module's own convention.
 */
@Component
class TextCalls {

	private final WasmConventions conventions;

	private final ValueCodecs codecs;

	private final MethodSignature signature;

	TextCalls(ObjectProvider<WasmConvention> conventions, ValueCodecs codecs) {
		Method method = ClassUtils.getMethod(TextFunction.class, "apply", String.class);
		this.conventions = WasmConventions.of(conventions.orderedStream().toList());
		this.codecs = codecs;
		this.signature = MethodSignature.of(method, TextFunction.class);
	}

	/**
	 * Return whether a function can be called with a text. One that returns an
	 * {@code i32} rather returns a number than where a text begins.
	 */
	boolean isPossible(WasmModule module, String function, WasmFunctionType type) {
		if (!type.parameters().isEmpty() && type.results().equals(List.of(WasmValueType.I32))) {
			return false;
		}
		try {
			bind(module, function);
			return true;
		}
		catch (WasmLinkException ex) {
			return false;
		}
	}

	@Nullable String call(WasmModule module, String function, String text) {
		Object result = bind(module, function).call(module, null, text);
		return (result != null) ? result.toString() : null;
	}

	private BoundFunction bind(WasmModule module, String function) {
		WasmConvention convention = this.conventions.get(module);
		String found = convention.findFunction(module, List.of(function));
		if (found == null) {
			throw new WasmLinkException(WasmErrorContext.of(module), "no such function", null, null);
		}
		return convention.bind(this.signature, module, found, this.codecs);
	}

	/**
	 * What a function looks like in Java that takes and returns text.
	 */
	private interface TextFunction {

		String apply(String text);

	}

}
