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

package io.github.wasmspring.backend;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.backend.DeclaredSize.Kind;

/**
 * Writes the maximums of memories and tables into a binary, so that every backend holds
 * to them. What is imported has the maximum that its provider gave it.
 */
final class MaximumSizes {

	private final String name;

	private final byte[] bytes;

	private final List<DeclaredSize> declared;

	MaximumSizes(String name, byte[] bytes) {
		this.name = name;
		this.bytes = bytes;
		this.declared = DeclaredSizes.find(name, bytes);
	}

	/**
	 * Return a binary whose memories have at most that many pages in all, and its tables
	 * that many elements. Sizes that are not valid stay as they are.
	 */
	byte[] limit(int memoryPages, int tableElements) {
		List<DeclaredSize> limited = new ArrayList<>();
		long morePages = share(Kind.MEMORY, memoryPages);
		long moreElements = share(Kind.TABLE, tableElements);
		for (DeclaredSize size : this.declared) {
			long more = (size.kind() == Kind.MEMORY) ? morePages : moreElements;
			limited.add((size.isValid()) ? size.withMaximum(size.initial() + more) : size);
		}
		return (limited.equals(this.declared)) ? this.bytes : write(limited);
	}

	/**
	 * Return by how much each memory or table may grow: those of one kind share what they
	 * do not have from the start.
	 */
	private long share(Kind kind, int limit) {
		List<DeclaredSize> sizes = this.declared.stream()
			.filter((size) -> size.kind() == kind && size.isValid())
			.toList();
		long initial = 0;
		for (DeclaredSize size : sizes) {
			initial += size.initial();
			if (initial > limit || initial < 0) {
				throw exceeded(kind, initial, limit, size.start());
			}
		}
		return (limit - initial) / Math.max(1, sizes.size());
	}

	private WasmLoadException exceeded(Kind kind, long initial, int limit, int offset) {
		return (kind == Kind.MEMORY)
				? failure(
						"the module starts with a memory of %d pages of 64 KiB, but at most %d are allowed"
							.formatted(initial, limit),
						(initial > BackendMemory.MAX_PAGES)
								? WasmText.of("Compile the guest with a smaller initial memory, of at most 2047 MB.")
								: WasmText.of(
										"Set %s to at least %s, or compile the guest with a smaller initial memory.",
										WasmSetting.MAX_MEMORY.proposing(size(initial)), size(initial)),
						offset)
				: failure(
						"the module starts with tables of %d elements, but at most %d are allowed".formatted(initial,
								limit),
						WasmText.of("Set %s to at least %d if the module is the right one.",
								WasmSetting.MAX_TABLE_ELEMENTS.proposing(initial), initial),
						offset);
	}

	/**
	 * Return a number of pages as it is written in properties.
	 */
	private static String size(long pages) {
		return (pages % 16 == 0) ? pages / 16 + "MB" : pages * 64 + "KB";
	}

	private WasmLoadException failure(String fact, WasmText remedy, int offset) {
		return new WasmLoadException(Reason.LIMIT_EXCEEDED, WasmErrorContext.of(this.name, null), WasmText.of(fact),
				remedy, offset, null);
	}

	private byte[] write(List<DeclaredSize> sizes) {
		ByteArrayOutputStream output = new ByteArrayOutputStream(this.bytes.length + 16 * sizes.size());
		int written = 0;
		int from = 0;
		while (from < sizes.size()) {
			BinarySection section = sizes.get(from).section();
			int to = from;
			while (to < sizes.size() && sizes.get(to).section().equals(section)) {
				to++;
			}
			byte[] content = content(section, sizes.subList(from, to));
			output.write(this.bytes, written, section.start() - written);
			output.write(section.id());
			writeNumber(output, content.length);
			output.writeBytes(content);
			written = section.end();
			from = to;
		}
		output.write(this.bytes, written, this.bytes.length - written);
		return output.toByteArray();
	}

	private byte[] content(BinarySection section, List<DeclaredSize> sizes) {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		int written = section.content();
		for (DeclaredSize size : sizes) {
			output.write(this.bytes, written, size.start() - written);
			writeNumber(output, size.flags());
			writeNumber(output, size.initial());
			if (size.hasMaximum()) {
				writeNumber(output, size.maximum());
			}
			written = size.end();
		}
		output.write(this.bytes, written, section.end() - written);
		return output.toByteArray();
	}

	private static void writeNumber(ByteArrayOutputStream output, long number) {
		long left = number;
		while (left >>> 7 != 0) {
			output.write((int) left | 0x80);
			left >>>= 7;
		}
		output.write((int) left);
	}

}
