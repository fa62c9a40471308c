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

package io.github.wasmspring.abi.extism;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.HostFunctionBody;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.abi.GuestLog;

/**
 * The functions of Extism's kernel, which plugins import from {@code extism:host/env}, or
 * from {@code env} with a prefix if they are older.
 *
 * @see <a href="https://extism.org/docs/concepts/runtime-apis">Extism's runtime</a>
 */
final class ExtismImports {

	private static final String MODULE = "extism:host/env";

	private static final String OLD_PREFIX = "extism_";

	private static final long[] NOTHING = {};

	private static final List<Level> LEVELS = List.of(Level.TRACE, Level.DEBUG, Level.INFO, Level.WARNING, Level.ERROR);

	private final Map<String, Entry> functions = new HashMap<>();

	private final ExtismRequests requests;

	ExtismImports(ExtismRequests requests) {
		this.requests = requests;
		addMemory();
		addInputAndOutput();
		add("config_get", "(i64) -> i64", (kernel, caller, arguments) -> {
			String value = caller.getModule().getAbi().config().get(kernel.text(arguments[0]));
			return one((value != null) ? kernel.memory().write(value.getBytes(StandardCharsets.UTF_8)) : 0);
		});
		add("var_get", "(i64) -> i64", (kernel, caller, arguments) -> one(kernel.getVariable(arguments[0])));
		add("var_set", "(i64, i64) -> ()", (kernel, caller, arguments) -> {
			kernel.setVariable(arguments[0], arguments[1]);
			return NOTHING;
		});
		for (Level level : LEVELS) {
			String name = (level == Level.WARNING) ? "warn" : level.getName().toLowerCase(Locale.ROOT);
			add("log_" + name, "(i64) -> ()", (kernel, caller, arguments) -> {
				GuestLog.of(caller).log(level, kernel.memory().read(arguments[0]));
				return NOTHING;
			});
		}
		add("get_log_level", "() -> i32", (kernel, caller, arguments) -> one(level(caller)));
		add("http_request", "(i64, i64) -> i64", this::request);
		add("http_status_code", "() -> i32", (kernel, caller, arguments) -> one(kernel.httpStatus()));
		add("http_headers", "() -> i64", (kernel, caller, arguments) -> one(kernel.httpHeaders()));
	}

	private void addMemory() {
		add("alloc", "(i64) -> i64", (kernel, caller, arguments) -> one(kernel.memory().allocate(arguments[0])));
		add("free", "(i64) -> ()", (kernel, caller, arguments) -> {
			kernel.memory().free(arguments[0]);
			return NOTHING;
		});
		add("length", "(i64) -> i64", (kernel, caller, arguments) -> one(kernel.memory().length(arguments[0])));
		add("length_unsafe", "(i64) -> i64", (kernel, caller, arguments) -> one(kernel.memory().length(arguments[0])));
		add("load_u8", "(i64) -> i32", (kernel, caller, arguments) -> one(kernel.memory().loadByte(arguments[0])));
		add("load_u64", "(i64) -> i64", (kernel, caller, arguments) -> one(kernel.memory().loadLong(arguments[0])));
		add("store_u8", "(i64, i32) -> ()", (kernel, caller, arguments) -> {
			kernel.memory().storeByte(arguments[0], (int) arguments[1]);
			return NOTHING;
		});
		add("store_u64", "(i64, i64) -> ()", (kernel, caller, arguments) -> {
			kernel.memory().storeLong(arguments[0], arguments[1]);
			return NOTHING;
		});
	}

	private void addInputAndOutput() {
		add("input_length", "() -> i64", (kernel, caller, arguments) -> one(kernel.inputLength()));
		add("input_offset", "() -> i64", (kernel, caller, arguments) -> one(kernel.inputOffset()));
		add("input_load_u8", "(i64) -> i32", (kernel, caller, arguments) -> one(kernel.loadInputByte(arguments[0])));
		add("input_load_u64", "(i64) -> i64", (kernel, caller, arguments) -> one(kernel.loadInputLong(arguments[0])));
		add("output_set", "(i64, i64) -> ()", (kernel, caller, arguments) -> {
			kernel.setOutput(arguments[0], arguments[1]);
			return NOTHING;
		});
		add("error_set", "(i64) -> ()", (kernel, caller, arguments) -> {
			kernel.setError(arguments[0]);
			return NOTHING;
		});
	}

	private void add(String name, String type, Body body) {
		this.functions.put(name, new Entry(WasmFunctionType.parse(type), body));
	}

	private static long[] one(long value) {
		return new long[] { value };
	}

	/**
	 * Return whether an import is one of Extism's.
	 */
	static boolean isOfExtism(String module, String name) {
		return module.startsWith("extism:host/") || module.equals("env") && name.startsWith(OLD_PREFIX);
	}

	@Nullable HostFunctionBody find(String module, String name, WasmFunctionType type) {
		String plain = (module.equals(MODULE)) ? name
				: (isOfExtism(module, name) && module.equals("env")) ? name.substring(OLD_PREFIX.length()) : "";
		Entry entry = this.functions.get(plain);
		return (entry != null && entry.type().equals(type))
				? (caller, arguments) -> entry.body().call(ExtismKernel.of(caller), caller, arguments) : null;
	}

	/**
	 * Return the lowest level that is logged: 0 for trace, and so on.
	 */
	private static int level(WasmInstance caller) {
		GuestLog log = GuestLog.of(caller);
		int level = 0;
		while (level < LEVELS.size() - 1 && !log.isLoggable(LEVELS.get(level))) {
			level++;
		}
		return level;
	}

	private long[] request(ExtismKernel kernel, WasmInstance caller, long... arguments) {
		byte[] body = (arguments[1] != 0) ? kernel.memory().read(arguments[1]) : new byte[0];
		ExtismHttp.Response response = this.requests.send(caller.getModule(), kernel.memory().read(arguments[0]), body);
		kernel.setResponse(response.status(), this.requests.describe(response));
		return one(kernel.memory().write(response.body()));
	}

	/**
	 * A function of the kernel.
	 */
	@FunctionalInterface
	private interface Body {

		long[] call(ExtismKernel kernel, WasmInstance caller, long... arguments);

	}

	/**
	 * A function and its type.
	 *
	 * @param type its type
	 * @param body what it does
	 */
	private record Entry(WasmFunctionType type, Body body) {
	}

}
