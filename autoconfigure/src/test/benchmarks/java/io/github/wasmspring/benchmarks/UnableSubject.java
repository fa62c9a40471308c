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
 * A subject that can do nothing yet.
 */
class UnableSubject implements Subject {

	@Override
	public int add(int a, int b) {
		throw new UnsupportedOperationException();
	}

	@Override
	public String echo(String text) {
		throw new UnsupportedOperationException();
	}

	@Override
	public double energyAfter(int steps) {
		throw new UnsupportedOperationException();
	}

	@Override
	public double energyAfterWithMalloc(int steps) {
		throw new UnsupportedOperationException();
	}

	@Override
	public int fannkuch(int n) {
		throw new UnsupportedOperationException();
	}

	@Override
	public int mandelbrot(int size) {
		throw new UnsupportedOperationException();
	}

	@Override
	public byte[] sha256(byte[] message) {
		throw new UnsupportedOperationException();
	}

	@Override
	public byte[] blur(byte[] rgba, int width, int height, int radius) {
		throw new UnsupportedOperationException();
	}

	@Override
	public byte[] price(byte[] order) {
		throw new UnsupportedOperationException();
	}

	@Override
	public String reverse(String text) {
		throw new UnsupportedOperationException();
	}

	@Override
	public int fib(int n) {
		throw new UnsupportedOperationException();
	}

	@Override
	public int indirectCalls(int count) {
		throw new UnsupportedOperationException();
	}

	@Override
	public int hostCalls(int count) {
		throw new UnsupportedOperationException();
	}

}
