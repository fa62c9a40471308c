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

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.wasmspring.benchmarks.RawEngine.RawInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Kernel}: before times are compared, results are.
 */
class KernelSuiteTests {

	@ParameterizedTest
	@MethodSource("io.github.wasmspring.benchmarks.Kernel#kernels")
	void checksumOfKernelShouldBeThatOfOtherEngines(Kernel kernel) {
		long checksum = KernelEngine.prepare(KernelEngine.WASMTIME, kernel).run(kernel.smallSize());
		assertThat(KernelEngine.prepare(KernelEngine.CHICORY, kernel).run(kernel.smallSize())).isEqualTo(checksum);
		if (JavaKernels.has(kernel.name())) {
			assertThat(JavaKernels.get(kernel.name()).run(kernel.smallSize())).isEqualTo(checksum);
		}
	}

	@Test
	void resultsOfProgramsShouldBeThoseOfOtherEngines() {
		Map<String, List<Kernel>> programs = Kernel.programs().stream().collect(Collectors.groupingBy(Kernel::binary));
		programs.values()
			.forEach((kernels) -> assertThat(results(KernelEngine.CHICORY, kernels))
				.isEqualTo(results(KernelEngine.WASMTIME, kernels)));
	}

	private static List<Long> results(String engine, List<Kernel> kernels) {
		RawInstance instance = KernelEngine.start(engine, kernels.get(0));
		return kernels.stream().map((kernel) -> KernelEngine.work(kernel, instance).run(kernel.smallSize())).toList();
	}

}
