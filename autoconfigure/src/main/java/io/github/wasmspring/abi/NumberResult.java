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
 * {@link ResultCodec} for a number.
 *
 * @param codec converts the value
 * @param context what an error is about
 */
record NumberResult(NumberCodec codec, WasmErrorContext context) implements ResultCodec {

	@Override
	public List<WasmValueType> types() {
		return List.of(this.codec.type());
	}

	@Override
	public Object read(long[] raw, BufferExchange buffers) {
		return read(raw[0]);
	}

	Object read(long raw) {
		if (!this.codec.fits(raw)) {
			throw unfit((int) raw);
		}
		return this.codec.fromRaw(raw);
	}

	/**
	 * Return a number that the Java type can hold.
	 */
	int check(int number) {
		if (!this.codec.fits(number)) {
			throw unfit(number);
		}
		return number;
	}

	private WasmValueException unfit(int number) {
		return new WasmValueException(this.context,
				"returned %d, which does not fit %s".formatted(number, this.codec.javaName()),
				"Use int to accept any i32.", null);
	}

}
