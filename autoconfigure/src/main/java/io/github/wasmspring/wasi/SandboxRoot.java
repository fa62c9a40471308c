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

package io.github.wasmspring.wasi;

import java.nio.file.Path;

/**
 * The root of a sandbox, which is held open. Whatever is done to the path that led to it,
 * it stays the same directory.
 *
 * @param guest the path that the guest sees
 * @param directory the directory
 * @param readOnly whether guests can change nothing in it
 * @param budget descriptors that guests may keep open
 * @param calls calls that may block
 */
record SandboxRoot(String guest, HostDirectory directory, boolean readOnly, DescriptorBudget budget,
		DetachedCalls calls) {

	SandboxRoot(String guest, HostDirectory directory, boolean readOnly, DescriptorBudget budget) {
		this(guest, directory, readOnly, budget, new DetachedCalls());
	}

	Path path() {
		return this.directory.path();
	}

	void checkWritable() {
		if (this.readOnly) {
			throw new SandboxException(WasiError.READ_ONLY, this.guest);
		}
	}

}
