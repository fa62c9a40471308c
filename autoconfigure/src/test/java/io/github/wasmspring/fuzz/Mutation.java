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

package io.github.wasmspring.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Change of a binary.
 *
 * @param kind what to do
 * @param position where, modulo what is there
 * @param value what with, or how much
 */
record Mutation(Kind kind, int position, int value) implements Serializable {

	private static final int PREAMBLE_SIZE = 8;

	private static final int LONGEST_RANGE = 64;

	private static final byte[][] EXTREMES = { { -1, -1, -1, -1, 0x0F }, { -1, -1, -1, -1, 0x07 },
			{ -128, -128, -128, -128, 0x08 }, { -1, -1, -1, -1, 0x7F }, { -128, 0 }, { -1, -1, 3 },
			{ -1, -1, -1, -1, -1, -1, -1, -1, -1, 1 }, { -128, -128, -128, -128, -128, 0 } };

	/**
	 * First and last numeric instructions that have the same operands and results.
	 */
	private static final int[][] OPERATORS = { { 0x46, 0x4F }, { 0x51, 0x5A }, { 0x5B, 0x60 }, { 0x61, 0x66 },
			{ 0x67, 0x69 }, { 0x6A, 0x78 }, { 0x79, 0x7B }, { 0x7C, 0x8A }, { 0x8B, 0x91 }, { 0x92, 0x98 },
			{ 0x99, 0x9F }, { 0xA0, 0xA6 } };

	byte[] apply(byte[] bytes) {
		if (bytes.length <= PREAMBLE_SIZE) {
			return bytes;
		}
		int at = PREAMBLE_SIZE + Math.floorMod(this.position, bytes.length - PREAMBLE_SIZE);
		int length = Math.min(1 + Math.floorMod(this.value, LONGEST_RANGE), bytes.length - at);
		return switch (this.kind) {
			case FLIP_BIT -> set(bytes, at, bytes[at] ^ 1 << (this.value & 7));
			case SET_BYTE -> set(bytes, at, this.value);
			case OTHER_OPERATOR -> otherOperator(bytes, at);
			case TRUNCATE -> replace(bytes, at, bytes.length, new byte[0]);
			case DELETE -> replace(bytes, at, at + length, new byte[0]);
			case DUPLICATE -> replace(bytes, at, at, copy(bytes, at, length));
			case SPLICE -> overwrite(bytes, at, copy(bytes, PREAMBLE_SIZE, length));
			case EXTREME_NUMBER -> overwrite(bytes, at, extreme());
			case INSERT_EXTREME_NUMBER -> replace(bytes, at, at, extreme());
			case SWAP_SECTIONS -> swapSections(bytes);
			case REPEAT_SECTION -> repeatSection(bytes);
		};
	}

	/**
	 * Replace the next byte that may be a numeric instruction by another instruction of
	 * the same type, which mostly leaves the module valid.
	 */
	private byte[] otherOperator(byte[] bytes, int from) {
		for (int at = from; at < bytes.length; at++) {
			int operator = bytes[at] & 0xFF;
			for (int[] group : OPERATORS) {
				if (operator >= group[0] && operator <= group[1]) {
					return set(bytes, at, group[0] + Math.floorMod(this.value, group[1] - group[0] + 1));
				}
			}
		}
		return bytes;
	}

	private byte[] extreme() {
		return EXTREMES[Math.floorMod(this.value, EXTREMES.length)];
	}

	private static byte[] set(byte[] bytes, int at, int value) {
		byte[] changed = bytes.clone();
		changed[at] = (byte) value;
		return changed;
	}

	private static byte[] copy(byte[] bytes, int from, int length) {
		byte[] copy = new byte[length];
		System.arraycopy(bytes, from, copy, 0, length);
		return copy;
	}

	private static byte[] overwrite(byte[] bytes, int at, byte[] with) {
		return replace(bytes, at, Math.min(at + with.length, bytes.length), with);
	}

	private static byte[] replace(byte[] bytes, int from, int to, byte[] with) {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		output.write(bytes, 0, from);
		output.writeBytes(with);
		output.write(bytes, to, bytes.length - to);
		return output.toByteArray();
	}

	private byte[] swapSections(byte[] bytes) {
		List<byte[]> sections = sections(bytes);
		if (sections.size() < 2) {
			return bytes;
		}
		Collections.swap(sections, Math.floorMod(this.position, sections.size()),
				Math.floorMod(this.value, sections.size()));
		return join(bytes, sections);
	}

	private byte[] repeatSection(byte[] bytes) {
		List<byte[]> sections = sections(bytes);
		if (sections.isEmpty()) {
			return bytes;
		}
		int index = Math.floorMod(this.position, sections.size());
		sections.add(index, sections.get(index));
		return join(bytes, sections);
	}

	/**
	 * Return the sections, as far as the framing is sound.
	 */
	private static List<byte[]> sections(byte[] bytes) {
		List<byte[]> sections = new ArrayList<>();
		int start = PREAMBLE_SIZE;
		while (start < bytes.length) {
			int position = start + 1;
			long size = 0;
			int shift = 0;
			while (position < bytes.length && shift < 35) {
				byte next = bytes[position++];
				size |= (long) (next & 0x7F) << shift;
				shift += 7;
				if (next >= 0) {
					break;
				}
			}
			int end = (int) Math.min(bytes.length, position + size);
			sections.add(copy(bytes, start, end - start));
			start = end;
		}
		return sections;
	}

	private static byte[] join(byte[] bytes, List<byte[]> sections) {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		output.write(bytes, 0, PREAMBLE_SIZE);
		sections.forEach(output::writeBytes);
		return output.toByteArray();
	}

	/**
	 * What to do.
	 */
	enum Kind {

		FLIP_BIT, SET_BYTE, OTHER_OPERATOR, TRUNCATE, DELETE, DUPLICATE, SPLICE, EXTREME_NUMBER, INSERT_EXTREME_NUMBER,
		SWAP_SECTIONS, REPEAT_SECTION

	}

}
