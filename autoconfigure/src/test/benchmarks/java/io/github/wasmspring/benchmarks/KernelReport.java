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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The page about the kernels.
 *
 * @param results what was measured
 */
record KernelReport(KernelResults results) {

	private static final List<String> OTHERS = List.of(KernelEngine.WASMTIME, KernelEngine.CHICORY,
			KernelEngine.SHIPPED);

	private static final String INTRODUCTION = """
			# Kernels

			What guests compute, whole calls, against native code. This measures it and writes this page, for the version of Java that runs it, in about ten minutes on two cores:

			<!-- plain -->
			```shell
			./mvnw -Pbenchmarks,kernels -pl autoconfigure test
			```

			`-Dbenchmarks.include=matmul|sqlite` measures only what matches, `-Dbenchmarks.subjects=native,chicory` only these; other results stay. Without a C compiler on the path there is no `native`, and `wasmtime` takes its place as 1. Leave the machine alone while it runs.

			| subject | what it is |
			|---|---|
			| `native` | the same C, compiled by `clang -O2` (or `gcc`) without vectors; one figure for all variants of a kernel |
			| `java` | the same algorithm in plain Java, line by line |
			| `chicory`, `wasmtime` | this project: a plugin interface for kernels, an instance for programs, limits and checks as they are by default |
			| `chicory-raw` | Chicory's compiler, memory and WASI as they ship |

			The kernels are written for this suite, in `autoconfigure/src/test/benchmarks/kernels`, and don't change, so that figures of two days can be compared. `O2` and `O3` are what `clang` makes of them for WebAssembly, without vectors (`O3` is left out where it is the same code); `inlined` is `O3` with everything in one function and its loops unrolled. Each figure is the time of the processor for the best of many calls in a JVM of its own (on `wasmtime` all kernels share one), which ends when calls get no faster and the JIT has no more work. Checksums of all engines are compared.

			`largest method` is the bytecode of the largest method that `chicory` makes, and `huge` how many have more than the 8,000 bytes above which HotSpot compiles nothing; `interpreted` are functions that are too large for any method. The one that programs have is no function of theirs: it finds functions by their index for calls from outside, which are made without it.
			""";

	private static final String COLD = """
			How long a JVM that has loaded nothing before takes for a program: from the binary to an instance (`load`), for the first call after that (`first`), and from the beginning of loading to the end of the first call that takes at most a quarter more than the best one (`warm`).
			""";

