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

package io.github.wasmspring.binary;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Changes the body of a function: mostly where an instruction starts or where its
 * immediates are, and to what readers may take for something else.
 */
final class FunctionMutation {

	/**
	 * Numbers in unusual forms, and the largest ones.
	 */
	private static final int[][] NUMBERS = { { 0x80, 0x00 }, { 0x81, 0x80, 0x00 }, { 0x80, 0x80, 0x80, 0x80, 0x00 },
			{ 0xFF, 0x7F }, { 0xFF, 0xFF, 0xFF, 0xFF, 0x7F }, { 0xFF, 0xFF, 0xFF, 0xFF, 0x0F }, { 0xE4, 0x00 },
			{ 0xC0, 0x00 }, { 0xFF, 0x00 }, { 0x80, 0x80, 0x80, 0x80, 0x70 }, { 0x80, 0x80, 0x80, 0x80, 0x80, 0x00 },
			{ 0x80, 0x01 }, { 0xE4, 0x80, 0x80, 0x80, 0x00 }, { 0x40 }, { 0x41 },
			{ 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 } };

	private static final int[][] INSTRUCTIONS = { { 0x02, 0x40, 0x0B }, { 0x02, 0xE4, 0x00, 0x0B },
			{ 0x03, 0xC0, 0x80, 0x00, 0x0B }, { 0x41, 0x00, 0x1A }, { 0x41, 0x00, 0x04, 0x40, 0x05, 0x0B }, { 0x00 },
			{ 0x01 }, { 0xFC, 0x80, 0x00 }, { 0xFC, 0x89, 0x80, 0x00, 0x00 }, { 0x3F, 0x00, 0x1A },
			{ 0x3F, 0x80, 0x00, 0x1A }, { 0xD0, 0x70, 0x1A }, { 0xD2, 0x00, 0xD1, 0x1A }, { 0xD0, 0x63, 0x70 },
			{ 0x20, 0x00, 0x1A }, { 0xFC, 0x0D, 0x02 }, { 0xFC, 0x10, 0x81, 0x00, 0x1A }, { 0x0C, 0x00 },
			{ 0x41, 0x00, 0x0D, 0x80, 0x00 }, { 0xFE, 0x03, 0x00 }, { 0x06, 0x40, 0x0B }, { 0x1F, 0x40, 0x00, 0x0B },
			{ 0xFB, 0x1C, 0x1A }, { 0xFD, 0x80, 0x02 }, { 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x07 }, { 0x12, 0x00 } };

	private final RandomGenerator random;

	FunctionMutation(RandomGenerator random) {
		this.random = random;
	}

	/**
	 * Return the body with one or two changes.
	 */
	byte[] mutate(RandomFunction function) {
		byte[] body = function.body();
		byte[] mutated = body;
		for (int left = 1 + this.random.nextInt(5) / 4; left > 0 || Arrays.equals(body, mutated); left--) {
			mutated = change(mutated, function.instructions());
		}
		return mutated;
	}

	private byte[] change(byte[] body, List<Integer> starts) {
		int start = Math.min(starts.get(this.random.nextInt(starts.size())), body.length - 1);
		int next = Math.min(start + 1 + this.random.nextInt(3), body.length - 1);
		return switch (this.random.nextInt(18)) {
			case 0, 1, 2, 15 -> otherOperator(body, start);
			case 3 -> set(body, start, this.random.nextInt(256));
			case 4 -> set(body, next, body[next] ^ 1 << this.random.nextInt(8));
			case 5, 6 -> set(body, next, this.random.nextInt(0x3C, 0x84));
			case 7 -> splice(body, next, next + 1, NUMBERS[this.random.nextInt(NUMBERS.length)]);
			case 8, 9, 16 -> splice(body, start, start, INSTRUCTIONS[this.random.nextInt(INSTRUCTIONS.length)]);
			case 10, 13, 14, 17 -> pad(body, next);
			case 11 -> splice(body, start, Math.min(body.length, start + 1 + this.random.nextInt(4)), new int[0]);
			default -> set(body, next, this.random.nextInt(8));
		};
	}

	/**
	 * Replace an operator on two integers, or a constant's start, by another of its kind.
	 */
	private byte[] otherOperator(byte[] body, int from) {
		for (int at = from; at < body.length; at++) {
			int operator = body[at] & 0xFF;
			for (int[] group : new int[][] { { 0x46, 0x4F }, { 0x51, 0x5A }, { 0x6A, 0x78 }, { 0x7C, 0x8A } }) {
				if (operator >= group[0] && operator <= group[1]) {
					return set(body, at, this.random.nextInt(group[0], group[1] + 1));
				}
			}
		}
		return body;
	}

	/**
	 * Make a number longer that may end at a place, without changing its value.
	 */
	private byte[] pad(byte[] body, int at) {
		if (body[at] < 0) {
			return body;
		}
		int last = body[at] | 0x80;
		int sign = (this.random.nextBoolean() && (body[at] & 0x40) != 0) ? 0x7F : 0;
		return splice(body, at, at + 1,
				(this.random.nextBoolean()) ? new int[] { last, sign } : new int[] { last, sign | 0x80, sign });
	}

	private static byte[] set(byte[] body, int at, int value) {
		byte[] changed = body.clone();
		changed[at] = (byte) value;
		return changed;
	}

	private static byte[] splice(byte[] body, int from, int to, int[] with) {
		byte[] changed = Arrays.copyOf(body, body.length - (to - from) + with.length);
		for (int i = 0; i < with.length; i++) {
			changed[from + i] = (byte) with[i];
		}
		System.arraycopy(body, to, changed, from + with.length, body.length - to);
		return changed;
	}

}
