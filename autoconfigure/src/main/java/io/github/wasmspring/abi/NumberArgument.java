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
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmValueType;

/**
 * {@link ArgumentCodec} for numbers.
 *
 * @param codec converts the value
 */
record NumberArgument(NumberCodec codec) implements ArgumentCodec {

	@Override
	public List<WasmValueType> types() {
		return List.of(this.codec.type());
	}

	@Override
	public boolean isNullable() {
		return false;
	}

	@Override
	public boolean isBuffer() {
		return false;
	}

	@Override
	public void write(@Nullable Object argument, long[] raw, int index, BufferExchange buffers) {
		raw[index] = this.codec.toRaw(Objects.requireNonNull(argument));
	}

}
