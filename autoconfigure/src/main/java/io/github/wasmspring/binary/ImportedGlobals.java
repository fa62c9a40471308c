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

package io.github.wasmspring.binary;

import java.util.List;
import java.util.Map;

import io.github.wasmspring.WasmExternalKind;
import io.github.wasmspring.binary.ImportDefiner.Imported;

/**
 * Values of the globals that a module imports. Where none is given, it is what toolchains
 * mean by the name, or else zero.
 *
 * @param values values by the names of module and global, with a dot in between
 * @since 0.1.0
 */
public record ImportedGlobals(Map<String, ? extends Number> values) {

	/**
	 * No values are given.
	 */
	public static final ImportedGlobals NONE = new ImportedGlobals(Map.of());

	private static final int PAGE = 65536;

	private static final String MEMORY_BASE = "__memory_base";

	private static final String TABLE_BASE = "__table_base";

	private static final String STACK_POINTER = "__stack_pointer";

	/**
	 * Create new values.
	 * @param values values by the names of module and global, with a dot in between
	 */
	public ImportedGlobals {
		values = Map.copyOf(values);
	}

	static boolean isMemoryBase(Imported imported) {
		return imported.kind() == WasmExternalKind.GLOBAL && imported.name().equals(MEMORY_BASE);
	}

	/**
	 * Return the bits of all globals, in their order.
	 */
	List<Long> resolve(List<Imported> imports) {
		return imports.stream()
			.filter((imported) -> imported.kind() == WasmExternalKind.GLOBAL)
			.map((imported) -> resolve(imported, imports))
			.toList();
	}

	private long resolve(Imported imported, List<Imported> imports) {
		Number value = this.values.get(imported.module() + "." + imported.name());
		if (value == null) {
			value = defaultOf(imported.name(), imports);
		}
		return switch (((GlobalType) imported.type()).valueType()) {
			case ValueTypes.I32 -> value.intValue();
			case ValueTypes.I64 -> value.longValue();
			case ValueTypes.F32 -> Integer.toUnsignedLong(Float.floatToRawIntBits(value.floatValue()));
			case ValueTypes.F64 -> Double.doubleToRawLongBits(value.doubleValue());
			default -> 0;
		};
	}

	private Number defaultOf(String name, List<Imported> imports) {
		return switch (name) {
			case MEMORY_BASE, STACK_POINTER -> stackTop(imports);
			case TABLE_BASE -> 1;
			case "NaN" -> Double.NaN;
			case "Infinity" -> Double.POSITIVE_INFINITY;
			default -> 0;
		};
	}

	/**
	 * Return where the stack begins, which grows down: in front of data that can be
	 * placed anywhere, or else behind all data.
	 */
	private long stackTop(List<Imported> imports) {
		return (has(MEMORY_BASE, imports)) ? PAGE : (memoryPages(imports) + addedPages(imports)) * PAGE;
	}

	private static long memoryPages(List<Imported> imports) {
		return imports.stream()
			.filter((imported) -> imported.kind() == WasmExternalKind.MEMORY)
			.mapToLong((imported) -> ((SizeLimits) imported.type()).minimum())
			.findFirst()
			.orElse(0);
	}

	/**
	 * Return how many pages imported memories need for what comes before or after the
	 * data.
	 */
	long addedPages(List<Imported> imports) {
		return (has(MEMORY_BASE, imports) || has(STACK_POINTER, imports)) ? 1 : 0;
	}

	/**
	 * Return how many elements imported tables need in front of the first function.
	 */
	long addedElements(List<Imported> imports) {
		return (has(TABLE_BASE, imports)) ? 1 : 0;
	}

	/**
	 * Return whether a global is imported that has no given value.
	 */
	private boolean has(String name, List<Imported> imports) {
		return imports.stream()
			.anyMatch((imported) -> imported.kind() == WasmExternalKind.GLOBAL && imported.name().equals(name)
					&& !this.values.containsKey(imported.module() + "." + name));
	}

}
