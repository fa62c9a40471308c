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
import java.util.stream.Collectors;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.wasmspring.benchmarks.empty.EmptyApplication;

/**
 * The start of an application without modules, in a new JVM.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class StartupBenchmark {

	@Param({ "without", "with" })
	private String starter = "";

	private String[] arguments = {};

	/**
	 * Leave out what only other tests have on the class path. Both cases do this, so that
	 * both have loaded the same classes before they start.
	 */
	@Setup
	public void prepare() {
		String excluded = ImportCandidates.load(org.springframework.boot.autoconfigure.AutoConfiguration.class, null)
			.getCandidates()
			.stream()
			.filter((candidate) -> !candidate.startsWith("org.springframework.boot.autoconfigure."))
			.filter((candidate) -> this.starter.equals("without") || !candidate.startsWith("io.github.wasmspring."))
			.collect(Collectors.joining(","));
		this.arguments = new String[] { "--spring.main.banner-mode=off", "--spring.autoconfigure.exclude=" + excluded };
	}

	@Benchmark
	public ConfigurableApplicationContext start() {
		SpringApplication application = new SpringApplication(EmptyApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		ConfigurableApplicationContext context = application.run(this.arguments);
		context.close();
		return context;
	}

}
