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

import io.github.wasmspring.backend.chicory.GeneratedMethods;

/**
 * What {@code chicory} makes of a kernel's binary.
 *
 * @param kernel the kernel
 * @param binary bytes of the binary
 * @param methods number of methods
 * @param largest bytes of bytecode of the largest method
 * @param huge number of methods that HotSpot doesn't compile
 * @param interpreted number of functions that are too large for a method
 */
record KernelCode(String kernel, int binary, int methods, int largest, int huge, int interpreted) {

	static final String HEADER = "kernel,binary_bytes,methods,largest_method_bytes,huge_methods,interpreted_functions";

	static KernelCode of(Kernel kernel) {
		byte[] binary = kernel.bytes();
		GeneratedMethods methods = GeneratedMethods.of(kernel.id(), binary);
		return new KernelCode(kernel.id(), binary.length, methods.sizes().size(), methods.largest(), methods.huge(),
				methods.interpreted());
	}

	static KernelCode parse(String line) {
		String[] words = line.split(",");
		return new KernelCode(words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2]),
				Integer.parseInt(words[3]), Integer.parseInt(words[4]), Integer.parseInt(words[5]));
	}

	@Override
	public String toString() {
		return "%s,%d,%d,%d,%d,%d".formatted(this.kernel, this.binary, this.methods, this.largest, this.huge,
				this.interpreted);
	}

}
