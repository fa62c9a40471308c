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

import org.springframework.core.ResolvableType;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmValueException;

/**
 * {@link BufferCodec} of the application, whose failures say what they are about.
 *
 * @param codec converts the value
 * @param type the type of the value
 * @param context what an error is about
 */
record ResolvedCodec(ValueCodec codec, ResolvableType type, WasmErrorContext context) implements BufferCodec {

	@Override
	public boolean isNullable() {
		return this.codec.isNullable();
	}

	@Override
	public byte[] encode(@Nullable Object value) {
		byte @Nullable [] bytes;
		try {
			bytes = this.codec.encode(value);
		}
		catch (WasmException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new WasmValueException(this.context,
					"%s cannot be written by %s".formatted(describeType(), describe()),
					"See the cause for what cannot be written.", ex);
		}
		if (bytes == null) {
			throw new WasmValueException(this.context,
					"%s was written as null by %s".formatted(describeType(), describe()),
					"Let the codec return bytes, of which there may be none.", null);
		}
		return bytes;
	}

	@Override
	public @Nullable Object decode(byte[] bytes) {
		int length = bytes.length;
		try {
			return this.codec.decode(bytes);
		}
		catch (WasmException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new WasmValueException(this.context,
					"%d bytes cannot be read as %s by %s".formatted(length, describeType(), describe()),
					"Let the guest write what the codec reads, or use byte[] to see what it writes.", ex);
		}
	}

	private String describeType() {
		return TypeDescription.of(this.type.getType());
	}

	private String describe() {
		return this.codec.getClass().getName();
	}

}
