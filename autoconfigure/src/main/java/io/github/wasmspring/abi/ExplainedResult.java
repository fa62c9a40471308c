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

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmValueException;
import io.github.wasmspring.WasmValueType;

/**
 * Result in memory that says, if it cannot be read, what the guest's numbers were taken
 * for: a guest may mean something else by them.
 *
 * @param delegate reads the result
 */
record ExplainedResult(ResultCodec delegate) implements ResultCodec {

	@Override
	public List<WasmValueType> types() {
		return this.delegate.types();
	}

	@Override
	public boolean isBuffer() {
		return this.delegate.isBuffer();
	}

	@Override
	public @Nullable Object read(long[] raw, BufferExchange buffers) {
		try {
			return this.delegate.read(raw, buffers);
		}
		catch (WasmValueException ex) {
			String explanation = explain(raw);
			throw (explanation != null) ? Explanation.add(ex, explanation) : ex;
		}
		catch (WasmTrapException ex) {
			String explanation = explain(raw);
			throw (explanation != null) ? Explanation.add(ex, "", explanation) : ex;
		}
	}

	private @Nullable String explain(long[] raw) {
		if (types().equals(List.of(WasmValueType.I32))) {
			return "The result, %d, was taken for the address of text that ends with a zero. Does the function return a number? Then declare the Java method with the result int."
				.formatted((int) raw[0]);
		}
		return (types().equals(List.of(WasmValueType.I64))) ? explainPacked(raw[0]) : null;
	}

	/**
	 * Explain a result that looks like something else: most addresses are larger than the
	 * lengths of what is there.
	 */
	private static @Nullable String explainPacked(long result) {
		long upper = result >>> Integer.SIZE;
		long lower = Integer.toUnsignedLong((int) result);
		return (upper < lower)
				? "The result was taken for address << 32 | length, so for %d bytes at %d. Are the halves swapped (%d bytes at %d)? Or does the function return a number? Then declare the Java method with the result long."
					.formatted(lower, upper, upper, lower)
				: null;
	}

}
