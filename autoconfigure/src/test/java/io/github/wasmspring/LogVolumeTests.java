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

package io.github.wasmspring;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogVolume}.
 */
class LogVolumeTests {

	private final List<String> lines = new ArrayList<>();

	private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

	private LogVolume volume(long most) {
		return new LogVolume(() -> this.lines.add("dropped"), most, this.clock::get);
	}

	private void write(LogVolume volume, String line) {
		if (volume.test(line.length())) {
			this.lines.add(line);
		}
	}

	@Test
	void testShouldDropWhatIsTooMuchForASecondAndWarnOnce() {
		LogVolume volume = volume(3 * (LogVolume.LINE_OVERHEAD + 1));
		for (int i = 0; i < 6; i++) {
			write(volume, "" + i);
		}
		assertThat(this.lines).containsExactly("0", "1", "2", "dropped");
		this.clock.addAndGet(999_999_999);
		write(volume, "6");
		assertThat(this.lines).hasSize(4);
	}

	@Test
	void testShouldAcceptLinesAgainInTheNextSecond() {
		LogVolume volume = volume(LogVolume.LINE_OVERHEAD + 1);
		write(volume, "a");
		write(volume, "b");
		this.clock.addAndGet(1_000_000_000);
		write(volume, "c");
		write(volume, "d");
		assertThat(this.lines).containsExactly("a", "dropped", "c", "dropped");
	}

	@Test
	void testShouldCountEmptyLines() {
		LogVolume volume = volume(10 * LogVolume.LINE_OVERHEAD);
		for (int i = 0; i < 1000; i++) {
			write(volume, "");
		}
		assertThat(this.lines).hasSize(11);
	}

	@Test
	void testWhenUnlimitedShouldAcceptEverything() {
		LogVolume volume = volume(0);
		for (int i = 0; i < 1000; i++) {
			write(volume, "x".repeat(1000));
		}
		assertThat(this.lines).hasSize(1000);
	}

}
