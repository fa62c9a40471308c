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
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.github.wasmspring.LineOutputStream;
import io.github.wasmspring.LogVolume;
import io.github.wasmspring.WasmInstance;

/**
 * What a guest logs by a function that it imports: line by line, escaped, and no more in
 * a second than is bearable. Its logger is {@code io.github.wasmspring.guest.} and the
 * module's name.
 *
 * @since 0.1.0
 */
public final class GuestLog {

	/**
	 * Most bytes that an instance logs in a second.
	 */
	static final int MOST = 1024 * 1024;

	private static final String LOGGER_PREFIX = "io.github.wasmspring.guest.";

	private static final Log logger = LogFactory.getLog(GuestLog.class);

	private final Log log;

	private final LineOutputStream lines;

	private Consumer<String> target;

	/**
	 * Create a log.
	 * @param module the name of the module
	 * @param clock the time in nanoseconds
	 */
	GuestLog(String module, LongSupplier clock) {
		this.log = LogFactory.getLog(LOGGER_PREFIX + module);
		this.target = this.log::info;
		this.lines = new LineOutputStream(new LogVolume(() -> warn(module), MOST, clock),
				(line) -> this.target.accept(line));
	}

	/**
	 * Return the log of a guest.
	 * @param instance the instance that logs
	 * @return its log
	 */
	public static GuestLog of(WasmInstance instance) {
		return instance.getState(GuestLog.class, () -> new GuestLog(instance.getModule().getName(), System::nanoTime));
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
			this.target = target(level);
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
		return switch (level) {
			case ALL, TRACE -> this.log.isTraceEnabled();
			case DEBUG -> this.log.isDebugEnabled();
			case INFO -> this.log.isInfoEnabled();
			case WARNING -> this.log.isWarnEnabled();
			case ERROR -> this.log.isErrorEnabled();
			case OFF -> false;
		};
	}

	private Consumer<String> target(Level level) {
		return switch (level) {
			case DEBUG -> this.log::debug;
			case INFO -> this.log::info;
			case WARNING -> this.log::warn;
			case ERROR -> this.log::error;
			default -> this.log::trace;
		};
	}

	private static void warn(String module) {
		logger.warn("Module '%s': an instance logs more than %d bytes in a second, so lines are dropped"
			.formatted(module, MOST));
	}

}
