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
import java.util.List;
import java.util.Map;

/**
 * What {@code stat} shows, from what every platform can tell without a path.
 */
final class UnixAttributes {

	private static final long OFFSET_BASIS = 0xcbf29ce484222325L;

	private static final long PRIME = 0x100000001b3L;

	private UnixAttributes() {
	}

	static Map<String, Object> of(BasicFileAttributes attributes, List<String> names) {
		Object key = attributes.fileKey();
		return Map.ofEntries(Map.entry("dev", 1L),
				Map.entry("ino", hash((key != null) ? key.toString() : String.join("/", names))), Map.entry("nlink", 1),
				Map.entry("size", attributes.size()), Map.entry("lastAccessTime", attributes.lastAccessTime()),
				Map.entry("lastModifiedTime", attributes.lastModifiedTime()),
				Map.entry("ctime", attributes.lastModifiedTime()),
				Map.entry("isSymbolicLink", attributes.isSymbolicLink()),
				Map.entry("isDirectory", attributes.isDirectory()),
				Map.entry("isRegularFile", attributes.isRegularFile()));
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

}
