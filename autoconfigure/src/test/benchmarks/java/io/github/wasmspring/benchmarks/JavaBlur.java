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

/**
 * A box blur: first along the rows, then along the columns.
 */
final class JavaBlur {

	private static final int CHANNELS = 4;

	private JavaBlur() {
	}

	static byte[] run(byte[] pixels, int width, int height, int radius) {
		int row = width * CHANNELS;
		byte[] rows = new byte[pixels.length];
		byte[] blurred = new byte[pixels.length];
		for (int y = 0; y < height; y++) {
			blurLine(pixels, rows, y * row, width, CHANNELS, radius);
		}
		for (int x = 0; x < width; x++) {
			blurLine(rows, blurred, x * CHANNELS, height, row, radius);
		}
		return blurred;
	}

	private static void blurLine(byte[] from, byte[] to, int start, int count, int stride, int radius) {
		for (int channel = 0; channel < CHANNELS; channel++) {
			int first = start + channel;
			int sum = 0;
			int pixels = 0;
			for (int i = 0; i < radius && i < count; i++) {
				sum += from[first + i * stride] & 0xFF;
				pixels++;
			}
			for (int i = 0; i < count; i++) {
				if (radius < count - i) {
					sum += from[first + (i + radius) * stride] & 0xFF;
					pixels++;
				}
				if (i > radius) {
					sum -= from[first + (i - radius - 1) * stride] & 0xFF;
					pixels--;
				}
				to[first + i * stride] = (byte) ((sum + pixels / 2) / pixels);
			}
		}
	}

}
