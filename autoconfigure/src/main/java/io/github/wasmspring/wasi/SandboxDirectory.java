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
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A directory that a guest has open, and that lets nobody out: names are resolved one by
 * one, relative to directories that are held open where the platform can do that, and a
 * symbolic link is followed only if it is relative and stays inside. Links are neither
 * created nor moved. What is refused is a {@link SandboxException}.
 *
 * @since 0.1.0
 */
public final class SandboxDirectory implements SandboxNode {

	/**
	 * Descriptors that it needs: Java opens directories twice.
	 */
	static final int DESCRIPTORS = 2;

	private final SandboxRoot root;

	private final HostDirectory directory;

	private final List<String> names;

	private final boolean preopened;

	private @Nullable DirectoryListing listing;

	/**
	 * Create the root, which is not closed with the descriptor of the guest.
	 */
	SandboxDirectory(SandboxRoot root) {
		this(root, root.directory(), List.of(), true);
	}

	private SandboxDirectory(SandboxRoot root, HostDirectory directory, List<String> names, boolean preopened) {
		this.root = root;
		this.directory = directory;
		this.names = names;
		this.preopened = preopened;
	}

	/**
	 * Return the path that the guest sees, if the directory is one that was granted.
	 * @return the path, or {@code null}
	 */
	public @Nullable String guestPath() {
		return (this.preopened) ? this.root.guest() : null;
	}

	@Override
	public SandboxAttributes attributes() throws IOException {
		return SandboxAttributes.of(this.directory.attributes(null), this.names);
	}

	@Override
	public void setTimes(@Nullable FileTime modified, @Nullable FileTime accessed) throws IOException {
		this.root.checkWritable();
		this.directory.setTimes(null, modified, accessed);
	}

	/**
	 * Return the attributes of what a path leads to.
	 * @param path the path
	 * @param follow whether a symbolic link at the end is followed
	 * @return the attributes
	 * @throws IOException if they cannot be read
	 */
	public SandboxAttributes attributes(String path, boolean follow) throws IOException {
		return in(path, follow, (entry) -> SandboxAttributes.of(entry.attributes(), entry.names()));
	}

	/**
	 * Set the times of what a path leads to, also by a symbolic link.
	 * @param path the path
	 * @param modified the time of the last change, or {@code null} to keep it
	 * @param accessed the time of the last access, or {@code null} to keep it
	 * @throws IOException if they cannot be set
	 */
	public void setTimes(String path, @Nullable FileTime modified, @Nullable FileTime accessed) throws IOException {
		this.root.checkWritable();
		in(path, true, (entry) -> entry.setTimes(modified, accessed));
	}

	/**
	 * Open a file or a directory.
	 * @param path the path
	 * @param opening how to open it
	 * @return what was opened
	 * @throws IOException if it cannot be opened
	 */
	public SandboxNode open(String path, SandboxOpening opening) throws IOException {
		return in(path, opening.follow(), (entry) -> {
			BasicFileAttributes existing = entry.attributesIfExists();
			if (existing != null && existing.isSymbolicLink()) {
				throw failure((opening.directory()) ? WasiError.NOT_DIRECTORY : WasiError.LOOP, path);
			}
			return (existing != null && existing.isDirectory()) ? openDirectory(path, opening, entry, existing)
					: openFile(path, opening, entry, existing != null);
		});
	}

	private SandboxNode openDirectory(String path, SandboxOpening opening, SandboxEntry entry,
			BasicFileAttributes existing) throws IOException {
		if (opening.write()) {
			throw failure(WasiError.IS_DIRECTORY, path);
		}
		return budgeted(DESCRIPTORS,
				() -> new SandboxDirectory(this.root, entry.openDirectory(existing), entry.names(), false));
	}

	private SandboxNode openFile(String path, SandboxOpening opening, SandboxEntry entry, boolean exists)
			throws IOException {
		if (path.endsWith("/") || (opening.directory() && exists)) {
			throw failure(WasiError.NOT_DIRECTORY, path);
		}
		if (!opening.isReadOnly()) {
			this.root.checkWritable();
		}
		return budgeted(SandboxFile.DESCRIPTORS, () -> entry.openFile(opening));
	}

	/**
	 * Open something that needs descriptors, which it gives back when it is closed.
	 */
	private <T> T budgeted(int descriptors, Opener<T> opener) throws IOException {
		this.root.budget().take(descriptors);
		boolean opened = false;
		try {
			T result = opener.open();
			opened = true;
			return result;
		}
		finally {
			if (!opened) {
				this.root.budget().giveBack(descriptors);
			}
		}
	}

	/**
	 * Create a directory.
	 * @param path the path
	 * @throws IOException if it cannot be created
	 */
	public void createDirectory(String path) throws IOException {
		change(path, (entry) -> {
			if (entry.attributesIfExists() != null) {
				throw new FileAlreadyExistsException(path);
			}
			entry.directory().createDirectory(entry.child());
		});
	}

	/**
	 * Remove an empty directory.
	 * @param path the path
	 * @throws IOException if it cannot be removed
	 */
	public void removeDirectory(String path) throws IOException {
		change(path, (entry) -> {
			if (!entry.attributes().isDirectory()) {
				throw failure(WasiError.NOT_DIRECTORY, path);
			}
			entry.directory().deleteDirectory(entry.child());
		});
	}

