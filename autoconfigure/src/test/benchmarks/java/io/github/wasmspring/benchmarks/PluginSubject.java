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

import java.util.function.Supplier;

import org.springframework.util.function.SingletonSupplier;

import io.github.wasmspring.Guests;
import io.github.wasmspring.HostFunctions;
import io.github.wasmspring.abi.ValueCodecs;
import io.github.wasmspring.abi.WasmJson;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.host.AnnotatedHostFunctions;
import io.github.wasmspring.host.WasmHost;
import io.github.wasmspring.host.WasmHostFunction;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

/**
 * A subject that calls plugin interfaces, as applications do.
 */
final class PluginSubject implements Subject {

	private final Supplier<Benchmarked> benchmarked;

	private final Supplier<NBody> nBody;

	private final Supplier<NBody> nBodyWithMalloc;

	private final Supplier<Digest> digest;

	private final Supplier<ImageFilter> imageFilter;

	private final Supplier<Pricing> pricing;

	private final Supplier<TextTools> textTools;

	private final Supplier<Calls> calls;

	PluginSubject(WasmBackend backend) {
		this.benchmarked = plugin(Benchmarked.class, "benchmarks", backend);
		this.nBody = plugin(NBody.class, "nbody", backend);
		this.nBodyWithMalloc = plugin(NBody.class, "nbody_malloc", backend);
		this.digest = plugin(Digest.class, "sha256", backend);
		this.imageFilter = plugin(ImageFilter.class, "image", backend);
		this.pricing = plugin(Pricing.class, "pricing", backend);
		this.textTools = plugin(TextTools.class, "text", backend);
		this.calls = plugin(Calls.class, "benchmark_calls", backend,
				AnnotatedHostFunctions.of(new Next(), ValueCodecs.of(WasmJson.NONE)));
	}

	private static <T> Supplier<T> plugin(Class<T> type, String guest, WasmBackend backend,
			HostFunctions... hostFunctions) {
		return SingletonSupplier
			.of(() -> new WasmPluginFactory().create(type, Guests.load(guest, backend, hostFunctions)));
	}

	@Override
	public int add(int a, int b) {
		return this.benchmarked.get().add(a, b);
	}

	@Override
	public String echo(String text) {
		return this.benchmarked.get().echo(text);
	}

	@Override
	public double energyAfter(int steps) {
		return this.nBody.get().energyAfter(steps);
	}

	@Override
	public double energyAfterWithMalloc(int steps) {
		return this.nBodyWithMalloc.get().energyAfter(steps);
	}

	@Override
	public int fannkuch(int n) {
		return this.benchmarked.get().fannkuch(n);
	}

	@Override
	public int mandelbrot(int size) {
		return this.benchmarked.get().mandelbrot(size);
	}

	@Override
	public byte[] sha256(byte[] message) {
		return this.digest.get().sha256(message);
	}

	@Override
	public byte[] blur(byte[] rgba, int width, int height, int radius) {
		return this.imageFilter.get().blur(rgba, width, height, radius);
	}

	@Override
	public byte[] price(byte[] order) {
		return this.pricing.get().price(order);
	}

	@Override
	public String reverse(String text) {
		return this.textTools.get().reverse(text);
	}

	@Override
	public int fib(int n) {
		return this.calls.get().fib(n);
	}

	@Override
	public int indirectCalls(int count) {
		return this.calls.get().indirectCalls(count);
	}

	@Override
	public int hostCalls(int count) {
		return this.calls.get().hostCalls(count);
	}

	interface Benchmarked {

		@WasmFunction
		int add(int a, int b);

		@WasmFunction
		String echo(String text);

		@WasmFunction
		int fannkuch(int n);

		@WasmFunction
		int mandelbrot(int size);

	}

	interface NBody {

		@WasmFunction
		double energyAfter(int steps);

	}

	interface Digest {

		@WasmFunction
		byte[] sha256(byte[] message);

	}

	interface ImageFilter {

		@WasmFunction
		byte[] blur(byte[] rgba, int width, int height, int radius);

	}

	interface Pricing {

		@WasmFunction
		byte[] price(byte[] order);

	}

	interface TextTools {

		@WasmFunction
		String reverse(String text);

	}

	interface Calls {

		@WasmFunction
		int fib(int n);

		@WasmFunction
		int indirectCalls(int count);

		@WasmFunction
		int hostCalls(int count);

	}

	@WasmHost("env")
	static final class Next {

		@WasmHostFunction
		int next(int value) {
			return value * 1103515245 + 12345;
		}

	}

}
