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

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Stream that passes UTF-8 text on line by line. A guest cannot forge lines of the log,
 * nor control a terminal that shows it: control characters are escaped.
 *
 * @since 0.1.0
 */
public final class LineOutputStream extends OutputStream {

	/**
	 * A longer line is broken, so that a guest cannot fill the heap.
	 */
	static final int LONGEST_LINE = 8192;

	private final IntPredicate admission;

	private final Consumer<String> lines;

	private final byte[] buffer = new byte[LONGEST_LINE];

	private int length;

	/**
	 * Create a stream.
	 * @param admission whether a line of so many bytes is wanted: what isn't is not even
	 * decoded
	 * @param lines where lines go
	 */
	public LineOutputStream(IntPredicate admission, Consumer<String> lines) {
		this.admission = admission;
		this.lines = lines;
	}

	@Override
	public void write(int octet) {
		if (octet == '\n') {
			endLine();
			return;
		}
		if (this.length == LONGEST_LINE) {
			breakLine();
		}
		this.buffer[this.length++] = (byte) octet;
	}

	@Override
	public void write(byte[] bytes, int offset, int count) {
		Objects.checkFromIndexSize(offset, count, bytes.length);
		int end = offset + count;
		int start = offset;
		while (start < end) {
			int lineEnd = start;
			while (lineEnd < end && bytes[lineEnd] != '\n') {
				lineEnd++;
			}
			append(bytes, start, lineEnd);
			if (lineEnd < end) {
				endLine();
			}
			start = lineEnd + 1;
		}
	}

	private void append(byte[] bytes, int start, int end) {
		int from = start;
		while (from < end) {
			if (this.length == LONGEST_LINE) {
				breakLine();
			}
			int size = Math.min(end - from, LONGEST_LINE - this.length);
			System.arraycopy(bytes, from, this.buffer, this.length, size);
			this.length += size;
			from += size;
		}
	}

	/**
	 * End the line, also if the guest has not.
	 */
	@Override
	public void flush() {
		if (this.length > 0) {
			endLine();
		}
	}

	@Override
	public void close() {
		flush();
	}

	private void endLine() {
		boolean carriageReturn = this.length > 0 && this.buffer[this.length - 1] == '\r';
		pass((carriageReturn) ? this.length - 1 : this.length);
		this.length = 0;
	}

	/**
	 * Break the line in front of the character that may be incomplete.
	 */
	private void breakLine() {
		int end = this.length;
		while (end > this.length - 4 && (this.buffer[end - 1] & 0xC0) == 0x80) {
			end--;
		}
		end = ((this.buffer[end - 1] & 0xC0) == 0xC0) ? end - 1 : this.length;
		pass(end);
		System.arraycopy(this.buffer, end, this.buffer, 0, this.length - end);
		this.length -= end;
	}

	private void pass(int end) {
		if (this.admission.test(end)) {
			this.lines.accept(escape(new String(this.buffer, 0, end, StandardCharsets.UTF_8)));
		}
	}

	private static String escape(String line) {
		if (!hasControl(line)) {
			return line;
		}
		StringBuilder escaped = new StringBuilder(line.length() + 16);
		line.chars().forEach((character) -> {
			if (isControl(character)) {
				escaped.append((character <= 0xFF) ? "\\x%02x".formatted(character) : "\\u%04x".formatted(character));
			}
			else {
				escaped.append((char) character);
			}
		});
		return escaped.toString();
	}

	private static boolean hasControl(String line) {
		for (int i = 0; i < line.length(); i++) {
			if (isControl(line.charAt(i))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Control characters apart from the tab, and those of Unicode that end a line or turn
	 * the direction of what follows.
	 */
	private static boolean isControl(int character) {
		return (Character.isISOControl(character) && character != '\t') || (character >= 0x2028 && character <= 0x202E)
				|| (character >= 0x2066 && character <= 0x2069);
	}

}
