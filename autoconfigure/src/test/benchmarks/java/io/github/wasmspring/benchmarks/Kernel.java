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
import java.util.ArrayList;
import java.util.List;

import org.springframework.core.io.ClassPathResource;

/**
 * A piece of work of the suite, done by a guest.
 *
 * @param name name of the work
 * @param variant how the guest was compiled
 * @param binary location of the guest on the class path
 * @param size how much work to measure
 * @param smallSize how much work is enough to compare results
 */
record Kernel(String name, String variant, String binary, int size, int smallSize) {

	private static final List<String> VARIANTS = List.of("O2", "O3", "inlined");

	private static final String PROGRAM = "program";

	/**
	 * Return what was written for the suite, in all variants that differ.
	 */
	static List<Kernel> kernels() {
		List<Kernel> kernels = new ArrayList<>();
		for (String line : text("kernels/kernels.txt").lines().toList()) {
			String[] words = line.split(" ");
			if (!line.startsWith("#")) {
				for (String variant : VARIANTS) {
					String binary = "kernels/" + words[0] + "-" + variant + ".wasm";
					if (new ClassPathResource(binary).exists()) {
						kernels.add(new Kernel(words[0], variant, binary, Integer.parseInt(words[1]),
								Integer.parseInt(words[2])));
					}
				}
			}
		}
		return kernels;
	}

	/**
	 * Return what programs do that others wrote.
	 */
	static List<Kernel> programs() {
		return List.of(program("sqlite-first", SqliteWork.BINARY, 2, 2),
				program("sqlite-sum", SqliteWork.BINARY, 200_000, 100),
				program("sqlite-insert", SqliteWork.BINARY, 20_000, 100),
				program("sqlite-group", SqliteWork.BINARY, 20_000, 100),
				program("javascript-first", JavaScriptWork.BINARY, 2, 2),
				program("javascript-loops", JavaScriptWork.BINARY, 200, 2),
				program("javascript-strings", JavaScriptWork.BINARY, 400, 2),
				program("zlib", "third-party/zlib.wasm", 400_000, 2000),
				program("parser", "third-party/parser.wasm", 400_000, 3_000));
	}

	static List<Kernel> all() {
		List<Kernel> all = new ArrayList<>(kernels());
		all.addAll(programs());
		return all;
	}

	static Kernel of(String id) {
		return all().stream()
			.filter((kernel) -> kernel.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("There is no kernel '" + id + "'"));
	}

	private static Kernel program(String name, String binary, int size, int smallSize) {
		return new Kernel(name, PROGRAM, binary, size, smallSize);
	}

	private static String text(String location) {
		try {
			return new ClassPathResource(location).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String id() {
		return this.name + "-" + this.variant;
	}

	boolean isProgram() {
		return this.variant.equals(PROGRAM);
	}

	byte[] bytes() {
		try {
			return new ClassPathResource(this.binary).getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
