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

package io.github.wasmspring.abi.opa;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

import io.github.wasmspring.GuestFailure;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmMemory;
import io.github.wasmspring.abi.WasmJson;

/**
 * An instance of a policy whose data is loaded.
 *
 * @see <a href="https://www.openpolicyagent.org/docs/wasm">OPA and WebAssembly</a>
 */
final class OpaPolicy {

	private static final Type NUMBERS = ResolvableType.forClassWithGenerics(Map.class, String.class, Integer.class)
		.getType();

	private static final String RESULT_START = "[{\"result\":";

	private static final String RESULT_END = "}]";

	private final WasmInstance instance;

	private final Map<String, Integer> entryPoints;

	private final Map<Integer, String> builtins = new HashMap<>();

	private final int data;

	private final int heap;

	private OpaPolicy(WasmInstance instance, byte[] data, WasmJson json) {
		this.instance = instance;
		this.entryPoints = numbers("entrypoints", json);
		numbers("builtins", json).forEach((name, id) -> this.builtins.put(id, name));
		this.data = parse(data);
		this.heap = call("opa_heap_ptr_get");
	}

	/**
	 * Return the policy of an instance.
	 */
	static OpaPolicy of(WasmInstance instance, OpaData data, WasmJson json) {
		return instance.getState(OpaPolicy.class,
				() -> new OpaPolicy(instance, data.getData(instance.getModule()), json));
	}

	/**
	 * Return the policy of an instance that evaluates.
	 */
	static OpaPolicy of(WasmInstance instance) {
		return instance.getState(OpaPolicy.class, () -> {
			throw new IllegalStateException("The policy calls its host before it evaluates");
		});
	}

	@SuppressWarnings("unchecked")
	private Map<String, Integer> numbers(String function, WasmJson json) {
		Object numbers = json.read(dump(call(function)), NUMBERS);
		return (numbers != null) ? (Map<String, Integer>) numbers : Map.of();
	}

	Set<String> entryPoints() {
		return this.entryPoints.keySet();
	}

	@Nullable String builtin(int id) {
		return this.builtins.get(id);
	}

	/**
	 * Evaluate an entry point.
	 * @param input a JSON document, or {@code null}
	 * @return a JSON document, or {@code null} if the result is undefined
	 */
	byte @Nullable [] evaluate(String entryPoint, byte @Nullable [] input) {
		call("opa_heap_ptr_set", this.heap);
		int context = call("opa_eval_ctx_new");
		if (input != null) {
			call("opa_eval_ctx_set_input", context, parse(input));
		}
		call("opa_eval_ctx_set_data", context, this.data);
		call("opa_eval_ctx_set_entrypoint", context, Objects.requireNonNull(this.entryPoints.get(entryPoint)));
		call("eval", context);
		String result = new String(dump(call("opa_eval_ctx_get_result", context)), StandardCharsets.UTF_8);
		if (!result.startsWith(RESULT_START) || !result.endsWith(RESULT_END)) {
			return null;
		}
		return result.substring(RESULT_START.length(), result.length() - RESULT_END.length())
			.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Hand a JSON document over.
	 * @return the address of its value
	 */
	int parse(byte[] json) {
		int address = call("opa_malloc", json.length);
		this.instance.memory().writeBytes(Integer.toUnsignedLong(address), json);
		int value = call("opa_json_parse", address, json.length);
		if (value == 0) {
			throw new GuestFailure("the policy cannot read its input or its data as JSON");
		}
		return value;
	}

	/**
	 * Take a value over as a JSON document.
	 */
	byte[] dump(int value) {
		return readTerminated(this.instance, Integer.toUnsignedLong(call("opa_json_dump", value)));
	}

	/**
	 * Read bytes up to a zero.
	 */
	static byte[] readTerminated(WasmInstance instance, long address) {
		WasmMemory memory = instance.memory();
		long end = address;
		while (end < memory.size() && memory.readByte(end) != 0) {
			end++;
		}
		return memory.readBytes(address, Math.toIntExact(end - address));
	}

	private int call(String function, int... arguments) {
		long[] raw = Arrays.stream(arguments).asLongStream().toArray();
		long[] results = this.instance.getFunction(function).callRaw(raw);
		return (results.length > 0) ? (int) results[0] : 0;
	}

}
