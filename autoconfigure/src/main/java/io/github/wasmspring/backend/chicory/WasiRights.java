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

/**
 * What descriptors can be used for, as bits.
 *
 * @see <a href=
 * "https://github.com/WebAssembly/WASI/blob/v0.2.1/legacy/preview1/docs.md#rights">rights</a>
 */
final class WasiRights {

	/**
	 * Read.
	 */
	static final long READ = 1 << 1;

	/**
	 * Write.
	 */
	static final long WRITE = 1 << 6;

	/**
	 * All that files can be used for: the first nine, attributes, size, times and poll.
	 */
	static final long FILE = 0x8e001ff;

	/**
	 * All that directories can be used for: everything on paths, but no transfers.
	 */
	static final long DIRECTORY = 0x7bffe19;

	private WasiRights() {
	}

}
