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

package io.github.wasmspring.specification;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.github.wasmspring.WasmValueType;

/**
 * Argument or expected result of a command.
 *
 * @param type its type
 * @param text its bits as an unsigned number, or a class of numbers that are not one;
 * {@code null} for a vector
 */
record SpecificationValue(WasmValueType type, @Nullable String text) {

	private static final String CANONICAL_NAN = "nan:canonical";

	private static final String ARITHMETIC_NAN = "nan:arithmetic";

	static SpecificationValue of(JsonNode json) {
		JsonNode value = json.get("value");
		return new SpecificationValue(WasmValueType.valueOf(json.get("type").asString().toUpperCase(Locale.ROOT)),
				(value != null && value.isString()) ? value.asString() : null);
	}

	boolean isNumber() {
		return this.type.isNumber();
	}

	/**
	 * Return whether any of several values that are not numbers will do.
	 */
	boolean isClassOfNan() {
		return CANONICAL_NAN.equals(this.text) || ARITHMETIC_NAN.equals(this.text);
	}

	long toRaw() {
		if (this.text == null || "null".equals(this.text)) {
			throw new IllegalStateException("There is no number in " + this);
		}
		long bits = Long.parseUnsignedLong(this.text);
		return (this.type == WasmValueType.I32) ? (int) bits : bits;
	}

	/**
	 * Return whether a result is what is expected.
	 */
	boolean accepts(long raw) {
		if (this.text == null) {
			return true;
		}
		return switch (this.type) {
			case I32 -> (int) raw == (int) toRaw();
			case F32 -> acceptsFloat((int) raw);
			case F64 -> acceptsDouble(raw);
			default -> raw == toRaw();
		};
	}

	private boolean acceptsFloat(int raw) {
		if (CANONICAL_NAN.equals(this.text)) {
			return (raw & 0x7FFF_FFFF) == 0x7FC0_0000;
		}
		if (ARITHMETIC_NAN.equals(this.text)) {
			return (raw & 0x7FC0_0000) == 0x7FC0_0000;
		}
		return raw == (int) toRaw();
	}

	private boolean acceptsDouble(long raw) {
		if (CANONICAL_NAN.equals(this.text)) {
			return (raw & 0x7FFF_FFFF_FFFF_FFFFL) == 0x7FF8_0000_0000_0000L;
		}
		if (ARITHMETIC_NAN.equals(this.text)) {
			return (raw & 0x7FF8_0000_0000_0000L) == 0x7FF8_0000_0000_0000L;
		}
		return raw == toRaw();
	}

}
