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
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

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
	 * Who uses the channel: the descriptor of the guest, and calls that write it to the
	 * disk. The last one closes it.
	 */
	private final AtomicInteger users = new AtomicInteger(1);

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
		this.root.calls().call(() -> force(metadata));
	}

	private Closeable force(boolean metadata) throws IOException {
		if (this.users.getAndUpdate((count) -> (count > 0) ? count + 1 : 0) == 0) {
			throw new ClosedChannelException();
		}
		try {
			this.channel.force(metadata);
		}
		finally {
			release();
		}
		return () -> {
		};
	}

	private void release() throws IOException {
		if (this.users.decrementAndGet() == 0) {
			try {
				this.channel.close();
			}
			finally {
				this.root.budget().giveBack(DESCRIPTORS);
			}
		}
	}

	@Override
	public void close() throws IOException {
		release();
	}

}
