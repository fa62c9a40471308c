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

import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmValueType;

/**
 * {@link HostArgument} for what is passed as a block of the host. The offset 0 stands for
 * {@code null} where that has bytes.
 *
 * @param codec converts the value
 * @param blocks where to get the bytes
 */
record HostBlockArgument(BufferCodec codec, HostBlocks blocks) implements HostArgument {

	private static final MethodHandle READ = HostHandles.find(MethodHandles.lookup(), HostBlockArgument.class, "read",
			MethodType.methodType(Object.class, WasmInstance.class, long.class));

	@Override
	public List<WasmValueType> types() {
		return List.of(WasmValueType.I64);
	}

	@Override
	public MethodHandle reader() {
		return READ.bindTo(this);
	}

	private @Nullable Object read(WasmInstance caller, long offset) {
		return (offset == 0 && this.codec.isNullable()) ? null : this.codec.decode(this.blocks.read(caller, offset));
	}

}
