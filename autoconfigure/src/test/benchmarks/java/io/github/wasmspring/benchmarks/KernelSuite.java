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

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Runs the kernels on all engines and writes their report. System properties:
 * {@code kernels.sources} (directory of the C code), {@code benchmarks.output} (directory
 * of the documentation), {@code benchmarks.include} (regular expression for kernels),
 * {@code benchmarks.subjects} (only these engines, separated by commas) and
 * {@code kernels.note} (a remark for the report).
 */
public final class KernelSuite {

	private final Path sources = Path.of(System.getProperty("kernels.sources", "src/test/benchmarks/kernels"));

	private final Path output = Path.of(System.getProperty("benchmarks.output", "../docs"), "benchmarks");

	private final Pattern include = Pattern.compile(System.getProperty("benchmarks.include", ".*"));

	private final String engines = System.getProperty("benchmarks.subjects", "");

	private final KernelResults results = new KernelResults(this.output);

	private KernelSuite() {
	}

	public static void main(String[] arguments) {
		new KernelSuite().run();
		// threads of an engine must not keep the JVM
		System.exit(0);
	}

	private void run() {
		this.results.add(KernelRun.begin());
		List<Kernel> kernels = included(Kernel.kernels());
		List<Kernel> programs = included(Kernel.programs());
		List<Kernel> first = kernels.stream().filter((kernel) -> kernel.variant().equals("O2")).toList();
		Optional<NativeKernels> compiler = NativeKernels.find(this.sources);
		if (takesPart(KernelEngine.NATIVE) && compiler.isPresent()) {
			first.forEach((kernel) -> add(List.of(compiler.get().measure(kernel))));
		}
		if (takesPart(KernelEngine.JAVA)) {
			first.stream()
				.filter((kernel) -> JavaKernels.has(kernel.name()))
				.forEach((kernel) -> add(KernelProcess.run(KernelEngine.JAVA, List.of(kernel))));
		}
		if (takesPart(KernelEngine.WASMTIME)) {
			// native code doesn't care for what else runs in the JVM
			add(KernelProcess.run(KernelEngine.WASMTIME, kernels));
			programs.forEach((kernel) -> add(KernelProcess.run(KernelEngine.WASMTIME, List.of(kernel))));
		}
		for (String engine : List.of(KernelEngine.CHICORY, KernelEngine.SHIPPED)) {
			if (takesPart(engine)) {
				kernels.forEach((kernel) -> add(KernelProcess.run(engine, List.of(kernel))));
				programs.forEach((kernel) -> add(KernelProcess.run(engine, List.of(kernel))));
			}
		}
		if (takesPart(KernelEngine.CHICORY)) {
			kernels.forEach((kernel) -> this.results.add(KernelCode.of(kernel)));
			programs.forEach((kernel) -> this.results.add(KernelCode.of(kernel)));
		}
		this.results.write();
		new KernelReport(this.results).write(this.output.resolve("kernels.md"));
	}

	private List<Kernel> included(List<Kernel> kernels) {
		return kernels.stream().filter((kernel) -> this.include.matcher(kernel.id()).find()).toList();
	}

	private boolean takesPart(String engine) {
		return this.engines.isEmpty() || List.of(this.engines.split(",")).contains(engine);
	}

	private void add(List<KernelFigure> figures) {
		figures.forEach((figure) -> {
			System.out.println(figure);
			this.results.add(figure);
		});
		this.results.write();
	}

}
