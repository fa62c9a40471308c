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

import java.util.List;

/**
 * Where a symbolic link leads to in the end. Chicory goes on with this path where it
 * follows a link, and takes the last name of it for the text of the link where it reads
 * one.
 */
final class SandboxLink extends SandboxPath {

	private final String text;

	SandboxLink(SandboxFileSystem fileSystem, List<String> names, String text) {
		super(fileSystem, true, names);
		this.text = text;
	}

	@Override
	public SandboxPath getFileName() {
		return new SandboxPath(getFileSystem(), false, List.of(this.text));
	}

}
