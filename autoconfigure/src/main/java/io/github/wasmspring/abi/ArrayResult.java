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

import java.util.List;

import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmValueType;

/**
 * {@link ResultCodec} for several numbers of any type, as an {@code Object[]}.
 */
final class ArrayResult implements ResultCodec {

	private final List<WasmValueType> types;

	ArrayResult(List<WasmValueType> types) {
		this.types = types;
	}

	@Override
	public List<WasmValueType> types() {
		return this.types;
	}

	@Override
	public boolean accepts(List<WasmValueType> results) {
		return results.size() > 1 && results.stream().allMatch(WasmValueType::isNumber);
	}

	@Override
	public String describe(List<WasmValueType> parameters) {
		return new WasmFunctionType(parameters, List.of()).toString().replaceFirst("\\(\\)$", "(several numbers)");
	}

	@Override
	public Object read(long[] raw, BufferExchange buffers) {
		Object[] results = new Object[raw.length];
		for (int i = 0; i < results.length; i++) {
			results[i] = this.types.get(i).fromRaw(raw[i]);
		}
		return results;
	}

}
