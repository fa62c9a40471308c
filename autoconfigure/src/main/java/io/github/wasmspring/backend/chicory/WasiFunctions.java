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

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.WasmModule;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.binary.ModuleEncoder;
import io.github.wasmspring.binary.SizeLimits;
import io.github.wasmspring.wasi.WasiError;

/**
 * All functions: those that have to do with descriptors are ours, the others Chicory's.
 */
final class WasiFunctions {

	/**
	 * A module that does nothing but import a memory, and so lends it to Chicory.
	 */
	private static final WasmModule BRIDGE = bridge();

	/**
	 * The types of all functions, by name.
	 */
	private static final Map<String, WasmFunctionType> TYPES = types();

	private final WasiPreview1 wasi;

	private final WasiMemory memory;

	private final Map<String, Body> own = new HashMap<>();

	/**
	 * What Chicory does for the rest, by name, once one of them was called.
	 */
	private @Nullable Map<String, Body> others;

	WasiFunctions(WasiPreview1 wasi, WasiMemory memory, WasiDescriptors descriptors) {
		this.wasi = wasi;
		this.memory = memory;
		WasiFiles files = new WasiFiles(descriptors, memory);
		addProcess();
		addDescriptors(descriptors);
		addFiles(files);
		addTransfers(new WasiTransfers(descriptors, memory));
		addPaths(new WasiPaths(descriptors, memory, files));
		refuse();
		WasiPoll poll = new WasiPoll(descriptors, memory);
		own("poll_oneoff", (a) -> poll.poll(a.i32(0), a.i32(1), a.i32(2), a.i32(3)));
	}

	private static WasmModule bridge() {
		ModuleEncoder encoder = new ModuleEncoder();
		encoder.visitImport("m", "m", WasmExternalKind.MEMORY, new SizeLimits(0, null, false, false));
		return ParsedModule.of(encoder.toModule()).module();
	}

	private static Map<String, WasmFunctionType> types() {
		WasiPreview1 wasi = WasiPreview1.builder().withOptions(WasiOptions.builder().build()).build();
		return Arrays.stream(wasi.toHostFunctions())
			.collect(Collectors.toUnmodifiableMap(HostFunction::name,
					(function) -> ChicoryTypes.fromChicory(function.functionType())));
	}

	/**
	 * Call what nearly every program calls without a detour.
	 */
	private void addProcess() {
		this.own.put("args_get", (a) -> result(this.wasi.argsGet(this.memory, (int) a[0], (int) a[1])));
		this.own.put("args_sizes_get", (a) -> result(this.wasi.argsSizesGet(this.memory, (int) a[0], (int) a[1])));
		this.own.put("environ_get", (a) -> result(this.wasi.environGet(this.memory, (int) a[0], (int) a[1])));
		this.own.put("environ_sizes_get",
				(a) -> result(this.wasi.environSizesGet(this.memory, (int) a[0], (int) a[1])));
		this.own.put("clock_time_get",
				(a) -> result(this.wasi.clockTimeGet(this.memory, (int) a[0], a[1], (int) a[2])));
		this.own.put("random_get", (a) -> result(this.wasi.randomGet(this.memory, (int) a[0], (int) a[1])));
		this.own.put("proc_exit", (a) -> {
			this.wasi.procExit((int) a[0]);
			return new long[0];
		});
	}

	private void addDescriptors(WasiDescriptors descriptors) {
		own("fd_close", (a) -> descriptors.close(a.i32(0)));
		own("fd_renumber", (a) -> descriptors.renumber(a.i32(0), a.i32(1)));
		own("sock_shutdown", (a) -> {
			descriptors.get(a.i32(0));
			throw new WasiFault(WasiError.NOT_SOCKET);
		});
	}

	private void addFiles(WasiFiles files) {
		own("fd_advise", (a) -> files.advise(a.i32(0), a.i64(1), a.i64(2)));
		own("fd_allocate", (a) -> files.allocate(a.i32(0), a.i64(1), a.i64(2)));
		own("fd_datasync", (a) -> files.sync(a.i32(0), false));
		own("fd_fdstat_get", (a) -> files.status(a.i32(0), a.i32(1)));
		own("fd_fdstat_set_flags", (a) -> files.setFlags(a.i32(0), a.i32(1)));
		own("fd_filestat_get", (a) -> files.attributes(a.i32(0), a.i32(1)));
		own("fd_filestat_set_size", (a) -> files.setSize(a.i32(0), a.i64(1)));
		own("fd_filestat_set_times", (a) -> files.setTimes(a.i32(0), WasiTimes.of(a.i64(1), a.i64(2), a.i32(3))));
		own("fd_prestat_get", (a) -> files.preopened(a.i32(0), a.i32(1)));
		own("fd_prestat_dir_name", (a) -> files.preopenedName(a.i32(0), a.i32(1), a.i32(2)));
		own("fd_readdir", (a) -> files.list(a.i32(0), a.i32(1), a.i32(2), a.i64(3), a.i32(4)));
		own("fd_seek", (a) -> files.seek(a.i32(0), a.i64(1), a.i32(2), a.i32(3)));
		own("fd_sync", (a) -> files.sync(a.i32(0), true));
		own("fd_tell", (a) -> files.tell(a.i32(0), a.i32(1)));
	}

