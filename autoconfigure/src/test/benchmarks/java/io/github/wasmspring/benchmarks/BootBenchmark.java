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

import java.util.List;
import java.util.Map;
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
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.cache.CachedBackends;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.WasmModuleDefinition;

/**
 * Making a module ready to call in a JVM that is warm: for the first time, and again.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class BootBenchmark {

	private static final String NAME = "nbody";

	@Param("chicory")
	private String subject = "";

	private WasmModuleDefinition definition = definition("none");

	private DefaultWasmModuleRegistry registry = registry(Subjects.backend("chicory"));

	@Setup
	public void create() {
		this.definition = definition(this.subject);
		this.registry = registry(CachedBackends.inMemory(Subjects.backend(this.subject)));
		this.registry.registerModule(this.definition);
		this.registry.removeModule(NAME);
	}

	private static WasmModuleDefinition definition(String subject) {
		return WasmModuleDefinition.of(NAME, Guests.resource(NAME), subject);
	}

	private static DefaultWasmModuleRegistry registry(WasmBackend backend) {
		return new DefaultWasmModuleRegistry(new WasmBackends(List.of(backend), Map.of()));
	}

	/**
	 * Read, verify, parse, validate, compile, link and try.
	 */
	@Benchmark
	public WasmModule first() {
		DefaultWasmModuleRegistry fresh = registry(Subjects.backend(this.subject));
		fresh.registerModule(this.definition);
		WasmModule module = fresh.getModule(NAME);
		fresh.close();
		return module;
	}

	/**
	 * See that the file is the same. Includes removing the module.
	 */
	@Benchmark
	public WasmModule again() {
		this.registry.registerModule(this.definition);
		WasmModule module = this.registry.getModule(NAME);
		this.registry.removeModule(NAME);
		return module;
	}

	/**
	 * The same, and an instance, which the first call makes.
	 */
	@Benchmark
	public WasmModule againWithInstance() {
		this.registry.registerModule(this.definition);
		WasmModule module = this.registry.getModule(NAME);
		try (WasmInstance instance = module.instantiate()) {
			return instance.getModule();
		}
		finally {
			this.registry.removeModule(NAME);
		}
	}

}
