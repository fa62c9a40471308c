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

package io.github.wasmspring.sample.language;

import java.nio.charset.StandardCharsets;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;

/**
 * QuickJS. Its functions are those of a library in C, not of a plugin, so they are called
 * by their numbers, on an instance for each script.
 */
@Component
class JavaScript {

	/**
	 * Runs a script, and returns what it has logged and its value as text.
	 */
	private static final String PROGRAM = """
			(function (source) {
				const lines = [];
				globalThis.console = { log: (...values) => lines.push(values.join(' ')) };
				const value = (0, eval)(source);
				lines.push(typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : String(value));
				return lines.join('\\n');
			})(%s)""";

	private static final int LONGEST_RESULT = 1024 * 1024;

	private final WasmModule module;

	private final JsonMapper json;

	JavaScript(@Qualifier("javascript") WasmModule module, JsonMapper json) {
		this.module = module;
		this.json = json;
	}

	String evaluate(String script) {
		try (WasmInstance engine = this.module.instantiate()) {
			int context = callInt(engine, "JS_NewContext", callInt(engine, "JS_NewRuntime"));
			// Both the program and its name end with a zero.
			byte[] program = (PROGRAM.formatted(this.json.writeValueAsString(script)) + "\0\0")
				.getBytes(StandardCharsets.UTF_8);
			int address = callInt(engine, "malloc", program.length);
			engine.memory().writeBytes(Integer.toUnsignedLong(address), program);
			long value = callLong(engine, "JS_Eval", context, address, program.length - 2, address + program.length - 1,
					0);
			return (callInt(engine, "JS_HasException", context) == 0) ? toText(engine, context, value)
					: toText(engine, context, callLong(engine, "JS_GetException", context));
		}
	}

	private static String toText(WasmInstance engine, int context, long value) {
		int length = callInt(engine, "malloc", Integer.BYTES);
		long text = Integer.toUnsignedLong(callInt(engine, "JS_ToCStringLen2", context, length, value, 0));
		if (text == 0) {
			return "nothing that can be shown";
		}
		int bytes = engine.memory().readInt(Integer.toUnsignedLong(length));
		return engine.memory().readString(text, Math.max(0, Math.min(bytes, LONGEST_RESULT)));
	}

	private static int callInt(WasmInstance engine, String function, Object... arguments) {
		return (engine.call(function, arguments) instanceof Integer number) ? number : 0;
	}

	private static long callLong(WasmInstance engine, String function, Object... arguments) {
		return (engine.call(function, arguments) instanceof Long number) ? number : 0;
	}

}
