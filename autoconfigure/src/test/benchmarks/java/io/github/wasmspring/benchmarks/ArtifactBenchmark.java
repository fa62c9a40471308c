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

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import org.springframework.core.io.ClassPathResource;

import io.github.wasmspring.backend.BackendArtifacts;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.binary.WasmBinary;

/**
 * Parsing, validating and compiling a module against reading its artifact, in a JVM that
 * has done both before.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ArtifactBenchmark {

	@Param("chicory")
	private String subject = "";

	@Param({ "guests/nbody", "third-party/sqlite" })
	private String module = "";

	private WasmBackend backend = Subjects.backend("chicory");

	private byte[] bytes = {};

	private WasmBinary binary = WasmBinary.of("empty", new byte[] { 0, 'a', 's', 'm', 1, 0, 0, 0 });

	private byte[] artifact = {};

	@Setup
	public void prepare() throws IOException {
		this.backend = Subjects.backend(this.subject);
		this.bytes = new ClassPathResource(this.module + ".wasm").getContentAsByteArray();
		this.binary = WasmBinary.of("module", this.bytes);
		this.artifact = artifacts().write(compile());
	}

	@Benchmark
	public BackendModule compile() {
		return this.backend.load(this.binary);
	}

	/**
	 * Decode a binary, validate it, look whether it keeps to the limits, and encode it.
	 */
	@Benchmark
	public WasmBinary check() {
		return WasmBinary.of("module", this.bytes);
	}

	@Benchmark
	public BackendModule read() {
		return artifacts().read("module", this.artifact);
	}

	private BackendArtifacts artifacts() {
		BackendArtifacts artifacts = this.backend.getArtifacts();
		if (artifacts == null) {
			throw new IllegalStateException(this.subject + " has no artifacts");
		}
		return artifacts;
	}

}
