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

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmValueException;

/**
 * {@link BufferCodec} for any type, as JSON.
 *
 * @param json converts the value
 * @param type the declared type
 * @param context what an error is about
 */
record JsonCodec(WasmJson json, Type type, WasmErrorContext context) implements BufferCodec {

	@Override
	public boolean isNullable() {
		return true;
	}

	@Override
	public byte[] encode(@Nullable Object value) {
		try {
			return this.json.write(value, this.type);
		}
		catch (RuntimeException ex) {
			throw new WasmValueException(this.context, "%s cannot be written as JSON".formatted(describeType()),
					"See the cause for the property that cannot be written.", ex);
		}
	}

	@Override
	public @Nullable Object decode(byte[] bytes) {
		try {
			return this.json.read(bytes, this.type);
		}
		catch (RuntimeException ex) {
			throw new WasmValueException(this.context,
					"%d bytes cannot be read as JSON of type %s".formatted(bytes.length, describeType()),
					"Let the guest write a JSON document in UTF-8 that fits the Java type, or use byte[] to see what it writes.",
					ex);
		}
	}

	private String describeType() {
		return TypeDescription.of(this.type);
	}

}
