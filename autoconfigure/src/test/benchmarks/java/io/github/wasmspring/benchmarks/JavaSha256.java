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

package io.github.wasmspring.benchmarks;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * SHA-256 as in the guest {@code sha256}, line by line.
 */
final class JavaSha256 {

	private static final int BLOCK = 64;

	private static final int[] PRIMES = primes(64);

	/**
	 * The first 32 bits of the fractional parts of the cube roots of the first primes.
	 */
	private static final int[] K = Arrays.stream(PRIMES).map((prime) -> fraction(Math.cbrt(prime))).toArray();

	private static final int[] INITIAL = Arrays.stream(PRIMES)
		.limit(8)
		.map((prime) -> fraction(Math.sqrt(prime)))
		.toArray();

	private JavaSha256() {
	}

	private static int[] primes(int count) {
		return IntStream.iterate(2, (number) -> number + 1)
			.filter((number) -> IntStream.range(2, number).allMatch((divisor) -> number % divisor != 0))
			.limit(count)
			.toArray();
	}

	private static int fraction(double value) {
		return (int) (long) ((value - Math.floor(value)) * (1L << 32));
	}

	static byte[] digest(byte[] message) {
		int[] state = INITIAL.clone();
		int whole = message.length / BLOCK * BLOCK;
		for (int i = 0; i < whole; i += BLOCK) {
			compress(state, message, i);
		}
		byte[] tail = new byte[(message.length - whole + 9 <= BLOCK) ? BLOCK : 2 * BLOCK];
		System.arraycopy(message, whole, tail, 0, message.length - whole);
		tail[message.length - whole] = (byte) 0x80;
		ByteBuffer.wrap(tail).putLong(tail.length - Long.BYTES, 8L * message.length);
		for (int i = 0; i < tail.length; i += BLOCK) {
			compress(state, tail, i);
		}
		ByteBuffer digest = ByteBuffer.allocate(4 * state.length);
		digest.asIntBuffer().put(state);
		return digest.array();
	}

	private static void compress(int[] state, byte[] block, int offset) {
		int[] w = new int[64];
		for (int t = 0; t < 16; t++) {
			w[t] = load(block, offset + 4 * t);
		}
		for (int t = 16; t < 64; t++) {
			int s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ w[t - 15] >>> 3;
			int s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ w[t - 2] >>> 10;
			w[t] = s1 + w[t - 7] + s0 + w[t - 16];
		}
		int a = state[0];
		int b = state[1];
		int c = state[2];
		int d = state[3];
		int e = state[4];
		int f = state[5];
		int g = state[6];
		int h = state[7];
		for (int t = 0; t < 64; t++) {
			int s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
			int t1 = h + s1 + ((e & f) ^ (~e & g)) + K[t] + w[t];
			int s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
			int t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
			h = g;
			g = f;
			f = e;
			e = d + t1;
			d = c;
			c = b;
			b = a;
			a = t1 + t2;
		}
		state[0] += a;
		state[1] += b;
		state[2] += c;
		state[3] += d;
		state[4] += e;
		state[5] += f;
		state[6] += g;
		state[7] += h;
	}

	private static int load(byte[] bytes, int offset) {
		return (bytes[offset] & 0xff) << 24 | (bytes[offset + 1] & 0xff) << 16 | (bytes[offset + 2] & 0xff) << 8
				| bytes[offset + 3] & 0xff;
	}

	private static int rotate(int x, int n) {
		return x >>> n | x << (32 - n);
	}

}
