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
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * {@link LogTarget} that leaves the keys out.
 */
final class PlainLog implements LogTarget {

	private final Log log;

	PlainLog(String logger) {
		this.log = LogFactory.getLog(logger);
	}

	@Override
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

	@Override
	public void log(Level level, String message, @Nullable Throwable failure, Map<String, Object> keys) {
		switch (level) {
			case ALL, TRACE -> this.log.trace(message, failure);
			case DEBUG -> this.log.debug(message, failure);
			case INFO -> this.log.info(message, failure);
			case WARNING -> this.log.warn(message, failure);
			case ERROR -> this.log.error(message, failure);
			case OFF -> {
			}
		}
	}

}
