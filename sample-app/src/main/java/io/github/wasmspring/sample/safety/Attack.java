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

package io.github.wasmspring.sample.safety;

import java.util.Locale;

/**
 * Something that a hostile guest tries.
 */
enum Attack {

	ENDLESS_LOOP("Endless loop", "The guest never returns.", "timeout of the module: 500 ms"),

	MEMORY_BOMB("Memory bomb", "The guest asks for memory until it gets none.", "memory limit of the module: 16 MB"),

	RECURSION("Recursion", "A function calls itself for ever.", "the stack's limit, which is a trap"),

	LOG_BOMB("Log bomb", "The guest writes 8 MB to its log, as fast as it can.", "1 MB per second and guest"),

	READ_FILE("Read a file", "The guest opens /etc/passwd.", "no directory is granted"),

	LYING_POINTER("Lying pointer", "The guest says that its result is a gigabyte, outside of its memory.",
			"every address is checked");

	private final String title;

	private final String attempt;

	private final String limit;

	Attack(String title, String attempt, String limit) {
		this.title = title;
		this.attempt = attempt;
		this.limit = limit;
	}

	public String getId() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	public String getTitle() {
		return this.title;
	}

	public String getAttempt() {
		return this.attempt;
	}

	public String getLimit() {
		return this.limit;
	}

}
