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

import java.nio.ByteBuffer;

/**
 * {@link BufferExchange} of functions that take and return numbers only.
 */
final class NoBuffers implements BufferExchange {

	static final NoBuffers INSTANCE = new NoBuffers();

	private NoBuffers() {
	}

	@Override
	public long pass(ByteBuffer bytes) {
		throw new IllegalStateException("The function takes no buffers");
	}

	@Override
	public byte[] take(long pointer, long length) {
		throw new IllegalStateException("The function returns no buffers");
	}

	@Override
	public Object takeText(long pointer, long length, StringCodec codec) {
		throw new IllegalStateException("The function returns no buffers");
	}

	@Override
	public byte[] takeTerminated(long pointer) {
		throw new IllegalStateException("The function returns no buffers");
	}

}
