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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmValueType;

/**
 * Generates the modules that carry values between Java and guests through a memory, since
 * each value that crosses the native interface by itself costs more than the call. A
 * value takes eight bytes; arguments start at address 0, and so do results, because
 * whoever is called has read the arguments before it writes results.
 */
final class Shims {

	/**
	 * Export of the module that calls a function of a guest.
	 */
	static final String CALL = "call";

	/**
	 * Address of the index of the import that a guest calls.
	 */
	static final int INDEX = 65528;

	/**
	 * Address of what is not zero if a host function failed.
	 */
	static final int FAILED = 65532;

	static final WasmFunctionType NOTHING = new WasmFunctionType(List.of(), List.of());

	private static final int I32_CONST = 0x41;

	private static final int LOCAL_GET = 0x20;

	private static final int LOCAL_SET = 0x21;

	private static final int CALL_FUNCTION = 0x10;

	private static final int END = 0x0B;

	private Shims() {
	}

	/**
	 * Generate the module that calls a function of a guest. It imports the memory and the
	 * function; its export takes and returns nothing.
	 */
	static byte[] caller(WasmFunctionType type) {
		WasmWriter body = new WasmWriter().vector(locals(type.results()));
		for (int i = 0; i < type.parameters().size(); i++) {
			load(body, type.parameters().get(i), Long.BYTES * i);
		}
		body.bytes(CALL_FUNCTION, 0);
		for (int i = type.results().size() - 1; i >= 0; i--) {
			body.bytes(LOCAL_SET).number(i);
		}
		storeLocals(body, type.results());
		body.bytes(END);
		return module(List.of(NOTHING, type), 1, List.of(0), List.of(CALL), List.of(body));
	}

	/**
	 * Generate the module whose exports a guest imports. It imports the memory and the
	 * function of the host to call for all of them; the exports are named by their index.
	 */
	static byte[] callees(List<WasmFunctionType> types) {
		Map<WasmFunctionType, Integer> indexes = new LinkedHashMap<>(Map.of(NOTHING, 0));
		List<Integer> functions = new ArrayList<>();
		List<String> names = new ArrayList<>();
		List<WasmWriter> bodies = new ArrayList<>();
		for (WasmFunctionType type : types) {
			functions.add(indexes.computeIfAbsent(type, (key) -> indexes.size()));
			names.add(String.valueOf(bodies.size()));
			bodies.add(callee(type, bodies.size()));
		}
		return module(List.copyOf(indexes.keySet()), 0, functions, names, bodies);
	}

	private static WasmWriter callee(WasmFunctionType type, int index) {
		WasmWriter body = new WasmWriter().number(0);
		storeLocals(body, type.parameters());
		body.bytes(I32_CONST, 0, I32_CONST).signedNumber(index);
		access(body, NumberCode.of(WasmValueType.I32).store(), WasmValueType.I32, INDEX);
		body.bytes(CALL_FUNCTION, 0);
		load(body, WasmValueType.I32, FAILED);
		body.bytes(0x04, 0x40, 0x00, END); // if unreachable end
		for (int i = 0; i < type.results().size(); i++) {
			load(body, type.results().get(i), Long.BYTES * i);
		}
		return body.bytes(END);
	}

	private static byte[] module(List<WasmFunctionType> types, int imported, List<Integer> functions,
			List<String> names, List<WasmWriter> bodies) {
		WasmWriter memory = new WasmWriter().name("").name("memory").bytes(0x02, 0x01, 1, 1);
		WasmWriter function = new WasmWriter().name("").name("function").bytes(0x00).number(imported);
		List<WasmWriter> exports = new ArrayList<>();
		for (int i = 0; i < names.size(); i++) {
			exports.add(new WasmWriter().name(names.get(i)).bytes(0x00).number(1 + i));
		}
		return WasmWriter.module()
			.section(1,
					new WasmWriter().vector(types.stream().map((type) -> new WasmWriter().functionType(type)).toList()))
			.section(2, new WasmWriter().vector(List.of(memory, function)))
			.section(3,
					new WasmWriter().vector(functions.stream().map((index) -> new WasmWriter().number(index)).toList()))
			.section(7, new WasmWriter().vector(exports))
			.section(10, new WasmWriter().vector(bodies.stream().map((body) -> new WasmWriter().sized(body)).toList()))
			.toByteArray();
	}

	private static List<WasmWriter> locals(List<WasmValueType> types) {
		return types.stream().map((type) -> new WasmWriter().number(1).bytes(NumberCode.of(type).type())).toList();
	}

	private static void storeLocals(WasmWriter body, List<WasmValueType> types) {
		for (int i = 0; i < types.size(); i++) {
			body.bytes(I32_CONST, 0, LOCAL_GET).number(i);
			access(body, NumberCode.of(types.get(i)).store(), types.get(i), Long.BYTES * i);
		}
	}

	private static void load(WasmWriter body, WasmValueType type, int address) {
		body.bytes(I32_CONST, 0);
		access(body, NumberCode.of(type).load(), type, address);
	}

	private static void access(WasmWriter body, int instruction, WasmValueType type, int address) {
		body.bytes(instruction).number(NumberCode.of(type).alignment()).number(address);
	}

}
