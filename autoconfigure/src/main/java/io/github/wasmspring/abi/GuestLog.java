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

package io.github.wasmspring.abi;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

import io.github.wasmspring.LineOutputStream;
import io.github.wasmspring.LogVolume;
import io.github.wasmspring.ModuleLog;
import io.github.wasmspring.WasmInstance;

/**
 * What a guest logs by a function that it imports: line by line, escaped, and no more in
 * a second than is bearable.
 *
 * @since 0.1.0
 * @see ModuleLog
 */
public final class GuestLog {

	/**
	 * Most bytes that an instance logs in a second.
	 */
	static final int MOST = 1024 * 1024;

	private final ModuleLog log;

	private final LineOutputStream lines;

	private Level level = Level.INFO;

	/**
	 * Create a log.
	 * @param log the log of the module
	 * @param clock the time in nanoseconds
	 */
	GuestLog(ModuleLog log, LongSupplier clock) {
		this.log = log;
		ModuleLog guest = log.withStream("log");
		this.lines = new LineOutputStream(new LogVolume(this::warn, MOST, clock),
				(line) -> guest.log(this.level, line));
	}

	/**
	 * Return the log of a guest.
	 * @param instance the instance that logs
	 * @return its log
	 */
	public static GuestLog of(WasmInstance instance) {
		return instance.getState(GuestLog.class,
				() -> new GuestLog(ModuleLog.of(instance.getModule()).withFunction(instance::getRunningFunction),
						System::nanoTime));
	}

	/**
	 * Log a text.
	 * @param level its level
	 * @param text the text, which may have several lines
	 */
	public void log(Level level, String text) {
		log(level, text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Log a text.
	 * @param level its level
	 * @param text the text in UTF-8, which may have several lines
	 */
	public void log(Level level, byte[] text) {
		if (isLoggable(level)) {
			this.level = level;
			this.lines.write(text, 0, text.length);
			this.lines.flush();
		}
	}

	/**
	 * Return whether a level is logged.
	 * @param level the level
	 * @return whether texts of that level go anywhere
	 */
	public boolean isLoggable(Level level) {
		return this.log.isLoggable(level);
	}

	private void warn() {
		this.log.log(Level.WARNING, "Module '%s': an instance logs more than %d bytes in a second, so lines are dropped"
			.formatted(this.log.getModule(), MOST));
	}

}
