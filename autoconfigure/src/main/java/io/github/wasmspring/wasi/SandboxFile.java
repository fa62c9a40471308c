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
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;

import org.jspecify.annotations.Nullable;

/**
 * A regular file that a guest has open.
 *
 * @since 0.1.0
 */
public final class SandboxFile implements SandboxNode {

	/**
	 * Descriptors that it needs.
	 */
	static final int DESCRIPTORS = 1;

	private final SandboxRoot root;

	private final List<String> names;

	private final BasicFileAttributes opened;

	private final FileChannel channel;

	/**
	 * Whether the channel belongs to a call that was left behind.
	 */
	private boolean leftBehind;

	SandboxFile(SandboxRoot root, List<String> names, BasicFileAttributes opened, FileChannel channel) {
		this.root = root;
		this.names = names;
		this.opened = opened;
		this.channel = channel;
	}

	/**
	 * Return the channel to its content.
	 * @return the channel
	 */
	public FileChannel channel() {
		return this.channel;
	}

	/**
	 * Return the attributes: of what its name leads to if that is still the same file, or
	 * else as they were when it was opened, with the size of now.
	 */
	@Override
	public SandboxAttributes attributes() throws IOException {
		BasicFileAttributes attributes;
		try {
			attributes = find(SandboxEntry::attributes);
		}
		catch (NoSuchFileException | SandboxException ex) {
			attributes = this.opened;
		}
		return SandboxAttributes.of((isSame(attributes)) ? attributes : this.opened, this.names, this.channel.size());
	}

	@Override
	public void setTimes(@Nullable FileTime modified, @Nullable FileTime accessed) throws IOException {
		this.root.checkWritable();
		find((entry) -> {
			if (!isSame(entry.attributes())) {
				throw new NoSuchFileException(String.join("/", this.names));
			}
			return entry.setTimes(modified, accessed);
		});
	}

	private <T> T find(SandboxEntry.Query<T> query) throws IOException {
		return SandboxEntry.find(this.root, this.root.directory().reopen(), List.of(), this.names, false, query);
	}

	private boolean isSame(BasicFileAttributes attributes) {
		return Objects.equals(attributes.fileKey(), this.opened.fileKey());
	}

	/**
	 * Write to the disk what is not there yet. That may take longer than the guest has:
	 * then the file is closed when it is done.
	 * @param metadata whether that includes attributes
	 * @throws IOException if it cannot be written
	 */
	public void sync(boolean metadata) throws IOException {
		IOException failure;
		try {
			failure = this.root.calls().call(() -> force(metadata)).failure();
		}
		catch (CancellationException ex) {
			this.leftBehind = true;
			throw ex;
		}
		if (failure != null) {
			throw failure;
		}
	}

	private Synced force(boolean metadata) {
		try {
			this.channel.force(metadata);
			return new Synced(this.channel, null);
		}
		catch (IOException ex) {
			return new Synced(this.channel, ex);
		}
	}

	@Override
	public void close() throws IOException {
		try {
			if (!this.leftBehind) {
				this.channel.close();
			}
		}
		finally {
			this.root.budget().giveBack(DESCRIPTORS);
		}
	}

	/**
	 * A file that was written to the disk, which is closed if nobody waits for it.
	 *
	 * @param channel the channel
	 * @param failure why it could not be written, or {@code null}
	 */
	private record Synced(FileChannel channel, @Nullable IOException failure) implements Closeable {

		@Override
		public void close() throws IOException {
			this.channel.close();
		}

	}

}
