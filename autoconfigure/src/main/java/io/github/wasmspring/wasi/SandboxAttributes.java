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

import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * What a guest sees of a file, which every platform can tell.
 *
 * @param number a number by which programs tell files apart
 * @param type what kind of file it is
 * @param size the size in bytes
 * @param accessed the time of the last access
 * @param modified the time of the last change
 * @since 0.1.0
 */
public record SandboxAttributes(long number, Type type, long size, FileTime accessed, FileTime modified) {

	private static final long OFFSET_BASIS = 0xcbf29ce484222325L;

	private static final long PRIME = 0x100000001b3L;

	static SandboxAttributes of(BasicFileAttributes attributes, List<String> names) {
		return of(attributes, names, attributes.size());
	}

	static SandboxAttributes of(BasicFileAttributes attributes, List<String> names, long size) {
		Object key = attributes.fileKey();
		return new SandboxAttributes(hash((key != null) ? key.toString() : String.join("/", names)),
				Type.of(attributes), size, attributes.lastAccessTime(), attributes.lastModifiedTime());
	}

	/**
	 * Number a file by its key (FNV-1a): programs compare these numbers to see whether
	 * two names are the same file.
	 */
	private static long hash(String key) {
		long hash = OFFSET_BASIS;
		for (byte octet : key.getBytes(StandardCharsets.UTF_8)) {
			hash = (hash ^ (octet & 0xFF)) * PRIME;
		}
		return hash;
	}

	/**
	 * The kinds of files.
	 */
	public enum Type {

		/**
		 * A pipe, a device or a socket.
		 */
		OTHER(0),

		/**
		 * A directory.
		 */
		DIRECTORY(3),

		/**
		 * A regular file.
		 */
		REGULAR_FILE(4),

		/**
		 * A symbolic link.
		 */
		SYMBOLIC_LINK(7);

		private final int number;

		Type(int number) {
			this.number = number;
		}

		/**
		 * Return the number that the guest gets.
		 * @return the type of the file
		 */
		public int number() {
			return this.number;
		}

		private static Type of(BasicFileAttributes attributes) {
			if (attributes.isSymbolicLink()) {
				return SYMBOLIC_LINK;
			}
			if (attributes.isDirectory()) {
				return DIRECTORY;
			}
			return (attributes.isRegularFile()) ? REGULAR_FILE : OTHER;
		}

	}

}
