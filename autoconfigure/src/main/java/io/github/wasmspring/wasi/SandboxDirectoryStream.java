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
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * The children of a directory.
 */
final class SandboxDirectoryStream implements DirectoryStream<Path> {

	private final SandboxPath path;

	private final HostDirectory directory;

	private final Filter<? super Path> filter;

	SandboxDirectoryStream(SandboxPath path, HostDirectory directory, Filter<? super Path> filter) {
		this.path = path;
		this.directory = directory;
		this.filter = filter;
	}

	@Override
	public Iterator<Path> iterator() {
		return new Children(this.directory.names());
	}

	@Override
	public void close() throws IOException {
		this.directory.close();
	}

	/**
	 * Accepted children.
	 */
	private final class Children implements Iterator<Path> {

		private final Iterator<String> names;

		private @Nullable Path next;

		Children(Iterator<String> names) {
			this.names = names;
		}

		@Override
		public boolean hasNext() {
			while (this.next == null && this.names.hasNext()) {
				SandboxPath child = SandboxDirectoryStream.this.path.resolve(new SandboxPath(
						SandboxDirectoryStream.this.path.getFileSystem(), false, List.of(this.names.next())));
				this.next = (accepts(child)) ? child : null;
			}
			return this.next != null;
		}

		private boolean accepts(Path child) {
			try {
				return SandboxDirectoryStream.this.filter.accept(child);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public Path next() {
			Path child = (hasNext()) ? this.next : null;
			if (child == null) {
				throw new NoSuchElementException();
			}
			this.next = null;
			return child;
		}

	}

}
