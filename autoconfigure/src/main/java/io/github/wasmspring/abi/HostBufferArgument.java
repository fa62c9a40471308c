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

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmValueType;

/**
 * {@link HostArgument} for what is passed as pointer and length. The guest keeps the
 * memory.
 *
 * @param codec converts the value
 * @param context what an error is about
 */
record HostBufferArgument(BufferCodec codec, WasmErrorContext context) implements HostArgument {

	private static final MethodHandle READ = HostHandles.find(MethodHandles.lookup(), HostBufferArgument.class, "read",
			MethodType.methodType(Object.class, WasmInstance.class, int.class, int.class));

	@Override
	public List<WasmValueType> types() {
		return List.of(WasmValueType.I32, WasmValueType.I32);
	}

	@Override
	public MethodHandle reader() {
		return READ.bindTo(this);
	}

	private @Nullable Object read(WasmInstance caller, int pointer, int length) {
		return this.codec.read(new GuestMemory(caller.memory(), this.context), Integer.toUnsignedLong(pointer),
				Integer.toUnsignedLong(length));
	}

}
