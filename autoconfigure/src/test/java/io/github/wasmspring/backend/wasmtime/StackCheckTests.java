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

package io.github.wasmspring.backend.wasmtime;

import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StackCheck}, whose strength must not depend on whether Java code is
 * compiled.
 */
class StackCheckTests {

	/**
	 * Smaller sizes would not tell: the system gives the larger stack of a thread that
	 * has ended.
	 */
	private static final int STACK = 16 * 1024 * 1024;

	@RepeatedTest(20)
	void levelShouldTakeFourKilobytes() throws Exception {
		FutureTask<Integer> task = new FutureTask<>(StackCheckTests::mostLevels);
		new Thread(null, task, "stack", STACK).start();
		assertThat(task.get()).isBetween(STACK / StackCheck.LEVEL * 9 / 10, STACK / StackCheck.LEVEL);
	}

	private static int mostLevels() {
		int most = 0;
		for (int step = 1 << 13; step > 0; step /= 2) {
			most += StackCheck.tryLevels(most + step) ? step : 0;
		}
		return most;
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 100, 20_000 })
	void checkShouldPassOnThreadsOf512Kilobytes(int times) throws Exception {
		for (int i = 0; i < times; i++) {
			StackCheck.tryLevels(8);
		}
		FutureTask<Void> task = new FutureTask<>(StackCheck::check, null);
		new Thread(null, task, "stack", 512 * 1024L).start();
		task.get();
	}

}
