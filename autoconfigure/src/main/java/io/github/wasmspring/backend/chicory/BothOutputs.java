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

package io.github.wasmspring.backend.chicory;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes everything to two streams.
 */
final class BothOutputs extends OutputStream {

	private final OutputStream first;

	private final OutputStream second;

	BothOutputs(OutputStream first, OutputStream second) {
		this.first = first;
		this.second = second;
	}

	@Override
	public void write(int value) throws IOException {
		this.first.write(value);
		this.second.write(value);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		this.first.write(bytes, offset, length);
		this.second.write(bytes, offset, length);
	}

	@Override
	public void flush() throws IOException {
		this.first.flush();
		this.second.flush();
	}

	@Override
	public void close() throws IOException {
		try (this.first; this.second) {
			flush();
		}
	}

}
