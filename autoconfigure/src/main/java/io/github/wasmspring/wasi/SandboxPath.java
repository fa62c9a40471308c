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

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent.Kind;
import java.nio.file.WatchEvent.Modifier;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Path of a guest: names between slashes, whatever the host uses.
 */
class SandboxPath implements Path {

	private static final String SELF = ".";

	private static final String PARENT = "..";

	private final SandboxFileSystem fileSystem;

	private final boolean absolute;

	private final List<String> names;

	SandboxPath(SandboxFileSystem fileSystem, boolean absolute, List<String> names) {
		this.fileSystem = fileSystem;
		this.absolute = absolute;
		this.names = names;
	}

	static SandboxPath parse(SandboxFileSystem fileSystem, String text) {
		if (text.indexOf('\0') >= 0) {
			throw new InvalidPathException(text.replace('\0', '?'), "NUL in a path");
		}
		return new SandboxPath(fileSystem, text.startsWith("/"), split(text));
	}

	static List<String> split(String text) {
		return Arrays.stream(text.split("/")).filter((name) -> !name.isEmpty()).toList();
	}

	static SandboxPath of(Path path) {
		if (path instanceof SandboxPath sandboxPath) {
			return sandboxPath;
		}
		throw new ProviderMismatchException();
	}

	List<String> names() {
		return this.names;
	}

	@Override
	public SandboxFileSystem getFileSystem() {
		return this.fileSystem;
	}

	@Override
	public boolean isAbsolute() {
		return this.absolute;
	}

	@Override
	public @Nullable SandboxPath getRoot() {
		return (this.absolute) ? new SandboxPath(this.fileSystem, true, List.of()) : null;
	}

	@Override
	public @Nullable SandboxPath getFileName() {
		return (!this.names.isEmpty()) ? getName(this.names.size() - 1) : null;
	}

	@Override
	public @Nullable SandboxPath getParent() {
		if (this.names.size() <= 1) {
			return (!this.names.isEmpty()) ? getRoot() : null;
		}
		return new SandboxPath(this.fileSystem, this.absolute, this.names.subList(0, this.names.size() - 1));
	}

	@Override
	public int getNameCount() {
		return this.names.size();
	}

	@Override
	public SandboxPath getName(int index) {
		return subpath(index, index + 1);
	}

	@Override
	public SandboxPath subpath(int beginIndex, int endIndex) {
		return new SandboxPath(this.fileSystem, false, this.names.subList(beginIndex, endIndex));
	}

	@Override
	public boolean startsWith(Path other) {
		SandboxPath prefix = of(other);
		return prefix.absolute == this.absolute && prefix.names.size() <= this.names.size()
				&& this.names.subList(0, prefix.names.size()).equals(prefix.names);
	}

	@Override
	public boolean endsWith(Path other) {
		SandboxPath suffix = of(other);
		int rest = this.names.size() - suffix.names.size();
		return (suffix.absolute) ? equals(suffix)
				: rest >= 0 && this.names.subList(rest, this.names.size()).equals(suffix.names);
	}

	/**
	 * Remove {@code .} and {@code ..} without a look at the file system. The parent of
	 * the root is the root.
	 */
	@Override
	public SandboxPath normalize() {
		List<String> normalized = new ArrayList<>();
		for (String name : this.names) {
			boolean above = normalized.isEmpty() || normalized.get(normalized.size() - 1).equals(PARENT);
			if (name.equals(PARENT) && !above) {
				normalized.remove(normalized.size() - 1);
			}
			else if (!name.equals(SELF) && !(name.equals(PARENT) && this.absolute)) {
				normalized.add(name);
			}
		}
		return new SandboxPath(this.fileSystem, this.absolute, List.copyOf(normalized));
	}

	@Override
	public SandboxPath resolve(Path other) {
		SandboxPath path = of(other);
		if (path.absolute) {
			return path;
		}
		List<String> joined = new ArrayList<>(this.names);
		joined.addAll(path.names);
		return new SandboxPath(this.fileSystem, this.absolute, List.copyOf(joined));
	}

	@Override
	public SandboxPath relativize(Path other) {
		throw new UnsupportedOperationException();
	}

	@Override
	public URI toUri() {
		throw new UnsupportedOperationException();
	}

	@Override
	public SandboxPath toAbsolutePath() {
		return new SandboxPath(this.fileSystem, true, this.names);
	}

	@Override
	public SandboxPath toRealPath(LinkOption... options) {
		throw new UnsupportedOperationException();
	}

	@Override
	public WatchKey register(WatchService watcher, Kind<?>[] events, Modifier... modifiers) {
		throw new UnsupportedOperationException();
	}

	@Override
	public int compareTo(Path other) {
		return toString().compareTo(of(other).toString());
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof SandboxPath path && path.fileSystem == this.fileSystem && path.absolute == this.absolute
				&& path.names.equals(this.names);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.absolute, this.names);
	}

	@Override
	public String toString() {
		return ((this.absolute) ? "/" : "") + String.join("/", this.names);
	}

}
