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
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
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

	private final SandboxRoot root;

	private final Deque<String> pending;

	private final List<String> parents = new ArrayList<>();

	private HostDirectory directory;

	private @Nullable String name;

	private int links;

	private boolean released;

	private SandboxEntry(SandboxRoot root, HostDirectory start, List<String> startNames, List<String> names) {
		this.root = root;
		this.directory = start;
		this.parents.addAll(startNames);
		this.pending = new ArrayDeque<>(names);
	}

	/**
	 * Walk along names, and do something where they end.
	 * @param root where restarts begin
	 * @param start where the walk begins, which is closed in the end
	 * @param startNames the names from the root to there
	 * @param names the names
	 * @param followLast whether a symbolic link at the end is followed
	 * @param query what is done
	 * @return its result
	 */
	static <T> T find(SandboxRoot root, HostDirectory start, List<String> startNames, List<String> names,
			boolean followLast, Query<T> query) throws IOException {
		try (SandboxEntry entry = new SandboxEntry(root, start, startNames, names)) {
			entry.walk(followLast);
			return query.perform(entry);
		}
	}

	private void walk(boolean followLast) throws IOException {
		while (!this.pending.isEmpty()) {
			Interrupts.check();
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
			throw failure(WasiError.NAME_TOO_LONG);
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
			throw new NoSuchFileException(String.join("/", this.parents) + "/" + next);
		}
		if (!attributes.isDirectory()) {
			throw failure(WasiError.NOT_DIRECTORY);
		}
		change(this.directory.openDirectory(next, attributes));
		this.parents.add(next);
	}

	/**
	 * Start again at the root for the parent of the current directory. Only the text of a
	 * link can contain {@code ..} here.
	 */
	private void leave() throws IOException {
		if (this.parents.isEmpty()) {
			throw failure(WasiError.NOT_PERMITTED);
		}
		this.parents.remove(this.parents.size() - 1);
		restart();
	}

	private void restart() throws IOException {
		countLink();
		prepend(this.parents);
		this.parents.clear();
		change(this.root.directory().reopen());
	}

	private void follow(String link) throws IOException {
		countLink();
		prepend(SandboxPath.split(targetOf(link)));
	}

	private String targetOf(String link) throws IOException {
		String target = this.directory.readLink(link)
			.replace(this.directory.path().getFileSystem().getSeparator(), "/");
		if (target.length() > LONGEST_LINK) {
			throw failure(WasiError.NAME_TOO_LONG);
		}
		if (target.startsWith("/") || this.directory.path().getFileSystem().getPath(target).getRoot() != null) {
			throw failure(WasiError.NOT_PERMITTED);
		}
		return target;
	}

	/**
	 * Return the text of the symbolic link that the path leads to, after a walk along it
	 * to its end: it tells nothing about what is outside.
	 */
	String readLink() throws IOException {
		if (this.name == null || !attributes().isSymbolicLink()) {
			throw failure(WasiError.INVALID);
		}
		String target = targetOf(this.name);
		this.name = null;
		countLink();
		prepend(SandboxPath.split(target));
		walk(true);
		return target;
	}

	private SandboxException failure(WasiError error) {
		return new SandboxException(error, String.join("/", names()));
	}

	private void countLink() {
		if (++this.links > MOST_LINKS) {
			throw failure(WasiError.LOOP);
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
			throw failure(WasiError.INVALID);
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
	 * Return the attributes of a regular file. What is neither file nor directory is
	 * refused: a pipe could block for ever, and a device leads outside.
	 */
	BasicFileAttributes checkRegularFile(BasicFileAttributes attributes) {
		if (!attributes.isRegularFile()) {
			throw failure((attributes.isSymbolicLink()) ? WasiError.LOOP
					: (attributes.isDirectory()) ? WasiError.IS_DIRECTORY : WasiError.ACCESS_DENIED);
		}
		return attributes;
	}

	/**
	 * Open what the path leads to, which is a directory.
	 */
	HostDirectory openDirectory(BasicFileAttributes attributes) throws IOException {
		if (this.name == null) {
			return release();
		}
		if (!attributes.isDirectory()) {
			throw failure(WasiError.NOT_DIRECTORY);
		}
		return this.directory.openDirectory(this.name, attributes);
	}

	/**
	 * Set the times of the file or directory that the path leads to.
	 * @return what was set, for {@link Query}
	 */
	BasicFileAttributes setTimes(@Nullable FileTime modified, @Nullable FileTime accessed) throws IOException {
		BasicFileAttributes attributes = attributes();
		if (attributes.isDirectory()) {
			try (HostDirectory opened = openDirectory(attributes)) {
				opened.setTimes(null, modified, accessed);
			}
			return attributes;
		}
		String file = child();
		checkRegularFile(attributes);
		this.root.calls().call(release(), (parent) -> {
			parent.setTimes(file, modified, accessed);
			return () -> {
			};
		});
		return attributes;
	}

	/**
	 * Open the file that the path leads to.
	 */
	SandboxFile openFile(SandboxOpening opening) throws IOException {
		String file = child();
		List<String> fileNames = names();
		BasicFileAttributes existing = attributesIfExists();
		if (existing != null) {
			checkRegularFile(existing);
		}
		else if (!opening.creates()) {
			throw new NoSuchFileException(String.join("/", fileNames));
		}
		OpenedFile opened = this.root.calls().call(release(), (parent) -> {
			FileChannel channel = parent.openFile(file, opening.options());
			try {
				checkPosition(channel);
				return new OpenedFile(channel, (existing != null) ? existing : parent.attributes(file));
			}
			catch (IOException | RuntimeException ex) {
				channel.close();
				throw ex;
			}
		});
		return new SandboxFile(this.root, fileNames, opened.attributes(), opened.channel());
	}

	/**
	 * Refuse what somebody has put in the place of a file: a pipe has no position.
	 */
	private void checkPosition(FileChannel channel) {
		try {
			channel.position(0);
		}
		catch (IOException ex) {
			throw failure(WasiError.ACCESS_DENIED);
		}
	}

	/**
	 * Hand the directory over: the caller closes it.
	 */
	private HostDirectory release() {
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

	/**
	 * A file that was opened on another thread.
	 *
	 * @param channel the channel
	 * @param attributes its attributes
	 */
	private record OpenedFile(FileChannel channel, BasicFileAttributes attributes) implements Closeable {

		@Override
		public void close() throws IOException {
			this.channel.close();
		}

	}

}
