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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LineOutputStream}.
 */
class LineOutputStreamTests {

	private final List<String> lines = new ArrayList<>();

	private boolean wanted = true;

	private final LineOutputStream stream = new LineOutputStream((length) -> this.wanted, this.lines::add);

	private void write(String text) throws IOException {
		this.stream.write(text.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void writeShouldPassWholeLines() throws IOException {
		write("one\ntw");
		assertThat(this.lines).containsExactly("one");
		write("o\r\n\nthree");
		assertThat(this.lines).containsExactly("one", "two", "");
		this.stream.close();
		this.stream.close();
		assertThat(this.lines).containsExactly("one", "two", "", "three");
	}

	@Test
	void writeShouldDropWhatIsNotWanted() throws IOException {
		write("one\nt");
		this.wanted = false;
		write("wo\nthree\n");
		this.wanted = true;
		write("four\n");
		assertThat(this.lines).containsExactly("one", "four");
	}

	@Test
	void writeShouldEscapeWhatForgesLines() throws IOException {
		write("a\u001B[2Kb\rc\u2028d\u0085e\u202Ef\u2066g\u0000h\ti\u007F 😀é\n");
		assertThat(this.lines).containsExactly("a\\x1b[2Kb\\x0dc\\u2028d\\x85e\\u202ef\\u2066g\\x00h\ti\\x7f 😀é");
	}

	@Test
	void writeShouldReplaceMalformedText() {
		byte[] text = { 'a', (byte) 0xC3, 'b', (byte) 0xFF, '\n' };
		this.stream.write(text, 0, text.length);
		assertThat(this.lines).containsExactly("a\uFFFDb\uFFFD");
	}

	@Test
	void longLineShouldBeBrokenBetweenCharacters() throws IOException {
		for (int shift = 0; shift < 4; shift++) {
			this.lines.clear();
			String line = "x".repeat(shift) + "😀".repeat(3000) + "é";
			write(line + "\n");
			assertThat(this.lines).hasSize(2);
			assertThat(String.join("", this.lines)).isEqualTo(line);
		}
	}

	@Test
	void brokenLineShouldBoundTheBuffer() throws IOException {
		write("\u0080".repeat(10));
		byte[] continuation = new byte[3 * LineOutputStream.LONGEST_LINE];
		java.util.Arrays.fill(continuation, (byte) 0x80);
		this.stream.write(continuation);
		assertThat(this.lines).isNotEmpty().allSatisfy((line) -> assertThat(line).isNotEmpty());
	}

}
