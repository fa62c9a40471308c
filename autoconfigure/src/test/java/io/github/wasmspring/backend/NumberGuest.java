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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmValueType;
import io.github.wasmspring.binary.BinaryWriter;

/**
 * A guest that tells which bits it gets: as parameters, of any number and of each number
 * type, and as results of the host.
 */
final class NumberGuest {

	static final List<WasmValueType> TYPES = List.of(WasmValueType.I32, WasmValueType.I64, WasmValueType.F32,
			WasmValueType.F64);

	static final int MAX_PARAMETERS = 20;

	private static final int CALL = 0x10;

	private static final int END = 0x0B;

	private NumberGuest() {
	}

	/**
	 * Return what the functions return for parameters.
	 * @param bits the bits of the parameters, without a sign
	 */
	static long hash(long... bits) {
		long hash = 0;
		for (long value : bits) {
			hash = Long.rotateLeft(hash, 5) ^ value;
		}
		return hash;
	}

	/**
	 * Return the bits of a raw value without a sign.
	 */
	static long bits(WasmValueType type, long raw) {
		return (type == WasmValueType.I32 || type == WasmValueType.F32) ? Integer.toUnsignedLong((int) raw) : raw;
	}

	/**
	 * Return the types of the functions that hash their parameters.
	 */
	static List<WasmFunctionType> hashed() {
		List<WasmFunctionType> types = new ArrayList<>();
		for (WasmValueType type : TYPES) {
			for (int count = 0; count <= MAX_PARAMETERS; count++) {
				types.add(new WasmFunctionType(Collections.nCopies(count, type), List.of(WasmValueType.I64)));
			}
		}
		return types;
	}

	/**
	 * Name the function that the index of {@link #hashed()} belongs to, which either
	 * computes the hash or has the host do so.
	 */
	static String name(boolean host, int index) {
		return (host ? "host_" : "hash_") + TYPES.get(index / (MAX_PARAMETERS + 1)) + "_"
				+ index % (MAX_PARAMETERS + 1);
	}

	/**
	 * Return the binary. After the functions for each of {@link #hashed()} come those
	 * which return what they get, and those which return the bits of what they get from
	 * the host.
	 */
	static byte[] binary() {
		List<WasmFunctionType> hashed = hashed();
		int results = hashed.size();
		int imports = hashed.size() + TYPES.size();
		BinaryWriter types = BinaryWriter.part();
		BinaryWriter imported = BinaryWriter.part();
		List<Integer> functions = new ArrayList<>();
		List<String> names = new ArrayList<>();
		BinaryWriter bodies = BinaryWriter.part();
		for (int i = 0; i < hashed.size(); i++) {
			WasmFunctionType type = hashed.get(i);
			writeType(types, type.parameters(), WasmValueType.I64);
			writeImport(imported, name(true, i), i);
			functions.add(i);
			names.add(name(false, i));
			bodies.sized(hash(type.parameters()));
			functions.add(i);
			names.add(name(true, i));
			bodies.sized(passOn(type.parameters().size(), i));
		}
		for (int i = 0; i < TYPES.size(); i++) {
			WasmValueType type = TYPES.get(i);
			writeType(types, List.of(), type);
			writeImport(imported, "result_" + type, results + i);
			functions.add(0); // () -> i64
			names.add("result_" + type);
			BinaryWriter body = BinaryWriter.part().bytes(0, CALL).number(results + i);
			bodies.sized(toBits(body, type).bytes(END));
		}
		for (int i = 0; i < TYPES.size(); i++) {
			writeType(types, List.of(TYPES.get(i)), TYPES.get(i));
			functions.add(results + TYPES.size() + i);
			names.add("same_" + TYPES.get(i));
			bodies.sized(BinaryWriter.part().bytes(0, 0x20, 0, END));
		}
		BinaryWriter indexes = BinaryWriter.part().number(functions.size());
		functions.forEach(indexes::number);
		BinaryWriter exports = BinaryWriter.part().number(names.size());
		for (int i = 0; i < names.size(); i++) {
			writeName(exports, names.get(i)).bytes(0).number(imports + i);
		}
		return BinaryWriter.module()
			.section(1, counted(results + 2 * TYPES.size(), types))
			.section(2, counted(imports, imported))
			.section(3, indexes)
			.section(7, exports)
			.section(10, counted(names.size(), bodies))
			.toByteArray();
	}

	private static BinaryWriter counted(int count, BinaryWriter content) {
		return BinaryWriter.part().number(count).repeat(1, content);
	}

	private static void writeType(BinaryWriter types, List<WasmValueType> parameters, WasmValueType result) {
		types.bytes(0x60).number(parameters.size());
		parameters.forEach((type) -> types.bytes(code(type)));
		types.bytes(1, code(result));
	}

	private static int code(WasmValueType type) {
		return 0x7F - TYPES.indexOf(type);
	}

	private static void writeImport(BinaryWriter imports, String name, int type) {
		writeName(writeName(imports, "env"), name).bytes(0).number(type);
	}

	private static BinaryWriter writeName(BinaryWriter target, String name) {
		byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
		target.number(bytes.length);
		for (byte value : bytes) {
			target.bytes(value);
		}
		return target;
	}

	private static BinaryWriter hash(List<WasmValueType> parameters) {
		BinaryWriter body = BinaryWriter.part().bytes(0, 0x42, 0); // i64.const 0
		for (int i = 0; i < parameters.size(); i++) {
			body.bytes(0x42, 5, 0x89, 0x20, i); // i64.const 5, i64.rotl, local.get
			toBits(body, parameters.get(i)).bytes(0x85); // i64.xor
		}
		return body.bytes(END);
	}

	private static BinaryWriter passOn(int parameters, int function) {
		BinaryWriter body = BinaryWriter.part().bytes(0);
		for (int i = 0; i < parameters; i++) {
			body.bytes(0x20, i);
		}
		return body.bytes(CALL).number(function).bytes(END);
	}

	/**
	 * Turn the value on the stack into an {@code i64} of the same bits.
	 */
	private static BinaryWriter toBits(BinaryWriter body, WasmValueType type) {
		return switch (type) {
			case I32 -> body.bytes(0xAD); // i64.extend_i32_u
			case F32 -> body.bytes(0xBC, 0xAD); // i32.reinterpret_f32
			case F64 -> body.bytes(0xBD); // i64.reinterpret_f64
			default -> body;
		};
	}

}
