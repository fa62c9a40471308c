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

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.NOPLoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

import org.springframework.util.ClassUtils;

/**
 * {@link LogTarget} that passes the keys to SLF4J. Commons Logging, which everything else
 * logs through, has no place for them.
 */
final class KeyValueLog implements LogTarget {

	private static final boolean AVAILABLE = ClassUtils.isPresent("org.slf4j.spi.LoggingEventBuilder",
			KeyValueLog.class.getClassLoader()) && Binding.exists();

	private final Logger logger;

	KeyValueLog(String logger) {
		this.logger = LoggerFactory.getLogger(logger);
	}

	static boolean isAvailable() {
		return AVAILABLE;
	}

	@Override
	public boolean isLoggable(System.Logger.Level level) {
		return level != System.Logger.Level.OFF && this.logger.isEnabledForLevel(levelOf(level));
	}

	@Override
	public void log(System.Logger.Level level, String message, @Nullable Throwable failure, Map<String, Object> keys) {
		LoggingEventBuilder event = this.logger.atLevel(levelOf(level));
		for (Map.Entry<String, Object> key : keys.entrySet()) {
			event = event.addKeyValue(key.getKey(), key.getValue());
		}
		if (failure != null) {
			event = event.setCause(failure);
		}
		event.log(message);
	}

	private static Level levelOf(System.Logger.Level level) {
		return switch (level) {
			case ALL, TRACE, OFF -> Level.TRACE;
			case DEBUG -> Level.DEBUG;
			case INFO -> Level.INFO;
			case WARNING -> Level.WARN;
			case ERROR -> Level.ERROR;
		};
	}

	/**
	 * Looked at where SLF4J is there only.
	 */
	private static final class Binding {

		private Binding() {
		}

		static boolean exists() {
			return !(LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory);
		}

	}

}
