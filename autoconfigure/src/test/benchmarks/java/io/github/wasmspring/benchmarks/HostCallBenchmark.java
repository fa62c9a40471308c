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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import io.github.wasmspring.Guests;
import io.github.wasmspring.abi.ValueCodecs;
import io.github.wasmspring.abi.WasmJson;
import io.github.wasmspring.host.AnnotatedHostFunctions;
import io.github.wasmspring.host.WasmHost;
import io.github.wasmspring.host.WasmHostFunction;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

/**
 * Calls of host functions by three modules in turn, each of which imports nine functions
 * of a bean. The time is that of one call of a host function.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HostCallBenchmark {

	private static final String GUEST = "benchmark_host_calls";

	private static final int MODULES = 3;

	private static final int CALLS = 1_000;

	@Param({ "chicory", "chicory-raw", "chicory-interpreter", "wasmtime" })
	private String subject = "";

	private List<Calls> modules = List.of();

	private int turn;

	@Setup
	public void create() {
		this.modules = IntStream.range(0, MODULES)
			.mapToObj((index) -> (this.subject.equals("chicory-raw")) ? raw() : plugin())
			.toList();
	}

	private Calls plugin() {
		return new WasmPluginFactory().create(Calls.class, Guests.load(GUEST, Subjects.backend(this.subject),
				AnnotatedHostFunctions.of(new Host(), ValueCodecs.of(WasmJson.NONE))));
	}

	private static Calls raw() {
		WasmModule module = Parser.parse(Guests.bytes(GUEST));
		Function<Instance, Machine> machineFactory = MachineFactoryCompiler.compile(module);
		Instance instance = Instance.builder(module)
			.withMachineFactory(machineFactory)
			.withMemoryFactory(ByteArrayMemory::new)
			.withImportValues(ImportValues.builder().withFunctions(List.copyOf(RawHost.functions(new Host()))).build())
			.build();
		return new RawCalls(call(instance.export("numbers")), call(instance.export("texts")));
	}

	private static IntUnaryOperator call(ExportFunction function) {
		return (argument) -> (int) function.apply(argument)[0];
	}

	private Calls next() {
		this.turn = (this.turn + 1) % MODULES;
		return this.modules.get(this.turn);
	}

	/**
	 * Numbers of all types.
	 */
	@Benchmark
	@OperationsPerInvocation(8 * CALLS)
	public int hostCallOfNumbers() {
		return next().numbers(CALLS);
	}

	/**
	 * A text of 20 bytes.
	 */
	@Benchmark
	@OperationsPerInvocation(CALLS)
	public int hostCallOfText() {
		return next().texts(CALLS);
	}

	interface Calls {

		@WasmFunction
		int numbers(int count);

		@WasmFunction
		int texts(int count);

	}

	private record RawCalls(IntUnaryOperator numbersOf, IntUnaryOperator textsOf) implements Calls {

		@Override
		public int numbers(int count) {
			return this.numbersOf.applyAsInt(count);
		}

		@Override
		public int texts(int count) {
			return this.textsOf.applyAsInt(count);
		}

	}

	/**
	 * What guests import.
	 */
	@WasmHost("env")
	static final class Host {

		private long count;

		private int noted;

		@WasmHostFunction
		int next(int value) {
			return value * 1103515245 + 12345;
		}

		@WasmHostFunction
		double mix(int a, long b, float c, double d) {
			return a + b + c + d;
		}

		@WasmHostFunction
		long sum(long a, long b) {
			return a + b;
		}

		@WasmHostFunction
		float half(float value) {
			return (value + 1) / 2;
		}

		@WasmHostFunction
		double scale(double value, int factor) {
			return value * factor;
		}

		@WasmHostFunction
		long count() {
			return this.count++;
		}

		@WasmHostFunction
		void note(int a, int b) {
			this.noted += a ^ b;
		}

		@WasmHostFunction
		boolean isSmall(long value) {
			return value < 1_000;
		}

		@WasmHostFunction
		int length(String text) {
			return text.length() + this.noted % 2;
		}

	}

	/**
	 * The same functions for Chicory, by hand.
	 */
	private static final class RawHost {

		private RawHost() {
		}

		static List<HostFunction> functions(Host host) {
			ValType i32 = ValType.I32;
			ValType i64 = ValType.I64;
			ValType f32 = ValType.F32;
			ValType f64 = ValType.F64;
			return List.of(function("next", List.of(i32), i32, (instance, a) -> result(host.next((int) a[0]))),
					function("mix", List.of(i32, i64, f32, f64), f64,
							(instance, a) -> result(host.mix((int) a[0], a[1], toFloat(a[2]), toDouble(a[3])))),
					function("sum", List.of(i64, i64), i64, (instance, a) -> result(host.sum(a[0], a[1]))),
					function("half", List.of(f32), f32,
							(instance, a) -> result(Float.floatToRawIntBits(host.half(toFloat(a[0]))))),
					function("scale", List.of(f64, i32), f64,
							(instance, a) -> result(host.scale(toDouble(a[0]), (int) a[1]))),
					function("count", List.of(), i64, (instance, a) -> result(host.count())),
					new HostFunction("env", "note", FunctionType.of(List.of(i32, i32), List.of()), (instance, a) -> {
						host.note((int) a[0], (int) a[1]);
						return null;
					}), function("is_small", List.of(i64), i32, (instance, a) -> result(host.isSmall(a[0]) ? 1 : 0)),
					function("length", List.of(i32, i32), i32, (instance, a) -> result(host.length(
							new String(instance.memory().readBytes((int) a[0], (int) a[1]), StandardCharsets.UTF_8)))));
		}

		private static HostFunction function(String name, List<ValType> parameters, ValType result,
				WasmFunctionHandle handle) {
			return new HostFunction("env", name, FunctionType.of(parameters, List.of(result)), handle);
		}

		private static float toFloat(long raw) {
			return Float.intBitsToFloat((int) raw);
		}

		private static double toDouble(long raw) {
			return Double.longBitsToDouble(raw);
		}

		private static long[] result(long value) {
			return new long[] { value };
		}

		private static long[] result(double value) {
			return new long[] { Double.doubleToRawLongBits(value) };
		}

	}

}
