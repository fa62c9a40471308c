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
import java.nio.file.DirectoryIteratorException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a directory from one position on. It goes on where it was, whatever is
 * created or removed meanwhile, and knows one entry at a time.
 */
final class DirectoryListing implements Closeable {

	/**
	 * Descriptors that it needs.
	 */
	static final int DESCRIPTORS = SandboxDirectory.DESCRIPTORS;

	/**
	 * Each directory begins with itself and its parent.
	 */
	private static final List<String> SPECIAL = List.of(".", "..");

	private static final Log logger = LogFactory.getLog(DirectoryListing.class);

	/**
	 * Stands for bytes that are no characters.
	 */
	private static final char UNKNOWN = '\uFFFD';

	private static final AtomicBoolean warned = new AtomicBoolean();

	private final HostDirectory directory;

	private final DescriptorBudget budget;

	private final Iterator<String> names;

	private long position;

	private @Nullable Entry current;

	private boolean closed;

	DirectoryListing(HostDirectory directory, DescriptorBudget budget) {
		this.directory = directory;
		this.budget = budget;
		this.names = directory.names();
	}

	/**
	 * Return the position of the current entry.
	 */
	long position() {
		return this.position;
	}

	/**
	 * Skip entries up to a position.
	 */
	void skipTo(long target) throws IOException {
		while (this.position < target && nextName() != null) {
			this.position++;
		}
	}

	/**
	 * Return the current entry, or {@code null} at the end, where nothing stays open.
	 */
	@Nullable Entry current() throws IOException {
		while (this.current == null) {
			String name = nextName();
			if (name == null) {
				close();
				return null;
			}
			this.current = entry(name);
			if (this.current == null) {
				this.position++;
			}
		}
		return this.current;
	}

	/**
	 * Go on to the next entry.
	 */
	void advance() {
		this.current = null;
		this.position++;
	}

	private @Nullable String nextName() throws IOException {
		Interrupts.check();
		if (this.position < SPECIAL.size()) {
			return SPECIAL.get((int) this.position);
		}
		try {
			return (!this.closed && this.names.hasNext()) ? this.names.next() : null;
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
	}

	/**
	 * Return an entry, or {@code null} if it has been removed meanwhile, or has a name
	 * that Java cannot express. Who the parent is, is not told.
	 */
	private @Nullable Entry entry(String name) throws IOException {
		if (name.equals("..")) {
			return new Entry(name, 0, SandboxAttributes.Type.DIRECTORY);
		}
		try {
			BasicFileAttributes attributes = this.directory.attributes((name.equals(".")) ? null : name);
			SandboxAttributes visible = SandboxAttributes.of(attributes, List.of(name));
			return new Entry(name, visible.number(), visible.type());
		}
		catch (NoSuchFileException ex) {
			if (name.indexOf(UNKNOWN) >= 0) {
				warnOfName(name);
			}
			return null;
		}
		catch (SandboxException ex) {
			if (ex.getError() == WasiError.ILLEGAL_NAME) {
				warnOfName(name);
				return null;
			}
			throw ex;
		}
	}

	/**
	 * Say, once, that guests do not see a file.
	 */
	private void warnOfName(String name) {
		if (warned.compareAndSet(false, true)) {
			logger.warn(
					"Guests do not see '%s' in %s, nor other files whose names this Java virtual machine cannot express: its encoding of names is %s. Start it with a UTF-8 locale, such as LC_ALL=C.UTF-8"
						.formatted(name, this.directory.path(), System.getProperty("sun.jnu.encoding")));
		}
	}

	@Override
	public void close() throws IOException {
		if (!this.closed) {
			this.closed = true;
			try {
				this.directory.close();
			}
			finally {
				this.budget.giveBack(DESCRIPTORS);
			}
		}
	}

	/**
	 * An entry.
	 *
	 * @param name the name
	 * @param number the number of the file, or zero if that is not told
	 * @param type what kind of file it is
	 */
	record Entry(String name, long number, SandboxAttributes.Type type) {
	}

}
