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

import java.util.ArrayList;
import java.util.List;
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
import tools.jackson.databind.json.JsonMapper;

import io.github.wasmspring.Guests;
import io.github.wasmspring.benchmarks.JavaPricing.Invoice;
import io.github.wasmspring.benchmarks.JavaPricing.Item;
import io.github.wasmspring.benchmarks.JavaPricing.Order;
import io.github.wasmspring.benchmarks.PluginSubject.Pricing;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

/**
 * The same rules for objects, which travel as JSON, and for JSON that is there already.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JsonBenchmark {

	@Param("chicory")
	private String subject = "";

	@Param({ "2", "500" })
	private int items;

	private @Nullable Pricing bytesPlugin;

	private @Nullable ObjectPricing objectsPlugin;

	private @Nullable Order order;

	private byte[] json = {};

	@Setup
	public void create() {
		var module = Guests.load("pricing", Subjects.backend(this.subject));
		this.bytesPlugin = new WasmPluginFactory().create(Pricing.class, module);
		this.objectsPlugin = new WasmPluginFactory().create(ObjectPricing.class, module);
		List<Item> ordered = new ArrayList<>();
		for (int i = 0; i < this.items; i++) {
			ordered.add(new Item("tea " + i, i % 12, 4.5 + i));
		}
		this.order = new Order("gold", ordered, "TEN");
		this.json = new JsonMapper().writeValueAsBytes(this.order);
	}

	@Benchmark
	public byte[] bytes() {
		return this.bytesPlugin.price(this.json);
	}

	@Benchmark
	public Invoice objects() {
		return this.objectsPlugin.price(this.order);
	}

	interface ObjectPricing {

		@WasmFunction
		Invoice price(Order order);

	}

}
