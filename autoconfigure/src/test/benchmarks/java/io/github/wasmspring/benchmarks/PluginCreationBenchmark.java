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

import java.util.concurrent.TimeUnit;

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
import io.github.wasmspring.benchmarks.PluginSubject.Pricing;
import io.github.wasmspring.plugin.WasmPluginFactory;

/**
 * A plugin for each request, of an interface and a module that are known.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PluginCreationBenchmark {

	@Param("chicory")
	private String subject = "";

	private final WasmPluginFactory factory = new WasmPluginFactory();

	private WasmModule module = Guests.load("pricing", Subjects.backend("chicory"));

	@Setup
	public void load() {
		this.module = Guests.load("pricing", Subjects.backend(this.subject));
	}

	@Benchmark
	public Object create() {
		return this.factory.create(Pricing.class, this.module);
	}

}
