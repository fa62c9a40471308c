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

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a binary, which is known to be valid, apart into its sections and changes them.
 * Custom sections are left out.
 */
final class BinaryEditor {

	static final int TYPE = 1;

	static final int FUNCTION = 3;

	static final int MEMORY = 5;

	static final int EXPORT = 7;

	static final int START = 8;

	static final int CODE = 10;

	static final int DATA = 11;

	/**
	 * Identifiers of the sections in the order in which they appear.
	 */
	private static final List<Integer> ORDER = List.of(1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11);

	private static final int PREAMBLE_SIZE = 8;

	private final List<Section> sections = new ArrayList<>();

	BinaryEditor(byte[] bytes) {
		SectionReader reader = new SectionReader(bytes, PREAMBLE_SIZE);
		while (reader.hasMore()) {
			int id = reader.readByte();
			int size = reader.readNumber();
			int offset = reader.position();
			WasmWriter content = reader.readUntil(offset + size);
			if (id != 0) {
				this.sections.add(new Section(id, offset, content));
			}
		}
	}

	void remove(int id) {
		this.sections.removeIf((section) -> section.id() == id);
	}

	boolean has(int id) {
		return this.sections.stream().anyMatch((section) -> section.id() == id);
	}

	/**
	 * Append elements to a section, which is added if it is missing.
	 */
	void append(int id, List<WasmWriter> elements) {
		if (elements.isEmpty()) {
			return;
		}
		int index = 0;
		while (index < this.sections.size() && ORDER.indexOf(this.sections.get(index).id()) < ORDER.indexOf(id)) {
			index++;
		}
		if (index == this.sections.size() || this.sections.get(index).id() != id) {
			this.sections.add(index, new Section(id, 0, new WasmWriter().vector(elements)));
		}
		else {
			replace(id, extend(this.sections.get(index).content(), elements));
		}
	}

	private static WasmWriter extend(WasmWriter content, List<WasmWriter> elements) {
		SectionReader reader = new SectionReader(content);
		WasmWriter extended = new WasmWriter().number(reader.readNumber() + elements.size()).append(reader.readRest());
		elements.forEach(extended::append);
		return extended;
	}

	/**
	 * Return where the content of a section starts in the binary that was taken apart.
	 */
	int offset(int id) {
		return find(id).offset();
	}

	/**
	 * Replace the content of a section, which must be there.
	 */
	void replace(int id, WasmWriter content) {
		Section section = find(id);
		this.sections.set(this.sections.indexOf(section), new Section(id, section.offset(), content));
	}

	private Section find(int id) {
		return this.sections.stream().filter((section) -> section.id() == id).findFirst().orElseThrow();
	}

	byte[] write() {
		WasmWriter module = WasmWriter.module();
		this.sections.forEach((section) -> module.section(section.id(), section.content()));
		return module.toByteArray();
	}

	private record Section(int id, int offset, WasmWriter content) {
	}

}
