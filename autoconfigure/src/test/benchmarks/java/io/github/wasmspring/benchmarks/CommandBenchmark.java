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
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmCommand;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.module.WasmModuleDefinition;
import io.github.wasmspring.wasi.WasiOutput;
import io.github.wasmspring.wasi.WasiSettings;

/**
 * A call of a command of nearly 200 KB that counts words, on a new instance and with its
 * streams; and its own time, that of what it does on an instance that is kept.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CommandBenchmark {

	private static final String GUEST = "benchmark_command";

	@Param({ "chicory", "chicory-own", "wasmtime" })
	private String subject = "";

	private Runner runner = Object::new;

	@Setup
	public void create() {
		boolean own = this.subject.endsWith("-own");
		WasmBackend backend = Subjects.backend((own) ? "chicory" : this.subject);
		WasmModule module = Guests.load(WasmModuleDefinition.of(GUEST, Guests.resource(GUEST), backend.getId())
			.withWasi(WasiSettings.DEFAULTS.withStdout(WasiOutput.DISCARD)), backend, UnaryOperator.identity());
		WasmCommand command = WasmCommand.ofProgram()
			.withInput("some words to count\nand a line more\n".repeat(10).getBytes(StandardCharsets.UTF_8));
		WasmInstance kept = module.instantiate();
		this.runner = (own) ? () -> kept.getFunction("count").callRaw() : () -> module.run(command);
	}

	@Benchmark
	public Object run() {
		return this.runner.run();
	}

	@FunctionalInterface
	interface Runner {

		Object run();

	}

}
