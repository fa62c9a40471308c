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
import java.util.function.Supplier;

import org.springframework.util.function.SingletonSupplier;

import io.github.wasmspring.benchmarks.RawEngine.RawFunction;
import io.github.wasmspring.benchmarks.RawEngine.RawInstance;

/**
 * A subject that calls an engine without this project, from one thread, and moves values
 * itself.
 */
final class RawSubject implements Subject {

	private final Supplier<RawInstance> benchmarks;

	private final Supplier<RawFunction> add;

	private final Supplier<Buffers> echo;

	private final Supplier<RawFunction> nBody;

	private final Supplier<RawFunction> nBodyWithMalloc;

	private final Supplier<RawInstance> calls;

	private final Supplier<Buffers> digest;

	private final Supplier<Buffers> blur;

	private final Supplier<Buffers> pricing;

	private final Supplier<Buffers> reverse;

	RawSubject(RawEngine engine) {
		this.benchmarks = SingletonSupplier.of(() -> engine.start("benchmarks"));
		this.add = SingletonSupplier.of(() -> this.benchmarks.get().function("add"));
		this.echo = SingletonSupplier.of(() -> new Buffers(this.benchmarks.get(), "alloc", "dealloc", "echo"));
		this.nBody = SingletonSupplier.of(() -> engine.start("nbody").function("energy_after"));
		this.nBodyWithMalloc = SingletonSupplier.of(() -> engine.start("nbody_malloc").function("energy_after"));
		this.calls = SingletonSupplier.of(() -> engine.start("benchmark_calls"));
		this.digest = SingletonSupplier.of(() -> new Buffers(engine.start("sha256"), "alloc", "dealloc", "sha256"));
		this.blur = SingletonSupplier.of(() -> new Buffers(engine.start("image"), "malloc", "free", "blur"));
		this.pricing = SingletonSupplier.of(() -> new Buffers(engine.start("pricing"), "alloc", "dealloc", "price"));
		this.reverse = SingletonSupplier.of(() -> new Buffers(engine.start("text"), "alloc", "dealloc", "reverse"));
	}

	@Override
	public int add(int a, int b) {
		return (int) this.add.get().call(a, b);
	}

	@Override
	public String echo(String text) {
		return text(this.echo.get().call(bytes(text)));
	}

	@Override
	public double energyAfter(int steps) {
		return Double.longBitsToDouble(this.nBody.get().call(steps));
	}

	@Override
	public double energyAfterWithMalloc(int steps) {
		return Double.longBitsToDouble(this.nBodyWithMalloc.get().call(steps));
	}

	@Override
	public int fannkuch(int n) {
		return (int) this.benchmarks.get().function("fannkuch").call(n);
	}

	@Override
	public int mandelbrot(int size) {
		return (int) this.benchmarks.get().function("mandelbrot").call(size);
	}

	@Override
	public byte[] sha256(byte[] message) {
		return this.digest.get().call(message);
	}

	@Override
	public byte[] blur(byte[] rgba, int width, int height, int radius) {
		return this.blur.get().call(rgba, width, height, radius);
	}

	@Override
	public byte[] price(byte[] order) {
		return this.pricing.get().call(order);
	}

	@Override
	public String reverse(String text) {
		return text(this.reverse.get().call(bytes(text)));
	}

	@Override
	public int fib(int n) {
		return (int) this.calls.get().function("fib").call(n);
	}

	@Override
	public int indirectCalls(int count) {
		return (int) this.calls.get().function("indirect_calls").call(count);
	}

	@Override
	public int hostCalls(int count) {
		return (int) this.calls.get().function("host_calls").call(count);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	/**
	 * A function that takes a buffer and returns another.
	 */
	private static final class Buffers {

		private final RawInstance instance;

		private final RawFunction allocate;

		private final RawFunction free;

		private final RawFunction function;

		private final boolean freeTakesLength;

		Buffers(RawInstance instance, String allocate, String free, String function) {
			this.instance = instance;
			this.allocate = instance.function(allocate);
			this.free = instance.function(free);
			this.function = instance.function(function);
			this.freeTakesLength = !free.equals("free") && !function.equals("price");
		}

		byte[] call(byte[] argument, int... others) {
			int address = (int) this.allocate.call(argument.length);
			this.instance.write(address, argument);
			long result = this.function.call(arguments(address, argument.length, others));
			free(address, argument.length);
			byte[] bytes = this.instance.read((int) (result >>> 32), (int) result);
			free((int) (result >>> 32), (int) result);
			return bytes;
		}

		private static int[] arguments(int address, int length, int[] others) {
			int[] arguments = new int[2 + others.length];
			arguments[0] = address;
			arguments[1] = length;
			System.arraycopy(others, 0, arguments, 2, others.length);
			return arguments;
		}

		private void free(int address, int length) {
			if (this.freeTakesLength) {
				this.free.call(address, length);
			}
			else {
				this.free.call(address);
			}
		}

	}

}
