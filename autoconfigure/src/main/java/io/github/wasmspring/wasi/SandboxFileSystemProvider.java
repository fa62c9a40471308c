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
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.DirectoryStream.Filter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What can be done in a {@link SandboxFileSystem}: what WASI preview 1 asks for, and no
 * more. It is not registered anywhere.
 */
final class SandboxFileSystemProvider extends FileSystemProvider {

	static final SandboxFileSystemProvider INSTANCE = new SandboxFileSystemProvider();

	private static final Set<OpenOption> READ_OPTIONS = Set.of(StandardOpenOption.READ, StandardOpenOption.SYNC,
			StandardOpenOption.DSYNC, LinkOption.NOFOLLOW_LINKS);

	private SandboxFileSystemProvider() {
	}

	@Override
	public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
			throws IOException {
		if (!READ_OPTIONS.containsAll(options)) {
			SandboxPath.of(path).getFileSystem().checkWritable(path);
		}
		return in(path, false, (entry) -> {
			BasicFileAttributes existing = entry.attributesIfExists();
			if (existing != null) {
				checkRegularFile(existing, path);
			}
			else if (!options.contains(StandardOpenOption.CREATE) && !options.contains(StandardOpenOption.CREATE_NEW)) {
				throw new NoSuchFileException(path.toString());
			}
			return entry.directory().openFile(entry.child(), Set.copyOf(options));
		});
	}

	/**
	 * Refuse what is neither file nor directory: a pipe could block for ever, and a
	 * device leads outside.
	 */
	private static void checkRegularFile(BasicFileAttributes attributes, Path path) {
		if (!attributes.isRegularFile()) {
			throw new SandboxException((attributes.isSymbolicLink()) ? WasiError.LOOP
					: (attributes.isDirectory()) ? WasiError.IS_DIRECTORY : WasiError.ACCESS_DENIED, path);
		}
	}

	@Override
	public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options,
			FileAttribute<?>... attributes) throws IOException {
		return newFileChannel(path, options, attributes);
	}

	@Override
	public DirectoryStream<Path> newDirectoryStream(Path directory, Filter<? super Path> filter) throws IOException {
		SandboxPath path = SandboxPath.of(directory);
		return in(path, true, (entry) -> new SandboxDirectoryStream(path, openDirectory(entry, path), filter));
	}

	private static HostDirectory openDirectory(SandboxEntry entry, SandboxPath path) throws IOException {
		String name = entry.name();
		if (name == null) {
			return entry.release();
		}
		if (!entry.attributes().isDirectory()) {
			throw new SandboxException(WasiError.NOT_DIRECTORY, path);
		}
		return entry.directory().openDirectory(name);
	}

	@Override
	public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
		change(directory, (entry) -> {
			if (entry.attributesIfExists() != null) {
				throw new FileAlreadyExistsException(directory.toString());
			}
			entry.directory().createDirectory(entry.child());
		});
	}

	@Override
	public void delete(Path path) throws IOException {
		change(path, (entry) -> {
			if (entry.directory().attributes(entry.child()).isDirectory()) {
				entry.directory().deleteDirectory(entry.child());
			}
			else {
				entry.directory().deleteFile(entry.child());
			}
		});
	}

	@Override
	public void move(Path source, Path target, CopyOption... options) throws IOException {
		SandboxPath.of(source).getFileSystem().checkWritable(source);
		change(target, (to) -> change(source, (from) -> {
			if (from.directory().attributes(from.child()).isDirectory()) {
				checkEmpty(to, SandboxPath.of(target));
			}
			from.directory().move(from.child(), to.directory(), to.child());
		}));
	}

	private static void checkEmpty(SandboxEntry entry, SandboxPath path) throws IOException {
		BasicFileAttributes existing = entry.attributesIfExists();
		if (existing != null && existing.isDirectory()) {
			try (HostDirectory directory = openDirectory(entry, path)) {
				if (directory.names().hasNext()) {
					throw new DirectoryNotEmptyException(path.toString());
				}
			}
		}
	}

	/**
	 * Follow a symbolic link to its end.
	 */
	@Override
	public Path readSymbolicLink(Path link) throws IOException {
		SandboxPath path = SandboxPath.of(link);
		String text = in(path, false, (entry) -> {
			if (entry.name() == null || !entry.attributes().isSymbolicLink()) {
				throw new NotLinkException(link.toString());
			}
			return entry.directory().readLink(entry.name());
		});
		return in(path, true, (entry) -> new SandboxLink(path.getFileSystem(), entry.names(), text));
	}

	@Override
	public void checkAccess(Path path, AccessMode... modes) throws IOException {
		if (Arrays.asList(modes).contains(AccessMode.WRITE)) {
			SandboxPath.of(path).getFileSystem().checkWritable(path);
		}
		readAttributes(path, BasicFileAttributes.class);
	}

	@Override
	public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
			throws IOException {
		if (type != BasicFileAttributes.class) {
			throw new UnsupportedOperationException();
		}
		return type.cast(in(path, follow(options), SandboxEntry::attributes));
	}

	/**
	 * Read the attributes that {@code fd_filestat_get} and {@code fd_readdir} show. They
	 * are those of the link if the path is one: who wants those of its target has
	 * followed it by {@link #readSymbolicLink(Path)}.
	 */
	@Override
	public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
		if (!attributes.equals("unix:*")) {
			throw new UnsupportedOperationException();
		}
		return in(path, false, (entry) -> UnixAttributes.of(entry.attributes(), entry.names()));
	}

	@Override
	public <V extends FileAttributeView> @Nullable V getFileAttributeView(Path path, Class<V> type,
			LinkOption... options) {
		return (type == BasicFileAttributeView.class) ? type.cast(new SandboxAttributeView(this, path, options)) : null;
	}

	void setTimes(Path path, @Nullable FileTime modified, @Nullable FileTime accessed, LinkOption... options)
			throws IOException {
		SandboxPath.of(path).getFileSystem().checkWritable(path);
		run(path, follow(options), (entry) -> {
			BasicFileAttributes attributes = entry.attributes();
			if (!attributes.isDirectory()) {
				checkRegularFile(attributes, path);
			}
			entry.directory().setTimes(entry.name(), modified, accessed);
		});
	}

	private static void change(Path path, Action action) throws IOException {
		SandboxPath.of(path).getFileSystem().checkWritable(path);
		run(path, false, action);
	}

	private static void run(Path path, boolean followLast, Action action) throws IOException {
		in(path, followLast, (entry) -> {
			action.perform(entry);
			return true;
		});
	}

	private static <T> T in(Path path, boolean followLast, SandboxEntry.Query<T> query) throws IOException {
		return SandboxEntry.find(SandboxPath.of(path), followLast, query);
	}

	private static boolean follow(LinkOption... options) {
		return !List.of(options).contains(LinkOption.NOFOLLOW_LINKS);
	}

	@Override
	public boolean isSameFile(Path path, Path other) {
		return path.equals(other);
	}

	@Override
	public boolean isHidden(Path path) {
		return false;
	}

	@Override
	public String getScheme() {
		return "wasi";
	}

	@Override
	public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
		throw new UnsupportedOperationException();
	}

	@Override
	public FileSystem getFileSystem(URI uri) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Path getPath(URI uri) {
		throw new UnsupportedOperationException();
	}

	@Override
	public FileStore getFileStore(Path path) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void copy(Path source, Path target, CopyOption... options) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Does something to an entry.
	 */
	@FunctionalInterface
	private interface Action {

		void perform(SandboxEntry entry) throws IOException;

	}

}
