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

package io.github.wasmspring.backend;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmTrapKind;

/**
 * Recognizes the kind of a trap by the wording of the specification's test suite, which
 * most engines use.
 *
 * @since 0.1.0
 */
public final class TrapMessages {

	private static final Map<String, WasmTrapKind> KINDS = new LinkedHashMap<>();

	static {
		KINDS.put("unreachable", WasmTrapKind.UNREACHABLE);
		KINDS.put("divide by zero", WasmTrapKind.INTEGER_DIVIDE_BY_ZERO);
		KINDS.put("integer overflow", WasmTrapKind.INTEGER_OVERFLOW);
		KINDS.put("invalid conversion", WasmTrapKind.INVALID_CONVERSION_TO_INTEGER);
		KINDS.put("out of bounds memory", WasmTrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
		KINDS.put("out of bounds table", WasmTrapKind.OUT_OF_BOUNDS_TABLE_ACCESS);
		KINDS.put("indirect call type", WasmTrapKind.INDIRECT_CALL_TYPE_MISMATCH);
		KINDS.put("undefined element", WasmTrapKind.UNDEFINED_ELEMENT);
		KINDS.put("uninitialized element", WasmTrapKind.UNINITIALIZED_ELEMENT);
		KINDS.put("call stack exhausted", WasmTrapKind.STACK_OVERFLOW);
		KINDS.put("interrupted", WasmTrapKind.INTERRUPTED);
	}

	private TrapMessages() {
	}

	/**
	 * Return the kind of trap that a message speaks of.
	 * @param message what the engine says, or {@code null}
	 * @return the kind, {@link WasmTrapKind#OTHER} if it is not known
	 */
	public static WasmTrapKind kindOf(@Nullable String message) {
		if (message == null) {
			return WasmTrapKind.OTHER;
		}
		String text = message.toLowerCase(Locale.ROOT);
		return KINDS.entrySet()
			.stream()
			.filter((entry) -> text.contains(entry.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(WasmTrapKind.OTHER);
	}

}
