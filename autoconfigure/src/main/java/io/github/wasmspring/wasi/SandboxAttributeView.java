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

import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

import org.jspecify.annotations.Nullable;

/**
 * View through which times are set.
 *
 * @param provider the provider
 * @param path the path
 * @param options whether a symbolic link at the end is followed
 */
record SandboxAttributeView(SandboxFileSystemProvider provider, Path path,
		LinkOption... options) implements BasicFileAttributeView {

	@Override
	public String name() {
		return "basic";
	}

	@Override
	public BasicFileAttributes readAttributes() throws IOException {
		return this.provider.readAttributes(this.path, BasicFileAttributes.class, this.options);
	}

	@Override
	public void setTimes(@Nullable FileTime modified, @Nullable FileTime accessed, @Nullable FileTime created)
			throws IOException {
		this.provider.setTimes(this.path, modified, accessed, this.options);
	}

}
