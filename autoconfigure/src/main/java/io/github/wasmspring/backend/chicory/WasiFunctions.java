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

package io.github.wasmspring.backend.chicory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;

import io.github.wasmspring.wasi.WasiError;

/**
 * Chicory's functions, with what it gets wrong put right and with a limit on open
 * descriptors.
 */
final class WasiFunctions {

	/**
	 * Most descriptors of one instance, with the three standard streams and the preopened
	 * directories.
	 */
	static final int MOST_DESCRIPTORS = 256;

	/**
	 * Most events that a guest waits for at once. Each costs more memory here than there.
	 */
	private static final int MOST_SUBSCRIPTIONS = 1024;

	/**
	 * A module that does nothing but import a memory, and so lends it to Chicory.
	 */
	private static final WasmModule BRIDGE = Parser
		.parse(new byte[] { 0, 'a', 's', 'm', 1, 0, 0, 0, 2, 8, 1, 1, 'm', 1, 'm', 2, 0, 0 });

	private static final long[] SUCCESS = { 0 };

	private final WasiPreview1 wasi;

	private final WasiMemory memory;

	private final WasiTransfers transfers;

	private final Map<String, Body> own = new HashMap<>();

	private int descriptors;

	WasiFunctions(WasiPreview1 wasi, WasiMemory memory, int descriptors) {
		this.wasi = wasi;
		this.memory = memory;
		this.transfers = new WasiTransfers(wasi, memory);
		this.descriptors = descriptors;
		refuse();
		transfer();
	}

	/**
	 * Links could lead outside for whoever follows them on the host.
	 */
	private void refuse() {
		this.own.put("path_link", (arguments) -> error(WasiError.NOT_PERMITTED));
		this.own.put("path_symlink", (arguments) -> error(WasiError.NOT_PERMITTED));
	}

	private void transfer() {
		this.own.put("fd_read", (arguments) -> result(
				this.transfers.read((int) arguments[0], (int) arguments[1], (int) arguments[2], (int) arguments[3])));
		this.own.put("fd_write", (arguments) -> result(
				this.transfers.write((int) arguments[0], (int) arguments[1], (int) arguments[2], (int) arguments[3])));
		this.own.put("fd_pread", (arguments) -> result(this.transfers.readAt((int) arguments[0], (int) arguments[1],
				(int) arguments[2], arguments[3], (int) arguments[4])));
		this.own.put("fd_pwrite", (arguments) -> result(this.transfers.writeAt((int) arguments[0], (int) arguments[1],
				(int) arguments[2], arguments[3], (int) arguments[4])));
	}

	/**
	 * Return all functions, by name.
	 */
	Map<String, Function> all() {
		Instance bridge = Instance.builder(BRIDGE)
			.withImportValues(ImportValues.builder().addMemory(new ImportMemory("m", "m", this.memory)).build())
			.withStart(false)
			.build();
		Map<String, Function> functions = new HashMap<>();
		Arrays.stream(this.wasi.toHostFunctions())
			.forEach((function) -> functions.put(function.name(),
					new Function(function.functionType(), body(function, bridge))));
		return functions;
	}

	private Body body(HostFunction function, Instance bridge) {
		Body body = (arguments) -> function.handle().apply(bridge, arguments);
		return switch (function.name()) {
			case "path_open" -> (arguments) -> open(body, arguments);
			case "fd_close" -> (arguments) -> released(body.call(arguments));
			case "fd_renumber" ->
				(arguments) -> (arguments[0] != arguments[1]) ? released(body.call(arguments)) : body.call(arguments);
			case "fd_filestat_get" -> (arguments) -> status(body, arguments);
			case "poll_oneoff" -> (arguments) -> ((int) arguments[2] > MOST_SUBSCRIPTIONS) ? error(WasiError.INVALID)
					: body.call(arguments);
			default -> this.own.getOrDefault(function.name(), body);
		};
	}

	/**
	 * Open a file or directory, unless its number could not be returned.
	 */
	private long[] open(Body body, long[] arguments) {
		this.memory.check((int) arguments[arguments.length - 1], Integer.BYTES);
		if (this.descriptors >= MOST_DESCRIPTORS) {
			return error(WasiError.TOO_MANY_FILES);
		}
		long[] result = body.call(arguments);
		if (isSuccess(result)) {
			this.descriptors++;
		}
		return result;
	}

	private long[] released(long[] result) {
		if (isSuccess(result)) {
			this.descriptors--;
		}
		return result;
	}

	/**
	 * Return the status of a descriptor, also of a preopened directory, which Chicory
	 * forgot.
	 */
	private long[] status(Body body, long[] arguments) {
		try {
			return body.call(arguments);
		}
		catch (WasmRuntimeException ex) {
			return result(this.wasi.pathFilestatGet(this.memory, (int) arguments[0], 0, ".", (int) arguments[1]));
		}
	}

	private static boolean isSuccess(long[] result) {
		return Arrays.equals(result, SUCCESS);
	}

	static long[] error(WasiError error) {
		return result(error.number());
	}

	private static long[] result(int error) {
		return new long[] { error };
	}

	/**
	 * What a function does.
	 */
	@FunctionalInterface
	interface Body {

		long[] call(long[] arguments);

	}

	/**
	 * A function.
	 *
	 * @param type its type
	 * @param body what it does
	 */
	record Function(FunctionType type, Body body) {
	}

}
