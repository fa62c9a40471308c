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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that measures kernels on one engine and prints a figure for each.
 */
public final class KernelProcess {

	private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(800);

	/**
	 * Native code only waits for caches.
	 */
	private static final long PATIENCE_WITH_NATIVE_CODE = TimeUnit.MILLISECONDS.toNanos(250);

	private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);

	private static final long PATIENCE_WITH_PROGRAMS = TimeUnit.SECONDS.toNanos(4);

	private static final long LONGEST_WITH_PROGRAMS = TimeUnit.SECONDS.toNanos(12);

	private KernelProcess() {
	}

	public static void main(String[] arguments) {
		String engine = arguments[0];
		for (int i = 1; i < arguments.length; i++) {
			Kernel kernel = Kernel.of(arguments[i]);
			System.out.println((kernel.isProgram())
					? KernelFigure.measure(engine, kernel, PATIENCE_WITH_PROGRAMS, LONGEST_WITH_PROGRAMS)
					: KernelFigure.measure(engine, kernel, patience(engine), LONGEST));
		}
		// threads of an engine must not keep the JVM
		System.exit(0);
	}

	private static long patience(String engine) {
		return (engine.equals(KernelEngine.WASMTIME)) ? PATIENCE_WITH_NATIVE_CODE : PATIENCE;
	}

	/**
	 * Measure in a new JVM.
	 */
	static List<KernelFigure> run(String engine, List<Kernel> kernels) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms512m", "-Xmx1g"));
		if (Runtime.version().feature() >= 24) {
			command.add("--enable-native-access=ALL-UNNAMED");
		}
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), KernelProcess.class.getName(), engine));
		kernels.forEach((kernel) -> command.add(kernel.id()));
		return output(command).lines().filter((line) -> line.matches("\\d+,.*")).map(KernelFigure::parse).toList();
	}

	/**
	 * Return what the program writes.
	 */
	static String output(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new IllegalStateException(command + " ended with " + process.exitValue());
			}
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
