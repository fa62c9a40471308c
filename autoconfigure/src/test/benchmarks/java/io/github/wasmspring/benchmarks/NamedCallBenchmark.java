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

import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmModule;

/**
 * A call by name of a module with few exports, and of one with 5,000.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NamedCallBenchmark {

	@Param({ "chicory", "wasmtime" })
	private String subject = "";

	@Param({ "traps/ok", "exports_many/function_0000", "exports_many/function_4999" })
	private String function = "";

	private @Nullable WasmModule module;

	private String name = "";

	@Setup
	public void load() {
		String[] parts = this.function.split("/");
		this.module = Guests.load(parts[0], Subjects.backend(this.subject));
		this.name = parts[1];
	}

	@Benchmark
	public @Nullable Object call() {
		return Objects.requireNonNull(this.module).call(this.name);
	}

}
