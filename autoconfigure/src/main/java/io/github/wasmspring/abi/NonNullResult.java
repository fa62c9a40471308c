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

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmValueException;
import io.github.wasmspring.WasmValueType;

/**
 * {@link ResultCodec} for methods that are declared to return no {@code null}.
 *
 * @param delegate reads the result
 * @param context what an error is about
 */
record NonNullResult(ResultCodec delegate, WasmErrorContext context) implements ResultCodec {

	@Override
	public List<WasmValueType> types() {
		return this.delegate.types();
	}

	@Override
	public boolean isBuffer() {
		return this.delegate.isBuffer();
	}

	@Override
	public Object read(long[] raw, BufferExchange buffers) {
		Object result = this.delegate.read(raw, buffers);
		if (result == null) {
			throw new WasmValueException(this.context,
					"returned null, but the Java method is declared to return no null",
					"Declare the method's result @Nullable.", null);
		}
		return result;
	}

}
