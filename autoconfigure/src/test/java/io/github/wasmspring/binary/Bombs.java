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

/**
 * Modules that are valid and small, but take engines very long or very much memory.
 */
public final class Bombs {

	private static final int I32 = 0x7F;

	private Bombs() {
	}

	/**
	 * Functions without code that have many locals each.
	 */
	public static byte[] locals(int functions, int locals) {
		BinaryWriter body = BinaryWriter.part().number(1).number(locals).bytes(I32, 0x0B);
		return BinaryWriter.module().functions(0, functions, body).toByteArray();
	}

	/**
	 * A function with a chain of conditional branches.
	 */
	public static byte[] branches(int functions, int branches) {
		BinaryWriter body = BinaryWriter.part().bytes(1, 1, I32).repeat(branches, 0x20, 0, 0x0D, 0).bytes(0x0B);
		return BinaryWriter.module().functions(0, functions, body).toByteArray();
	}

	/**
	 * A function with many tables of branches.
	 */
	public static byte[] branchTables(int functions, int tables, int labels) {
		BinaryWriter table = BinaryWriter.part()
			.bytes(0x02, 0x40, 0x20, 0, 0x0E)
			.number(labels)
			.repeat(labels + 1, 0)
			.bytes(0x0B);
		BinaryWriter body = BinaryWriter.part().bytes(1, 1, I32).repeat(tables, table).bytes(0x0B);
		return BinaryWriter.module().functions(0, functions, body).toByteArray();
	}

	/**
	 * Many functions that do nothing.
	 */
	public static byte[] functions(int functions) {
		return BinaryWriter.module().functions(0, functions, BinaryWriter.part().bytes(0, 0x0B)).toByteArray();
	}

	/**
	 * Calls that leave many values on the stack.
	 */
	public static byte[] operands(int functions, int results, int calls) {
		BinaryWriter body = BinaryWriter.part().bytes(0).repeat(calls, 0x10, 0).bytes(0x00, 0x0B);
		return BinaryWriter.module().functions(results, functions, body).toByteArray();
	}

	/**
	 * Nested blocks with branches out of all of them.
	 */
	public static byte[] nested(int blocks, int branches) {
		BinaryWriter branch = BinaryWriter.part().bytes(0x20, 0, 0x0D).number(blocks - 1);
		BinaryWriter body = BinaryWriter.part()
			.bytes(1, 1, I32)
			.repeat(blocks, 0x02, 0x40)
			.repeat(branches, branch)
			.repeat(blocks + 1, 0x0B);
		return BinaryWriter.module().functions(0, 1, body).toByteArray();
	}

}
