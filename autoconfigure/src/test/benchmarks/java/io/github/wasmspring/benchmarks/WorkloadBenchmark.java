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
 * Work that takes much longer than the call.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WorkloadBenchmark {

	private static final int SIDE = 128;

	private static final byte[] ORDER = """
			{
			  "customer": "gold",
			  "items": [
			    { "sku": "tea", "quantity": 12, "unitPrice": 4.50 },
			    { "sku": "pot", "quantity": 1, "unitPrice": 39.90 }
			  ],
			  "coupon": "TEN"
			}
			""".getBytes(StandardCharsets.UTF_8);

	@Param({ "java", "chicory", "chicory-raw", "chicory-raw-array", "chicory-interpreter", "wasmtime", "wasmtime-raw" })
	private String subject = "";

	private Subject worker = new UnableSubject();

	private final byte[] image = new byte[SIDE * SIDE * 4];

	private final String text = "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich. ".repeat(16);

	@Setup
	public void create() {
		this.worker = Subjects.create(this.subject);
		new Random(42).nextBytes(this.image);
	}

	@Benchmark
	public double nBody() {
		return this.worker.energyAfter(20_000);
	}

	@Benchmark
	public double nBodyWithMalloc() {
		return this.worker.energyAfterWithMalloc(20_000);
	}

	@Benchmark
	public int fannkuch() {
		return this.worker.fannkuch(8);
	}

	@Benchmark
	public int mandelbrot() {
		return this.worker.mandelbrot(100);
	}

	@Benchmark
	public byte[] blur() {
		return this.worker.blur(this.image, SIDE, SIDE, 3);
	}

	@Benchmark
	public byte[] json() {
		return this.worker.price(ORDER);
	}

	@Benchmark
	public String reverse() {
		return this.worker.reverse(this.text);
	}

}
