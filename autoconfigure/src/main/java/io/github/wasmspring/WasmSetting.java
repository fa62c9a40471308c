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

package io.github.wasmspring;

/**
 * A setting that a message can be about. What it is called where it is set depends on how
 * the module is configured, which {@link SettingNames} know.
 *
 * @since 0.1.0
 */
public enum WasmSetting {

	/**
	 * Where the binary is.
	 */
	LOCATION("location"),

	/**
	 * Headers of the request that downloads the binary.
	 */
	HEADERS("headers"),

	/**
	 * Whether to watch the location.
	 */
	RELOAD("reload"),

	/**
	 * Backend that runs the module.
	 */
	BACKEND("backend"),

	/**
	 * Digest that the binary must have.
	 */
	SHA256("sha256"),

	/**
	 * Largest binary that is accepted.
	 */
	MAX_BINARY_SIZE("max-binary-size"),

	/**
	 * Longest time to compile.
	 */
	COMPILE_TIMEOUT("compile-timeout"),

	/**
	 * Longest call.
	 */
	TIMEOUT("timeout"),

	/**
	 * Largest linear memory.
	 */
	MAX_MEMORY("max-memory"),

	/**
	 * Most elements of all tables.
	 */
	MAX_TABLE_ELEMENTS("max-table-elements"),

	/**
	 * Most functions of the module.
	 */
	LIMITS_FUNCTIONS("limits.functions"),

	/**
	 * Largest body of a function.
	 */
	LIMITS_FUNCTION_SIZE("limits.function-size"),

	/**
	 * Most local variables of a function.
	 */
	LIMITS_LOCALS("limits.locals"),

	/**
	 * Most local variables of all functions.
	 */
	LIMITS_TOTAL_LOCALS("limits.total-locals"),

	/**
	 * Most branches of a function.
	 */
	LIMITS_BRANCHES("limits.branches"),

	/**
	 * Most targets of all tables of branches.
	 */
	LIMITS_BRANCH_TARGETS("limits.branch-targets"),

	/**
	 * Deepest nesting of blocks.
	 */
	LIMITS_NESTING("limits.nesting"),

	/**
	 * Most values that calls and blocks of a function pass.
	 */
	LIMITS_OPERANDS("limits.operands"),

	/**
	 * Most local variables times blocks and branches of a function.
	 */
	LIMITS_BLOCK_LOCALS("limits.block-locals"),

	/**
	 * Most imports of a module.
	 */
	LIMITS_IMPORTS("limits.imports"),

	/**
	 * Most instructions of the whole module.
	 */
	LIMITS_INSTRUCTIONS("limits.instructions"),

	/**
	 * Most parameters and results of all types of a module together.
	 */
	LIMITS_TYPE_VALUES("limits.type-values"),

	/**
	 * Most characters of the names of all imports and exports together.
	 */
	LIMITS_NAMES("limits.names"),

	/**
	 * Most entries of each other section.
	 */
	LIMITS_ENTRIES("limits.entries"),

	/**
	 * How long instances live.
	 */
	INSTANCES_MODE("instances.mode"),

	/**
	 * Most instances at once.
	 */
	INSTANCES_MAX("instances.max"),

	/**
	 * Longest wait for an instance.
	 */
	INSTANCES_MAX_WAIT("instances.max-wait"),

	/**
	 * Most callers that wait for an instance at once.
	 */
	INSTANCES_MAX_WAITING("instances.max-waiting"),

	/**
	 * How Java values get into the module.
	 */
	ABI_CONVENTION("abi.convention"),

	/**
	 * Export that allocates.
	 */
	ABI_ALLOCATOR("abi.allocator"),

	/**
	 * Export that frees.
	 */
	ABI_DEALLOCATOR("abi.deallocator"),

	/**
	 * Hosts that the module may ask by HTTP.
	 */
	ABI_ALLOWED_HOSTS("abi.allowed-hosts"),

	/**
	 * Whether the module may import WASI.
	 */
	WASI_ENABLED("wasi.enabled"),

	/**
	 * Directories that the module may use.
	 */
	WASI_DIRECTORIES("wasi.directories"),

	/**
	 * Most that the module may write to the log in a second.
	 */
	WASI_MAX_OUTPUT("wasi.max-output"),

	/**
	 * Most that a command may write to standard output in one run.
	 */
	WASI_MAX_RESULT("wasi.max-result"),

	/**
	 * Backend of the modules that set none.
	 */
	DEFAULT_BACKEND("backend", true),

	/**
	 * Where modules are looked for.
	 */
	LOCATIONS("locations", true),

	/**
	 * Longest time for all of a download.
	 */
	DOWNLOAD_TIMEOUT("download-timeout", true),

	/**
	 * Key that signs what was compiled.
	 */
	CACHE_SECRET("cache.secret", true),

	/**
	 * Directory that keeps what was compiled.
	 */
	CACHE_DIRECTORY("cache.directory", true),

	/**
	 * Cache that shares what was compiled.
	 */
	CACHE_ARTIFACTS_CACHE("cache.artifacts-cache", true),

	/**
	 * Linear memory on the heap that all instances may take together.
	 */
	MAX_TOTAL_MEMORY("max-total-memory", true),

	/**
	 * Native linear memory that all instances may take together.
	 */
	WASMTIME_MAX_TOTAL_MEMORY("wasmtime.max-total-memory", true),

	/**
	 * Directory of wasmtime's native library.
	 */
	WASMTIME_LIBRARY_DIRECTORY("wasmtime.library-directory", true),

	/**
	 * How often guests on wasmtime may call host functions during one call.
	 */
	WASMTIME_MAX_HOST_CALLS("wasmtime.max-host-calls", true);

	private final String name;

	private final boolean ofApplication;

	WasmSetting(String name) {
		this(name, false);
	}

	WasmSetting(String name, boolean ofApplication) {
		this.name = name;
		this.ofApplication = ofApplication;
	}

	/**
	 * Return the name among the settings of a module, or of the application.
	 * @return the name, in the form {@code group.words-of-name}
	 */
	public String getName() {
		return this.name;
	}

	/**
	 * Return whether the setting is one of the application, not of a module.
	 * @return whether it is the same for all modules
	 */
	public boolean isOfApplication() {
		return this.ofApplication;
	}

	/**
	 * Name the setting in a text that says itself which value it should have.
	 * @param value the value that would help
	 * @return the name, to be part of another text
	 */
	public WasmText proposing(Object value) {
		return WasmText.of("%s", new SettingReference(this, String.valueOf(value), false));
	}

	/**
	 * Name the setting together with a value.
	 * @param value the value
	 * @return name and value, to be part of another text
	 */
	public WasmText assigning(Object value) {
		return WasmText.of("%s", new SettingReference(this, String.valueOf(value), true));
	}

}
