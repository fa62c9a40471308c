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

package io.github.wasmspring.backend;

import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmSetting;

/**
 * Refuses binaries that would take an engine too long or too much memory, in a single
 * pass.
 */
final class BinaryScan {

	private static final String MODULE = "the module";

	private final String name;

	private final byte[] bytes;

	private final LoadLimits limits;

	private final BinaryTypes types;

	private long customSections;

	private long elements;

	BinaryScan(String name, byte[] bytes, LoadLimits limits) {
		this.name = name;
		this.bytes = bytes;
		this.limits = limits;
		this.types = new BinaryTypes(limits);
	}

	/**
	 * Check the binary.
	 * @throws WasmLoadException if it exceeds a limit, or is malformed in a place that
	 * has to be read
	 */
	void check() {
		BinarySection.forEach(this.name, this.bytes, this::check);
	}

	private void check(BinarySection section) {
		BinaryCursor cursor = section.open(this.name, this.bytes);
		switch (section.id()) {
			case BinarySection.CUSTOM -> checkEntries(cursor, "custom sections", ++this.customSections);
			case BinarySection.TYPE -> this.types.readTypes(cursor, checkEntries(cursor, "types"));
			case BinarySection.IMPORT -> this.types.readImports(section, cursor, checkEntries(cursor, "imports"));
			case BinarySection.FUNCTION -> this.types.readFunctions(cursor);
			case BinarySection.TABLE -> checkEntries(cursor, "tables");
			case BinarySection.MEMORY -> checkEntries(cursor, "memories");
			case BinarySection.GLOBAL -> checkEntries(cursor, "global variables");
			case BinarySection.EXPORT -> checkExports(cursor, checkEntries(cursor, "exports"));
			case BinarySection.ELEMENT -> checkElements(cursor, checkEntries(cursor, "element segments"));
			case BinarySection.CODE -> new CodeScan(this.limits, this.types).check(cursor);
			case BinarySection.DATA -> checkEntries(cursor, "data segments");
			case BinarySection.TAG -> checkEntries(cursor, "tags");
			default -> {
			}
		}
	}

	private long checkEntries(BinaryCursor cursor, String what) {
		return checkEntries(cursor, what, cursor.readSize());
	}

	private long checkEntries(BinaryCursor cursor, String what, long count) {
		cursor.checkLimit(MODULE, count, what, this.limits.entries(), WasmSetting.LIMITS_ENTRIES);
		return count;
	}

	private void checkExports(BinaryCursor cursor, long exports) {
		for (long left = exports; left > 0; left--) {
			cursor.skipName();
			cursor.readByte(); // kind
			cursor.readSize(); // index
		}
	}

	private void checkElements(BinaryCursor cursor, long segments) {
		InstructionReader instructions = new InstructionReader(cursor);
		for (long left = segments; left > 0; left--) {
			ElementSegment segment = ElementSegment.open(cursor, instructions);
			this.elements += segment.count();
			segment.skip(cursor, instructions);
		}
		cursor.checkLimit(MODULE, this.elements, "elements in its segments", this.limits.tableElements(),
				WasmSetting.MAX_TABLE_ELEMENTS);
	}

}
