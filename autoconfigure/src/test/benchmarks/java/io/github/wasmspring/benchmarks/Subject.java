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
 * Somebody who does the work that is measured.
 */
interface Subject {

	/**
	 * Add two numbers, which is hardly more than a call.
	 */
	int add(int a, int b);

	/**
	 * Return a text as it is.
	 */
	String echo(String text);

	/**
	 * Simulate the Sun and four planets.
	 */
	double energyAfter(int steps);

	/**
	 * The same by a guest that has an allocator, and with it a memory that can grow.
	 */
	double energyAfterWithMalloc(int steps);

	/**
	 * Flip permutations.
	 */
	int fannkuch(int n);

	/**
	 * Count points of the Mandelbrot set.
	 */
	int mandelbrot(int size);

	/**
	 * Compute a digest.
	 */
	byte[] sha256(byte[] message);

	/**
	 * Blur an image.
	 */
	byte[] blur(byte[] rgba, int width, int height, int radius);

	/**
	 * Apply rules to an order, JSON to JSON.
	 */
	byte[] price(byte[] order);

	/**
	 * Reverse a text.
	 */
	String reverse(String text);

	/**
	 * Compute a Fibonacci number by recursion.
	 */
	int fib(int n);

	/**
	 * Call one of four functions again and again.
	 */
	int indirectCalls(int count);

	/**
	 * Call a function of the host, which returns the next number of a random sequence,
	 * again and again.
	 */
	int hostCalls(int count);

}
