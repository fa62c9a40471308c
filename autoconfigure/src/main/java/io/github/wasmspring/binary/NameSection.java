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

package io.github.wasmspring.binary;

import java.nio.charset.StandardCharsets;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmLoadException;

/**
 * Reads the names of functions from the custom section {@code name}, as far as it is
 * sound. What is wrong in a custom section does not make a module malformed.
 */
final class NameSection {

	private static final String SECTION = "name";

	private static final int FUNCTIONS = 1;

	/**
	 * Longest name that is handed on, in bytes.
	 */
	private static final int LONGEST = 120;

	/**
	 * Most bytes of all names that are handed on.
	 */
	private static final int MOST = 4 << 20;

	private int start;

	private int end;

	private ByteReader reader = new ByteReader(new BinaryProblems(new WasmErrorContext(null, null, null), new byte[0]),
			new byte[0]);

	/**
	 * Remember where the names are.
	 * @param section the name of a custom section
	 * @param custom at its content
	 */
	void read(String section, ByteReader custom) {
		if (section.equals(SECTION)) {
			this.start = custom.position();
			this.end = custom.end();
			this.reader = new ByteReader(custom.problems(), custom.bytes());
		}
	}

	void visit(ModuleIndex index, ModuleVisitor visitor) {
		this.reader.moveTo(this.start);
		this.reader.limit(this.end);
		try {
			while (this.reader.hasMore()) {
				int id = this.reader.readByte();
				int next = this.reader.readSize() + this.reader.position();
				if (id == FUNCTIONS) {
					this.reader.limit(next);
					visitNames(index.count(WasmExternalKind.FUNCTION), visitor);
					return;
				}
				this.reader.moveTo(next);
			}
		}
		catch (WasmLoadException ex) {
			// the names that came before are good
		}
	}

	private void visitNames(int functions, ModuleVisitor visitor) {
		int left = MOST;
		int last = -1;
		for (int count = this.reader.readCount("names"); count > 0; count--) {
			int function = this.reader.readU32();
			int size = this.reader.readSize();
			if (function <= last || function >= functions || left < LONGEST) {
				return;
			}
			last = function;
			String name = name(size);
			left -= name.length();
			visitor.visitFunctionName(function, name);
			this.reader.skip(size);
		}
	}

	/**
	 * Return a name that may be cut, and is in UTF-8.
	 */
	private String name(int size) {
		int length = size;
		if (length > LONGEST) {
			length = LONGEST;
			while (length > 0 && (this.reader.bytes()[this.reader.position() + length] & 0xC0) == 0x80) {
				length--;
			}
		}
		return simplify(new String(this.reader.bytes(), this.reader.position(), length, StandardCharsets.UTF_8));
	}

	/**
	 * Put an underscore in the place of what belongs into no identifier, which Chicory
	 * refuses, and cut what is too long.
	 */
	private static String simplify(String name) {
		StringBuilder simple = new StringBuilder(name.length());
		int bytes = 0;
		for (int i = 0; i < name.length(); i++) {
			char character = name.charAt(i);
			boolean usual = character < 0x80 || Character.isUnicodeIdentifierPart(character);
			bytes += (!usual || character < 0x80) ? 1 : (character < 0x800) ? 2 : 3;
			if (bytes > LONGEST) {
				break;
			}
			simple.append((usual) ? character : '_');
		}
		return simple.toString();
	}

}