	void write(Path file) {
		StringBuilder page = new StringBuilder(INTRODUCTION);
		for (int java : this.results.versions()) {
			write(page, java);
		}
		try {
			Files.writeString(file, page);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void write(StringBuilder page, int java) {
		boolean isNative = this.results.has(java, KernelEngine.NATIVE);
		String reference = (isNative) ? KernelEngine.NATIVE : KernelEngine.WASMTIME;
		page.append("\n## Java ").append(java).append("\n\n");
		this.results.run(java).ifPresent((run) -> page.append("Last run: ").append(run.describe()).append("\n\n"));
		page.append("### Summary\n\n");
		page.append("Times as long as `").append(reference).append("`, over all kernels:\n\n");
		summary(page, java, reference);
		page.append("\n### Kernels\n\n");
		kernels(page, java, reference);
		page.append("\n### Programs\n\n");
		programs(page, java);
		page.append("\n### Cold\n\n").append(COLD).append('\n');
		cold(page, java);
	}

	private void summary(StringBuilder page, int java, String reference) {
		page.append("| subject | geometric mean | median | worst | kernels |\n|---|---|---|---|---|\n");
		List<String> engines = new ArrayList<>(OTHERS);
		engines.add(KernelEngine.JAVA);
		for (String engine : engines) {
			for (String variant : List.of("", "O2", "O3", "inlined")) {
				List<Kernel> kernels = Kernel.kernels()
					.stream()
					.filter((
							kernel) -> kernel.variant().startsWith((KernelResults.hasVariants(engine)) ? variant : "O2")
									&& this.results.ratio(java, kernel, engine, reference).isPresent())
					.sorted(Comparator
						.comparingDouble((kernel) -> this.results.ratio(java, kernel, engine, reference).getAsDouble()))
					.toList();
				if (!kernels.isEmpty() && (variant.isEmpty() || engine.equals(KernelEngine.CHICORY))) {
					double[] ratios = kernels.stream()
						.mapToDouble((kernel) -> this.results.ratio(java, kernel, engine, reference).getAsDouble())
						.toArray();
					Kernel worst = kernels.get(kernels.size() - 1);
					page.append("| `%s`%s | %s | %s | %s (`%s`) | %d |\n".formatted(engine,
							(variant.isEmpty()) ? "" : ", `" + variant + "` only", text(mean(ratios)),
							text(ratios[ratios.length / 2]), text(ratios[ratios.length - 1]), worst.id(),
							ratios.length));
				}
			}
		}
		List<KernelCode> code = Kernel.kernels()
			.stream()
			.flatMap((kernel) -> this.results.code(kernel).stream())
			.toList();
		page.append("\n%d of %d kernels have a method that HotSpot doesn't compile on `chicory`.\n".formatted(
				code.stream().filter((kernel) -> kernel.huge() > 0 || kernel.interpreted() > 0).count(), code.size()));
	}

	private void kernels(StringBuilder page, int java, String reference) {
		page.append("| kernel | variant | `").append(reference).append("` |");
		OTHERS.forEach((engine) -> page.append(" `").append(engine).append("` |"));
		page.append(" `java` | largest method | huge |\n|---|---|---|---|---|---|---|---|---|\n");
		for (Kernel kernel : Kernel.kernels()) {
			page.append("| ").append(kernel.name()).append(" | ").append(kernel.variant()).append(" | ");
			page.append(millis(this.results.figure(java, kernel, reference).map(KernelFigure::best))).append(" |");
			for (String engine : List.of(KernelEngine.WASMTIME, KernelEngine.CHICORY, KernelEngine.SHIPPED,
					KernelEngine.JAVA)) {
				page.append(' ').append(text(this.results.ratio(java, kernel, engine, reference))).append(" |");
			}
			page.append(code(kernel)).append('\n');
		}
	}

	private String code(Kernel kernel) {
		return this.results.code(kernel)
			.map((code) -> " %,d | %s |".formatted(code.largest(), (code.huge() > 0) ? code.huge() : ""))
			.orElse(" | |");
	}

	private void programs(StringBuilder page, int java) {
		page.append("| program | `wasmtime` | `chicory` | times as long | `chicory-raw` | times as long |")
			.append(" largest method | huge | interpreted |\n|---|---|---|---|---|---|---|---|---|\n");
		for (Kernel kernel : Kernel.programs()) {
			page.append("| ").append(kernel.name()).append(" |");
			for (String engine : OTHERS) {
				page.append(' ')
					.append(millis(this.results.figure(java, kernel, engine).map(KernelFigure::best)))
					.append(" |");
				if (!engine.equals(KernelEngine.WASMTIME)) {
					page.append(' ')
						.append(text(this.results.ratio(java, kernel, engine, KernelEngine.WASMTIME)))
						.append(" |");
				}
			}
			page.append(code(kernel))
				.append(this.results.code(kernel).map((code) -> " " + code.interpreted() + " |").orElse(" |"))
				.append('\n');
		}
	}

	private void cold(StringBuilder page, int java) {
		page.append("| program | subject | load | first | warm |\n|---|---|---|---|---|\n");
		for (Kernel kernel : Kernel.programs()) {
			for (String engine : OTHERS) {
				this.results.figure(java, kernel, engine)
					.ifPresent((figure) -> page.append("| %s | `%s` | %s | %s | %s |\n".formatted(kernel.name(), engine,
							millis(Optional.of(figure.load())), millis(Optional.of(figure.first())),
							millis(Optional.of(figure.warm())))));
			}
		}
	}

	private static double mean(double[] ratios) {
		double sum = 0;
		for (double ratio : ratios) {
			sum += Math.log(ratio);
		}
		return Math.exp(sum / ratios.length);
	}

	private static String millis(Optional<Long> nanos) {
		return nanos.map((value) -> BenchmarkText.number(value / 1e6) + " ms").orElse("");
	}

	private static String text(OptionalDouble ratio) {
		return (ratio.isPresent()) ? text(ratio.getAsDouble()) : "";
	}

	private static String text(double ratio) {
		return String.format(Locale.ROOT, (ratio >= 10) ? "%,.0f ×" : "%.2f ×", ratio);
	}

}
