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

import java.util.Arrays;

import io.github.wasmspring.WasmSetting;

/**
 * How many values the functions of a binary take and leave.
 */
final class BinaryTypes {

	private static final int GROUP = 0x4E;

	private static final int FINAL_SUBTYPE = 0x4F;

	private static final int SUBTYPE = 0x50;

	private static final int ARRAY = 0x5E;

	private static final int STRUCTURE = 0x5F;

	private static final int FUNCTION = 0x60;

	private final LoadLimits limits;

	private final Numbers types = new Numbers();

	private final Numbers functions = new Numbers();

	private int importedFunctions;

	BinaryTypes(LoadLimits limits) {
		this.limits = limits;
	}

	void readTypes(BinaryCursor cursor, long count) {
		for (long left = count; left > 0; left--) {
			if (cursor.peekByte() == GROUP) {
				cursor.skip(1);
				for (long members = cursor.readSize(); members > 0; members--) {
					readType(cursor);
				}
			}
			else {
				readType(cursor);
			}
		}
	}

	private void readType(BinaryCursor cursor) {
		cursor.checkLimit("the module", this.types.count + 1L, "types", this.limits.entries(),
				WasmSetting.LIMITS_ENTRIES);
		int form = cursor.readByte();
		if (form == SUBTYPE || form == FINAL_SUBTYPE) {
			for (long left = cursor.readSize(); left > 0; left--) {
				cursor.readSize();
			}
			form = cursor.readByte();
		}
		long values = switch (form) {
			case FUNCTION -> skipValues(cursor) + skipValues(cursor);
			case STRUCTURE -> {
				long fields = cursor.readSize();
				for (long left = fields; left > 0; left--) {
					skipField(cursor);
				}
				yield fields;
			}
			case ARRAY -> {
				skipField(cursor);
				yield 1;
			}
			default -> throw cursor.malformed("there is no form %d of types".formatted(form));
		};
		this.types.add(values);
	}

	private static long skipValues(BinaryCursor cursor) {
		long count = cursor.readSize();
		for (long left = count; left > 0; left--) {
			cursor.skipValueType();
		}
		return count;
	}

	private static void skipField(BinaryCursor cursor) {
		cursor.skipValueType();
		cursor.skip(1);
	}

	void readImports(BinarySection section, BinaryCursor cursor, long count) {
		for (long left = count; left > 0; left--) {
			BinaryImport wanted = BinaryImport.read(section, cursor);
			if (wanted.kind() == BinaryImport.FUNCTION) {
				addFunction(wanted.type());
				this.importedFunctions++;
			}
		}
		checkFunctions(cursor, this.functions.count);
	}

	void readFunctions(BinaryCursor cursor) {
		long count = cursor.readSize();
		checkFunctions(cursor, this.functions.count + count);
		for (long left = count; left > 0; left--) {
			addFunction(cursor.readSize());
		}
	}

	void checkFunctions(BinaryCursor cursor, long count) {
		cursor.checkLimit("the module", count, "functions", this.limits.functions(), WasmSetting.LIMITS_FUNCTIONS);
	}

	private void addFunction(long type) {
		this.functions.add(type);
	}

	/**
	 * Return the index of the first function that is not imported.
	 */
	int firstIndex() {
		return this.importedFunctions;
	}

	/**
	 * Return how many values a type has: parameters and results, or fields.
	 */
	int valuesOfType(long type) {
		return this.types.get(type);
	}

	/**
	 * Return how many parameters and results a function has.
	 */
	int valuesOfFunction(long function) {
		return (function < this.functions.count) ? valuesOfType(this.functions.get(function)) : 0;
	}

	/**
	 * Numbers in the order in which they were added.
	 */
	private static final class Numbers {

		private int[] numbers = new int[16];

		private int count;

		void add(long number) {
			if (this.count == this.numbers.length) {
				this.numbers = Arrays.copyOf(this.numbers, 2 * this.count);
			}
			this.numbers[this.count++] = (int) Math.min(number, Integer.MAX_VALUE);
		}

		/**
		 * Return a number, or 0 if there is none with that index.
		 */
		int get(long index) {
			return (index >= 0 && index < this.count) ? this.numbers[(int) index] : 0;
		}

	}

}
