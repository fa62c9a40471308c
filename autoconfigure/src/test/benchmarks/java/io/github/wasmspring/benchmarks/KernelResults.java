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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The figures of the suite, of each version of Java the last ones.
 */
final class KernelResults {

	private final Map<List<Object>, KernelFigure> figures = new LinkedHashMap<>();

	private final Map<String, KernelCode> code = new LinkedHashMap<>();

	private final Map<Integer, KernelRun> runs = new LinkedHashMap<>();

	private final Path figuresFile;

	private final Path codeFile;

	private final Path runsFile;

	KernelResults(Path directory) {
		this.figuresFile = directory.resolve("kernels.csv");
		this.codeFile = directory.resolve("kernels-code.csv");
		this.runsFile = directory.resolve("kernels-runs.csv");
		read(this.figuresFile, KernelFigure::parse).forEach(this::add);
		read(this.codeFile, KernelCode::parse).forEach(this::add);
		read(this.runsFile, KernelRun::parse).forEach(this::add);
	}

	private static <T> List<T> read(Path file, Function<String, T> parser) {
		try {
			return (Files.exists(file)) ? Files.readAllLines(file).stream().skip(1).map(parser).toList() : List.of();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Add a figure, unless the engine computes something else than the others.
	 */
	void add(KernelFigure figure) {
		this.figures.values()
			.stream()
			.filter((other) -> other.name().equals(figure.name()) && other.checksum() != figure.checksum())
			.findFirst()
			.ifPresent((other) -> {
				throw new IllegalStateException("Two results: '" + figure + "' and '" + other + "'");
			});
		this.figures.put(List.of(figure.java(), figure.kernel(), figure.engine()), figure);
	}

	void add(KernelCode kernelCode) {
		this.code.put(kernelCode.kernel(), kernelCode);
	}

	void add(KernelRun run) {
		this.runs.put(run.java(), run);
	}

	void write() {
		write(this.figuresFile, KernelFigure.HEADER, this.figures.values());
		write(this.codeFile, KernelCode.HEADER, this.code.values());
		write(this.runsFile, KernelRun.HEADER, this.runs.values());
	}

	private static void write(Path file, String header, Collection<?> lines) {
		List<String> text = new ArrayList<>();
		text.add(header);
		lines.stream().map(Object::toString).sorted().forEach(text::add);
		try {
			Files.write(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Optional<KernelRun> run(int java) {
		return Optional.ofNullable(this.runs.get(java));
	}

	Optional<KernelCode> code(Kernel kernel) {
		return Optional.ofNullable(this.code.get(kernel.id()));
	}

	Optional<KernelFigure> figure(int java, Kernel kernel, String engine) {
		String id = (hasVariants(engine)) ? kernel.id() : kernel.name() + "-O2";
		return Optional.ofNullable(this.figures.get(List.of(java, id, engine)));
	}

	/**
	 * Return whether the engine makes a difference between variants: to others they are
	 * the same work.
	 */
	static boolean hasVariants(String engine) {
		return !engine.equals(KernelEngine.NATIVE) && !engine.equals(KernelEngine.JAVA);
	}

	/**
	 * Return how many times as long the engine takes as the other one.
	 */
	OptionalDouble ratio(int java, Kernel kernel, String engine, String other) {
		Optional<KernelFigure> figure = figure(java, kernel, engine);
		Optional<KernelFigure> reference = figure(java, kernel, other);
		if (figure.isEmpty() || reference.isEmpty()) {
			return OptionalDouble.empty();
		}
		return OptionalDouble.of((double) figure.get().best() / reference.get().best());
	}

	/**
	 * Return the versions of Java that there are figures of.
	 */
	List<Integer> versions() {
		return this.figures.values().stream().map(KernelFigure::java).distinct().sorted().toList();
	}

	boolean has(int java, String engine) {
		return this.figures.values()
			.stream()
			.anyMatch((figure) -> figure.java() == java && figure.engine().equals(engine));
	}

}