	private void addTransfers(WasiTransfers transfers) {
		own("fd_read", (a) -> transfers.read(a.i32(0), a.i32(1), a.i32(2), a.i32(3)));
		own("fd_pread", (a) -> transfers.readAt(a.i32(0), a.i32(1), a.i32(2), a.i64(3), a.i32(4)));
		own("fd_write", (a) -> transfers.write(a.i32(0), a.i32(1), a.i32(2), a.i32(3)));
		own("fd_pwrite", (a) -> transfers.writeAt(a.i32(0), a.i32(1), a.i32(2), a.i64(3), a.i32(4)));
	}

	private void addPaths(WasiPaths paths) {
		own("path_open",
				(a) -> paths.open(a.i32(0), a.i32(1), a.i32(2), a.i32(3), a.i32(4), a.i64(5), a.i32(7), a.i32(8)));
		own("path_create_directory", (a) -> paths.createDirectory(a.i32(0), a.i32(1), a.i32(2)));
		own("path_remove_directory", (a) -> paths.removeDirectory(a.i32(0), a.i32(1), a.i32(2)));
		own("path_unlink_file", (a) -> paths.unlinkFile(a.i32(0), a.i32(1), a.i32(2)));
		own("path_rename", (a) -> paths.rename(a.i32(0), a.i32(1), a.i32(2), a.i32(3), a.i32(4), a.i32(5)));
		own("path_readlink", (a) -> paths.readLink(a.i32(0), a.i32(1), a.i32(2), a.i32(3), a.i32(4), a.i32(5)));
		own("path_filestat_get", (a) -> paths.attributes(a.i32(0), a.i32(1), a.i32(2), a.i32(3), a.i32(4)));
		own("path_filestat_set_times",
				(a) -> paths.setTimes(a.i32(0), a.i32(2), a.i32(3), WasiTimes.of(a.i64(4), a.i64(5), a.i32(6))));
	}

	/**
	 * Links could lead outside for whoever follows them on the host.
	 */
	private void refuse() {
		Action refusal = (arguments) -> {
			throw new WasiFault(WasiError.NOT_PERMITTED);
		};
		own("path_link", refusal);
		own("path_symlink", refusal);
	}

	private void own(String name, Action action) {
		this.own.put(name, (arguments) -> {
			action.perform(new Arguments(arguments));
			return result(0);
		});
	}

	/**
	 * Return all functions, by name.
	 */
	Map<String, Function> all() {
		Map<String, Function> functions = new HashMap<>();
		TYPES.forEach((name, type) -> functions.put(name, new Function(type, body(name))));
		return functions;
	}

	private Body body(String name) {
		Body body = this.own.get(name);
		return (body != null) ? body : (arguments) -> Objects.requireNonNull(others().get(name)).call(arguments);
	}

	/**
	 * Return the functions of Chicory, which an instance lends the memory.
	 */
	private Map<String, Body> others() {
		Map<String, Body> functions = this.others;
		if (functions == null) {
			Instance bridge = Instance.builder(BRIDGE)
				.withImportValues(ImportValues.builder().addMemory(new ImportMemory("m", "m", this.memory)).build())
				.withStart(false)
				.build();
			functions = Arrays.stream(this.wasi.toHostFunctions())
				.collect(Collectors.toMap(HostFunction::name,
						(function) -> (arguments) -> function.handle().apply(bridge, arguments)));
			this.others = functions;
		}
		return functions;
	}

	private static long[] result(int number) {
		return new long[] { number };
	}

	static long[] error(WasiError error) {
		return new long[] { error.number() };
	}

	/**
	 * The arguments of a call.
	 *
	 * @param values the arguments
	 */
	private record Arguments(long... values) {

		int i32(int index) {
			return (int) this.values[index];
		}

		long i64(int index) {
			return this.values[index];
		}

	}

	/**
	 * What a function of ours does. It fails by exceptions.
	 */
	@FunctionalInterface
	private interface Action {

		void perform(Arguments arguments) throws IOException;

	}

	/**
	 * What a function does.
	 */
	@FunctionalInterface
	interface Body {

		long[] call(long[] arguments) throws IOException;

	}

	/**
	 * A function.
	 *
	 * @param type its type
	 * @param body what it does
	 */
	record Function(WasmFunctionType type, Body body) {
	}

}
