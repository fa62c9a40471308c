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

package io.github.wasmspring.module;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Sections of a binary whose framing is sound.
 *
 * @param bytes the binary
 * @param sections where its sections are
 */
record BinarySections(byte[] bytes, List<Range> sections) {

	private static final int PREAMBLE_SIZE = 8;

	private static final int CODE = 10;

	/**
	 * Body of a function without locals that only traps, which fits every type.
	 */
	private static final byte[] STUB = { 3, 0, 0, 0x0B };

	static BinarySections of(byte[] bytes) {
		List<Range> sections = new ArrayList<>();
		Reader reader = new Reader(bytes, PREAMBLE_SIZE, bytes.length);
		while (reader.hasMore()) {
			int start = reader.position;
			int id = reader.readByte();
			int size = (int) reader.readSize();
			sections.add(new Range(id, start, reader.position, reader.position + size));
			reader.position += size;
		}
		return new BinarySections(bytes, List.copyOf(sections));
	}

	/**
	 * Return the indices of the sections that are not custom.
	 */
	List<Integer> known() {
		return IntStream.range(0, this.sections.size()).filter((i) -> this.sections.get(i).id() != 0).boxed().toList();
	}

	int offset(int index) {
		return this.sections.get(index).start();
	}

	/**
	 * Return the binary without one of its sections.
	 */
	byte[] without(int index) {
		Range left = this.sections.get(index);
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		output.write(this.bytes, 0, left.start());
		output.write(this.bytes, left.end(), this.bytes.length - left.end());
		return output.toByteArray();
	}

	/**
	 * Return the functions in the code section, or {@code null} if there is none.
	 */
	@Nullable Functions functions() {
		for (Range section : this.sections) {
			if (section.id() == CODE) {
				return Functions.of(this.bytes, section);
			}
		}
		return null;
	}

	/**
	 * Place of a section.
	 *
	 * @param id its id
	 * @param start where it starts
	 * @param content where its content starts
	 * @param end where it ends
	 */
	record Range(int id, int start, int content, int end) {
	}

	/**
	 * Functions in the code section.
	 *
	 * @param bytes the binary
	 * @param section the code section
	 * @param starts where the bodies start, and where the last one ends
	 * @param malformedAt where the section does not consist of bodies, or {@code null}
	 */
	record Functions(byte[] bytes, Range section, List<Integer> starts, @Nullable Integer malformedAt) {

		static Functions of(byte[] bytes, Range section) {
			List<Integer> starts = new ArrayList<>();
			Reader reader = new Reader(bytes, section.content(), section.end());
			long count = reader.readSize();
			while (starts.size() < count) {
				int start = reader.position;
				long size = reader.readSize();
				if (size < 0 || size > section.end() - reader.position) {
					return new Functions(bytes, section, starts, start);
				}
				starts.add(start);
				reader.position += (int) size;
			}
			starts.add(reader.position);
			return new Functions(bytes, section, starts, reader.hasMore() ? reader.position : null);
		}

		int count() {
			return this.starts.size() - 1;
		}

		int offset(int index) {
			return this.starts.get(index);
		}

		/**
		 * Return the binary with the bodies of all other functions replaced by stubs.
		 */
		byte[] keep(int from, int to) {
			ByteArrayOutputStream code = new ByteArrayOutputStream();
			writeSize(code, count());
			for (int i = 0; i < count(); i++) {
				if (i >= from && i < to) {
					code.write(this.bytes, offset(i), offset(i + 1) - offset(i));
				}
				else {
					code.writeBytes(STUB);
				}
			}
			ByteArrayOutputStream output = new ByteArrayOutputStream();
			output.write(this.bytes, 0, this.section.start());
			output.write(CODE);
			writeSize(output, code.size());
			output.writeBytes(code.toByteArray());
			output.write(this.bytes, this.section.end(), this.bytes.length - this.section.end());
			return output.toByteArray();
		}

		private static void writeSize(ByteArrayOutputStream output, int size) {
			int left = size;
			while (left >= 0x80) {
				output.write(left | 0x80);
				left >>>= 7;
			}
			output.write(left);
		}

	}

	/**
	 * Reads numbers in LEB128.
	 */
	private static final class Reader {

		private final byte[] bytes;

		private final int end;

		private int position;

		Reader(byte[] bytes, int position, int end) {
			this.bytes = bytes;
			this.position = position;
			this.end = end;
		}

		boolean hasMore() {
			return this.position < this.end;
		}

		int readByte() {
			return hasMore() ? this.bytes[this.position++] & 0xFF : -1;
		}

		/**
		 * Read a number, or return -1 if there is none.
		 */
		long readSize() {
			long size = 0;
			for (int shift = 0; shift < 35; shift += 7) {
				int next = readByte();
				if (next < 0) {
					return -1;
				}
				size |= (long) (next & 0x7F) << shift;
				if (next < 0x80) {
					return size;
				}
			}
			return -1;
		}

	}

}
