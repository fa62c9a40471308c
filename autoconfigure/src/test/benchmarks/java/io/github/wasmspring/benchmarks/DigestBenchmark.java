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

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The digest of 64 KB.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DigestBenchmark {

	@Param({ "java", "java-jdk", "chicory", "chicory-raw", "chicory-raw-array", "chicory-interpreter", "wasmtime",
			"wasmtime-raw", "extism" })
	private String subject = "";

	private Subject worker = new UnableSubject();

	private final byte[] message = new byte[64 * 1024];

	@Setup
	public void create() {
		this.worker = Subjects.create(this.subject);
		new Random(42).nextBytes(this.message);
		if (!Arrays.equals(sha256(), new JdkSubject().sha256(this.message))) {
			throw new IllegalStateException("'" + this.subject + "' returns another digest");
		}
	}

	@Benchmark
	public byte[] sha256() {
		return this.worker.sha256(this.message);
	}

}
