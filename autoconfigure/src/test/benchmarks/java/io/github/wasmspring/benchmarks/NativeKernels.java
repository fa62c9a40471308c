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

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * The kernels as native code, by the C compiler of the machine.
 *
 * @param compiler path of the compiler
 * @param sources directory of the kernels
 */
record NativeKernels(Path compiler, Path sources) {

	private static final List<String> COMPILERS = List.of("clang", "clang-14", "gcc");

	private static final List<String> OPTIONS = List.of("-std=gnu11", "-O2", "-fno-math-errno", "-ffp-contract=off");

	private static final List<String> CLANG_OPTIONS = List.of("-fno-vectorize", "-fno-slp-vectorize");

	private static final List<String> GCC_OPTIONS = List.of("-fno-tree-vectorize", "-fno-tree-slp-vectorize");

	private static final int MILLIS = 500;

	/**
	 * Return the compiler of the machine, if it has one.
	 */
	static Optional<NativeKernels> find(Path sources) {
		return COMPILERS.stream()
			.flatMap((name) -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
				.map((directory) -> Path.of(directory, name)))
			.filter(Files::isExecutable)
			.map((compiler) -> new NativeKernels(compiler, sources))
			.findFirst();
	}

	KernelFigure measure(Kernel kernel) {
		try {
			Path directory = Files.createTempDirectory("kernel");
			try {
				return measure(kernel, directory.resolve(kernel.name()));
			}
			finally {
				FileSystemUtils.deleteRecursively(directory);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private KernelFigure measure(Kernel kernel, Path program) {
		KernelProcess.output(Stream
			.of(List.of(this.compiler.toString()), OPTIONS, (isClang()) ? CLANG_OPTIONS : GCC_OPTIONS,
					List.of(this.sources.resolve(kernel.name() + ".c").toString(),
							this.sources.resolve("native.c").toString(), "-lm", "-o", program.toString()))
			.flatMap(List::stream)
			.toList());
		String[] words = KernelProcess
			.output(List.of(program.toString(), String.valueOf(kernel.size()), String.valueOf(MILLIS)))
			.strip()
			.split(" ");
		return new KernelFigure(Runtime.version().feature(), kernel.id(), KernelEngine.NATIVE, Long.parseLong(words[0]),
				Long.parseLong(words[1]), 0, 0, 0, 0);
	}

	private boolean isClang() {
		return this.compiler.getFileName().toString().startsWith("clang");
	}

}
