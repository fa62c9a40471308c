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

import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Log of one module: what its guests write, and what there is to say about it. The name
 * of the logger is {@link #LOGGER_PREFIX} and the module's name. Structured logging shows
 * the keys {@code module}, {@code version}, {@code function} and {@code stream}, as far
 * as they are known.
 *
 * @since 0.1.0
 */
public final class ModuleLog {

	/**
	 * What precedes the module's name in the name of its logger.
	 */
	public static final String LOGGER_PREFIX = "io.github.wasmspring.guest.";

	private final String module;

	private final Supplier<@Nullable Long> version;

	private final Supplier<@Nullable String> function;

	private final @Nullable String stream;

	private final LogTarget target;

	private ModuleLog(String module, Supplier<@Nullable Long> version, Supplier<@Nullable String> function,
			@Nullable String stream, LogTarget target) {
		this.module = module;
		this.version = version;
		this.function = function;
		this.stream = stream;
		this.target = target;
	}

	/**
	 * Return the log of a module, none of whose versions is meant.
	 * @param module the name of the module
	 * @return the log
	 */
	public static ModuleLog of(String module) {
		Assert.notNull(module, "'module' must not be null");
		return new ModuleLog(module, () -> null, () -> null, null, LogTarget.of(LOGGER_PREFIX + module));
	}

	/**
	 * Return the log of a module.
	 * @param module the module, which tells the version
	 * @return the log
	 */
	public static ModuleLog of(WasmModule module) {
		Assert.notNull(module, "'module' must not be null");
		String name = module.getName();
		return new ModuleLog(name, module::getVersion, () -> null, null, LogTarget.of(LOGGER_PREFIX + name));
	}

	/**
	 * Return the name of the module.
	 * @return the name
	 */
	public String getModule() {
		return this.module;
	}

	/**
	 * Return the same log for what an exported function writes.
	 * @param function returns the name of the function, or {@code null}; asked for each
	 * message
	 * @return the log
	 */
	public ModuleLog withFunction(Supplier<@Nullable String> function) {
		return new ModuleLog(this.module, this.version, function, this.stream, this.target);
	}

	/**
	 * Return the same log for what is written to a stream.
	 * @param stream what the stream is called: {@code stdout}, {@code stderr}, or
	 * {@code log} for an imported function that logs
	 * @return the log
	 */
	public ModuleLog withStream(String stream) {
		return new ModuleLog(this.module, this.version, this.function, stream, this.target);
	}

	/**
	 * Return whether a level is logged.
	 * @param level the level
	 * @return whether messages of that level go anywhere
	 */
	public boolean isLoggable(Level level) {
		return this.target.isLoggable(level);
	}

	/**
	 * Log a message.
	 * @param level its level
	 * @param message the message
	 */
	public void log(Level level, String message) {
		log(level, message, null);
	}

	/**
	 * Log a message.
	 * @param level its level
	 * @param message the message
	 * @param failure what the message is about, or {@code null}
	 */
	public void log(Level level, String message, @Nullable Throwable failure) {
		if (isLoggable(level)) {
			this.target.log(level, message, failure, keys());
		}
	}

	private Map<String, Object> keys() {
		Map<String, Object> keys = new LinkedHashMap<>();
		keys.put("module", this.module);
		putIfKnown(keys, "version", this.version.get());
		putIfKnown(keys, "function", this.function.get());
		putIfKnown(keys, "stream", this.stream);
		return keys;
	}

	private static void putIfKnown(Map<String, Object> keys, String key, @Nullable Object value) {
		if (value != null) {
			keys.put(key, value);
		}
	}

}
