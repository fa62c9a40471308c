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

package io.github.wasmspring.backend.wasmtime;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Names of the exports that a guest gets besides its own.
 *
 * @param prefix how they start, and no export of the guest
 * @param started whether there is a start function
 */
record GuestNames(String prefix, boolean started) {

	private static final String START = "wasmspring";

	private static final char END = ':';

	/**
	 * Choose names beside those of the guest's exports, which are gone through once.
	 */
	static GuestNames beside(Iterable<String> exports, boolean started) {
		Set<String> taken = new HashSet<>();
		for (String export : exports) {
			int end = (export.startsWith(START)) ? export.indexOf(END) : -1;
			if (end >= 0) {
				taken.add(export.substring(0, end));
			}
		}
		String free = START;
		for (int number = 2; taken.contains(free); number++) {
			free = START + number;
		}
		return new GuestNames(free + END, started);
	}

	/**
	 * Return the name of the export that is the start function.
	 */
	@Nullable String start() {
		return (this.started) ? this.prefix + "start" : null;
	}

	/**
	 * Return the name of the export that is the memory with its {@link ControlPage}.
	 */
	String memory() {
		return this.prefix + "memory";
	}

	/**
	 * Return the name of the export that returns a global's value or a table's size.
	 */
	String getter(String export) {
		return this.prefix + "get:" + export;
	}

	/**
	 * Return the name of the export that sets a global.
	 */
	String setter(String export) {
		return this.prefix + "set:" + export;
	}

}
