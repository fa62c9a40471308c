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

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where a path leads to: an open directory and the name of one of its children, which
 * need not exist.
 */
final class SandboxEntry implements Closeable {

	private static final int MOST_NAMES = 256;

	private static final int MOST_LINKS = 40;

	private static final int LONGEST_LINK = 4096;

	private final SandboxPath path;

	private final Deque<String> pending;

	private final List<String> parents = new ArrayList<>();

	private HostDirectory directory;

	private @Nullable String name;

	private int links;

	private boolean released;

	private SandboxEntry(SandboxPath path) throws IOException {
		this.path = path;
		this.pending = new ArrayDeque<>(path.toAbsolutePath().normalize().names());
		this.directory = path.getFileSystem().openRoot();
	}

	/**
	 * Walk along a path, and do something where it ends.
	 * @param path the path
	 * @param followLast whether a symbolic link at the end is followed
	 * @param query what is done
	 * @return its result
	 */
	static <T> T find(SandboxPath path, boolean followLast, Query<T> query) throws IOException {
		try (SandboxEntry entry = find(path, followLast)) {
			return query.perform(entry);
		}
		catch (AccessDeniedException ex) {
			throw new SandboxException(WasiError.ACCESS_DENIED, path);
		}
	}

	private static SandboxEntry find(SandboxPath path, boolean followLast) throws IOException {
		SandboxEntry entry = new SandboxEntry(path);
		try {
			entry.walk(followLast);
			return entry;
		}
		catch (IOException | RuntimeException | Error ex) {
			entry.close();
			throw ex;
		}
	}

	private void walk(boolean followLast) throws IOException {
		while (!this.pending.isEmpty()) {
			String next = this.pending.removeFirst();
			checkLength(next);
			if (next.equals("..")) {
				leave();
			}
			else if (!next.equals(".")) {
				visit(next, followLast);
			}
		}
	}

	private void checkLength(String next) {
		if (this.pending.size() + this.parents.size() > MOST_NAMES
				|| next.getBytes(StandardCharsets.UTF_8).length > HostDirectory.LONGEST_NAME) {
			throw new SandboxException(WasiError.NAME_TOO_LONG, this.path);
		}
	}

	private void visit(String next, boolean followLast) throws IOException {
		boolean last = this.pending.isEmpty();
		BasicFileAttributes attributes = (!last || followLast) ? attributesOf(next) : null;
		if (attributes != null && attributes.isSymbolicLink()) {
			follow(next);
		}
		else if (last) {
			this.name = next;
		}
		else {
			enter(next, attributes);
		}
	}

	private void enter(String next, @Nullable BasicFileAttributes attributes) throws IOException {
		if (attributes == null) {
			throw new NoSuchFileException(this.path.toString());
		}
		if (!attributes.isDirectory()) {
			throw new SandboxException(WasiError.NOT_DIRECTORY, this.path);
		}
		change(this.directory.openDirectory(next));
		this.parents.add(next);
	}

	/**
	 * Start again at the root for the parent of the current directory. Only the text of a
	 * link can contain {@code ..} here.
	 */
	private void leave() throws IOException {
		if (this.parents.isEmpty()) {
			throw new SandboxException(WasiError.NOT_PERMITTED, this.path);
		}
		this.parents.remove(this.parents.size() - 1);
		restart();
	}

	private void restart() throws IOException {
		countLink();
		prepend(this.parents);
		this.parents.clear();
		change(this.path.getFileSystem().openRoot());
	}

	private void follow(String link) throws IOException {
		countLink();
		String target = this.directory.readLink(link)
			.replace(this.directory.path().getFileSystem().getSeparator(), "/");
		if (target.length() > LONGEST_LINK) {
			throw new SandboxException(WasiError.NAME_TOO_LONG, this.path);
		}
		if (target.startsWith("/") || this.directory.path().getFileSystem().getPath(target).getRoot() != null) {
			throw new SandboxException(WasiError.NOT_PERMITTED, this.path);
		}
		prepend(SandboxPath.split(target));
	}

	private void countLink() {
		if (++this.links > MOST_LINKS) {
			throw new SandboxException(WasiError.LOOP, this.path);
		}
	}

	private void prepend(List<String> names) {
		for (int i = names.size() - 1; i >= 0; i--) {
			this.pending.addFirst(names.get(i));
		}
	}

	private void change(HostDirectory next) throws IOException {
		HostDirectory previous = this.directory;
		this.directory = next;
		previous.close();
	}

	HostDirectory directory() {
		return this.directory;
	}

	/**
	 * Return the name of the child, or {@code null} if the path leads to the directory
	 * itself.
	 */
	@Nullable String name() {
		return this.name;
	}

	/**
	 * Return the name of the child, for what cannot be done to the directory itself.
	 */
	String child() {
		if (this.name == null) {
			throw new SandboxException(WasiError.INVALID, this.path);
		}
		return this.name;
	}

	/**
	 * Return the names from the root to what the path leads to.
	 */
	List<String> names() {
		List<String> names = new ArrayList<>(this.parents);
		if (this.name != null) {
			names.add(this.name);
		}
		return List.copyOf(names);
	}

	/**
	 * Return the attributes of what the path leads to.
	 */
	BasicFileAttributes attributes() throws IOException {
		return this.directory.attributes(this.name);
	}

	@Nullable BasicFileAttributes attributesIfExists() throws IOException {
		return (this.name != null) ? attributesOf(this.name) : this.directory.attributes(null);
	}

	private @Nullable BasicFileAttributes attributesOf(String child) throws IOException {
		try {
			return this.directory.attributes(child);
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	/**
	 * Hand the directory over: the caller closes it.
	 */
	HostDirectory release() {
		this.released = true;
		return this.directory;
	}

	@Override
	public void close() throws IOException {
		if (!this.released) {
			this.directory.close();
		}
	}

	/**
	 * Asks something about an entry.
	 *
	 * @param <T> the type of the answer
	 */
	@FunctionalInterface
	interface Query<T> {

		T perform(SandboxEntry entry) throws IOException;

	}

}
