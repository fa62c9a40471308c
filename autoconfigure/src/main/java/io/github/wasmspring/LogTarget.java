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

import org.jspecify.annotations.Nullable;

/**
 * Where messages with keys go.
 */
interface LogTarget {

	boolean isLoggable(Level level);

	/**
	 * Log a message.
	 * @param failure what it is about, or {@code null}
	 * @param keys what structured logging shows besides
	 */
	void log(Level level, String message, @Nullable Throwable failure, Map<String, Object> keys);

	/**
	 * Return where the messages of a logger go: to SLF4J, which knows keys, where it is
	 * bound to something.
	 */
	static LogTarget of(String logger) {
		return (KeyValueLog.isAvailable()) ? new KeyValueLog(logger) : new PlainLog(logger);
	}

}