	/**
	 * Remove what is not a directory.
	 * @param path the path
	 * @throws IOException if it cannot be removed
	 */
	public void unlinkFile(String path) throws IOException {
		change(path, (entry) -> {
			if (entry.attributes().isDirectory()) {
				throw failure(WasiError.IS_DIRECTORY, path);
			}
			if (path.endsWith("/")) {
				throw failure(WasiError.NOT_DIRECTORY, path);
			}
			entry.directory().deleteFile(entry.child());
		});
	}

	/**
	 * Rename a file or a directory. A symbolic link keeps its place: elsewhere a relative
	 * one leads to something else.
	 * @param source the path
	 * @param target the directory of the new path
	 * @param targetPath the new path; what is there is replaced, unless it is a directory
	 * that has entries
	 * @throws IOException if it cannot be renamed
	 */
	public void rename(String source, SandboxDirectory target, String targetPath) throws IOException {
		this.root.checkWritable();
		target.change(targetPath, (to) -> change(source, (from) -> {
			BasicFileAttributes moved = from.attributes();
			String name = from.child();
			if (!moved.isDirectory() && !moved.isRegularFile()) {
				throw failure(WasiError.NOT_PERMITTED, source);
			}
			checkReplaceable(moved, to, targetPath);
			from.directory().move(name, to.directory(), to.child());
		}));
	}

	private static void checkReplaceable(BasicFileAttributes moved, SandboxEntry entry, String path)
			throws IOException {
		BasicFileAttributes existing = entry.attributesIfExists();
		if (existing == null) {
			return;
		}
		if (moved.isDirectory() && existing.isRegularFile()) {
			throw failure(WasiError.NOT_DIRECTORY, path);
		}
		if (moved.isRegularFile() && existing.isDirectory()) {
			throw failure(WasiError.IS_DIRECTORY, path);
		}
		if (existing.isDirectory() && entry.name() != null) {
			try (HostDirectory directory = entry.openDirectory(existing)) {
				if (directory.names().hasNext()) {
					throw new DirectoryNotEmptyException(path);
				}
			}
		}
	}

	/**
	 * Return the text of a symbolic link that does not lead outside.
	 * @param path the path
	 * @return the text
	 * @throws IOException if it cannot be read
	 */
	public String readLink(String path) throws IOException {
		return in(path, false, SandboxEntry::readLink);
	}

	/**
	 * List the entries from a position on, until one is not taken. The list goes on from
	 * there if that is the next position asked for.
	 * @param position the position, zero for the first entry, which is the directory
	 * itself
	 * @param visitor takes the entries
	 * @throws IOException if the entries cannot be read
	 */
	public void list(long position, Visitor visitor) throws IOException {
		DirectoryListing current = listingAt(position);
		DirectoryListing.Entry entry = current.current();
		while (entry != null && visitor.visit(current.position() + 1, entry.name(), entry.number(), entry.type())) {
			current.advance();
			entry = current.current();
		}
	}

	private DirectoryListing listingAt(long position) throws IOException {
		DirectoryListing current = this.listing;
		if (current != null && position > 0 && current.position() == position) {
			return current;
		}
		closeListing();
		current = budgeted(DirectoryListing.DESCRIPTORS, this::openListing);
		this.listing = current;
		current.skipTo(position);
		return current;
	}

	private DirectoryListing openListing() throws IOException {
		HostDirectory reopened = this.directory.reopen();
		try {
			return new DirectoryListing(reopened, this.root.budget());
		}
		catch (RuntimeException | Error ex) {
			reopened.closeAfter(ex);
			throw ex;
		}
	}

	private void closeListing() throws IOException {
		DirectoryListing current = this.listing;
		if (current != null) {
			this.listing = null;
			current.close();
		}
	}

	private void change(String path, Action action) throws IOException {
		this.root.checkWritable();
		in(path, false, (entry) -> {
			action.perform(entry);
			return true;
		});
	}

	private <T> T in(String path, boolean follow, SandboxEntry.Query<T> query) throws IOException {
		List<String> below = SandboxPath.below(path);
		return SandboxEntry.find(this.root, this.directory.reopen(), this.names, below, follow, query);
	}

	private static SandboxException failure(WasiError error, String path) {
		return new SandboxException(error, path);
	}

	@Override
	public void close() throws IOException {
		if (this.preopened) {
			closeListing();
			return;
		}
		try (this.directory) {
			closeListing();
		}
		finally {
			this.root.budget().giveBack(DESCRIPTORS);
		}
	}

	/**
	 * Takes the entries of a directory.
	 */
	@FunctionalInterface
	public interface Visitor {

		/**
		 * Take an entry.
		 * @param next the position after it
		 * @param name the name
		 * @param number a number by which programs tell files apart
		 * @param type what kind of file it is
		 * @return whether it was taken
		 */
		boolean visit(long next, String name, long number, SandboxAttributes.Type type);

	}

	/**
	 * Does something to an entry.
	 */
	@FunctionalInterface
	private interface Action {

		void perform(SandboxEntry entry) throws IOException;

	}

	/**
	 * Opens something.
	 *
	 * @param <T> the type of it
	 */
	@FunctionalInterface
	private interface Opener<T> {

		T open() throws IOException;

	}

}
