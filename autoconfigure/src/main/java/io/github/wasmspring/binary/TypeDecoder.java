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

import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.WasmLoadException.Reason;

/**
 * Decodes the types that a module declares.
 */
final class TypeDecoder {

	private static final int GROUP = 0x4E;

	private static final int FINAL_SUBTYPE = 0x4F;

	private static final int SUBTYPE = 0x50;

	private static final int ARRAY = 0x5E;

	private static final int STRUCTURE = 0x5F;

	private static final int FUNCTION = 0x60;

	private static final int I8 = 0x78;

	private static final int I16 = 0x77;

	/**
	 * Most parameters or results of a function, which is what all engines take.
	 */
	private static final int MOST_VALUES = 1000;

	private static final int HAS_MAXIMUM = 1;

	private static final int SHARED = 2;

	private static final int LARGE = 4;

	private final ByteReader reader;

	private final ModuleIndex index;

	TypeDecoder(ByteReader reader, ModuleIndex index) {
		this.reader = reader;
		this.index = index;
	}

	/**
	 * Decode a type, or a group of types that refer to each other.
	 */
	void decodeGroup(ModuleVisitor visitor) {
		if (this.reader.peekByte() != GROUP) {
			decodeType(visitor);
			return;
		}
		this.reader.readByte();
		this.index.require(WasmFeature.GARBAGE_COLLECTION, "a group of recursive types");
		for (int left = this.reader.readCount("types"); left > 0; left--) {
			decodeType(visitor);
		}
	}

	private void decodeType(ModuleVisitor visitor) {
		int start = this.reader.position();
		int form = this.reader.readByte();
		if (form == SUBTYPE || form == FINAL_SUBTYPE) {
			this.index.require(WasmFeature.GARBAGE_COLLECTION, "a subtype");
			for (int left = this.reader.readCount("supertypes"); left > 0; left--) {
				this.reader.readU32();
			}
			form = this.reader.readByte();
		}
		switch (form) {
			case FUNCTION -> {
				FunctionType type = new FunctionType(readTypes("parameters"), readTypes("results"));
				this.index.addType(type);
				visitor.visitType(type);
			}
			case STRUCTURE, ARRAY -> {
				this.index.require(WasmFeature.GARBAGE_COLLECTION, (form == ARRAY) ? "an array" : "a structure");
				for (int left = (form == ARRAY) ? 1 : this.reader.readCount("fields"); left > 0; left--) {
					skipField();
				}
				this.index.addType(null);
			}
			default -> throw this.reader.problems().malformed("there is no form %#x of types".formatted(form), start);
		}
	}

	private int[] readTypes(String what) {
		int start = this.reader.position();
		int count = this.reader.readCount(what);
		if (count > MOST_VALUES) {
			throw this.reader.problems()
				.failure(Reason.LIMIT_EXCEEDED, "a function type has %d %s, but no more than %d are possible"
					.formatted(count, what, MOST_VALUES), "Pass them through memory.", start);
		}
		int[] types = new int[count];
		for (int i = 0; i < types.length; i++) {
			types[i] = this.reader.readValueType();
			this.index.requireType(types[i]);
		}
		return types;
	}

	private void skipField() {
		int packed = this.reader.peekByte();
		if (packed == I8 || packed == I16) {
			this.reader.readByte();
		}
		else {
			this.reader.readValueType();
		}
		int start = this.reader.position();
		if (this.reader.readByte() > 1) {
			throw this.reader.problems().malformed("malformed mutability", start);
		}
	}

	/**
	 * Read the sizes of a memory or of a table.
	 */
	SizeLimits readLimits(String what) {
		int start = this.reader.position();
		int flags = this.reader.readByte();
		if ((flags & ~(HAS_MAXIMUM | SHARED | LARGE)) != 0) {
			throw this.reader.problems()
				.malformed("the limits of %s have the unknown flags %#x".formatted(what, flags), start);
		}
		boolean large = (flags & LARGE) != 0;
		if (large) {
			this.index.require(WasmFeature.LARGE_MEMORIES, "64-bit " + what);
		}
		long minimum = this.reader.readU64();
		Long maximum = ((flags & HAS_MAXIMUM) != 0) ? this.reader.readU64() : null;
		return new SizeLimits(minimum, maximum, (flags & SHARED) != 0, large);
	}

}
