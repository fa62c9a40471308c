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

import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;

/**
 * The same algorithms in plain Java, line by line as in the guests, but for JSON, which
 * Jackson reads and writes.
 */
final class JavaSubject implements Subject {

	private static final int ITERATIONS = 50;

	private static final IntUnaryOperator[] STEPS = { (value) -> value + 1, (value) -> value * 3, (value) -> ~value,
			(value) -> value / 2 };

	private final IntUnaryOperator host = (value) -> value * 1103515245 + 12345;

	private final JavaPricing pricing = new JavaPricing();

	@Override
	public int add(int a, int b) {
		return a + b;
	}

	@Override
	public String echo(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

	@Override
	public double energyAfter(int steps) {
		JavaNBody bodies = new JavaNBody();
		for (int i = 0; i < steps; i++) {
			bodies.advance(0.01);
		}
		return bodies.energy();
	}

	@Override
	public double energyAfterWithMalloc(int steps) {
		return energyAfter(steps);
	}

	@Override
	public int fannkuch(int n) {
		return JavaFannkuch.run(n);
	}

	@Override
	public int mandelbrot(int size) {
		int inside = 0;
		for (int y = 0; y < size; y++) {
			double ci = 2.0 * y / size - 1.0;
			for (int x = 0; x < size; x++) {
				double cr = 2.0 * x / size - 1.5;
				double zr = 0;
				double zi = 0;
				int i = 0;
				while (i < ITERATIONS && zr * zr + zi * zi <= 4.0) {
					double next = zr * zr - zi * zi + cr;
					zi = 2 * zr * zi + ci;
					zr = next;
					i++;
				}
				inside += (i == ITERATIONS) ? 1 : 0;
			}
		}
		return inside;
	}

	@Override
	public byte[] sha256(byte[] message) {
		return JavaSha256.digest(message);
	}

	@Override
	public byte[] blur(byte[] rgba, int width, int height, int radius) {
		return JavaBlur.run(rgba, width, height, radius);
	}

	@Override
	public byte[] price(byte[] order) {
		return this.pricing.price(order);
	}

	@Override
	public String reverse(String text) {
		int[] codePoints = text.codePoints().toArray();
		StringBuilder reversed = new StringBuilder(text.length());
		for (int i = codePoints.length - 1; i >= 0; i--) {
			reversed.appendCodePoint(codePoints[i]);
		}
		return reversed.toString();
	}

	@Override
	public int fib(int n) {
		return (n < 2) ? n : fib(n - 1) + fib(n - 2);
	}

	@Override
	public int indirectCalls(int count) {
		int value = 0;
		int random = 0;
		for (int i = 0; i < count; i++) {
			random = random * 1103515245 + 12345;
			value = STEPS[random >>> 16 & 3].applyAsInt(value);
		}
		return value;
	}

	@Override
	public int hostCalls(int count) {
		int value = 0;
		for (int i = 0; i < count; i++) {
			value = this.host.applyAsInt(value);
		}
		return value;
	}

}
