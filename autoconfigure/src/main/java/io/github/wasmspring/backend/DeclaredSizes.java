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

import java.util.ArrayList;
import java.util.List;

import io.github.wasmspring.backend.DeclaredSize.Kind;

/**
 * Finds the sizes that a binary declares for its own memories and tables. Those of
 * imported ones are left to who provides them.
 */
final class DeclaredSizes {

	private static final int INITIALIZED_TABLE = 0x40;

	private final String name;

	private final byte[] bytes;

	private final List<DeclaredSize> sizes = new ArrayList<>();

	private DeclaredSizes(String name, byte[] bytes) {
		this.name = name;
		this.bytes = bytes;
	}

	/**
	 * Return the sizes in the order of the binary.
	 */
	static List<DeclaredSize> find(String name, byte[] bytes) {
		DeclaredSizes declared = new DeclaredSizes(name, bytes);
		BinarySection.forEach(name, bytes, declared::search);
		return declared.sizes;
	}

	private void search(BinarySection section) {
		BinaryCursor cursor = section.open(this.name, this.bytes);
		switch (section.id()) {
			case BinarySection.TABLE -> {
				for (long left = cursor.readSize(); left > 0; left--) {
					readTable(section, cursor);
				}
			}
			case BinarySection.MEMORY -> {
				for (long left = cursor.readSize(); left > 0; left--) {
					this.sizes.add(DeclaredSize.read(Kind.MEMORY, section, cursor));
				}
			}
			default -> {
			}
		}
	}

	private void readTable(BinarySection section, BinaryCursor cursor) {
		boolean initialized = cursor.peekByte() == INITIALIZED_TABLE;
		if (initialized) {
			cursor.skip(2);
		}
		cursor.skipValueType();
		this.sizes.add(DeclaredSize.read(Kind.TABLE, section, cursor));
		if (initialized) {
			new InstructionReader(cursor).skipExpression();
		}
	}

}
