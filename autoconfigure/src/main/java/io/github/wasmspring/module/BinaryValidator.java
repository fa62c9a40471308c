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

package io.github.wasmspring.module;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmValidation;
import io.github.wasmspring.backend.LoadLimits;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBinary;

/**
 * Validates binaries, and finds out where they are wrong. Engines do not tell the place,
 * so parts of the binary are taken out until it is valid.
 */
final class BinaryValidator {

	private static final String NAME = "binary";

	/**
	 * Most sections to take out one by one; a module has at most this many that are not
	 * custom.
	 */
	private static final int MOST_SECTIONS = 16;

	private final WasmBackend backend;

	BinaryValidator(WasmBackend backend) {
		this.backend = backend;
	}

	WasmValidation validate(byte[] bytes) {
		WasmLoadException failure = check(bytes);
		if (failure == null) {
			return WasmValidation.VALID;
		}
		Integer offset = (failure.getOffset() != null) ? failure.getOffset() : locate(bytes);
		return new WasmValidation(failure.getReason(), failure.getDescription(), offset);
	}

	private @Nullable WasmLoadException check(byte[] bytes) {
		try {
			this.backend.validate(WasmBinary.of(NAME, bytes, LoadLimits.DEFAULTS));
			return null;
		}
		catch (WasmLoadException ex) {
			return ex;
		}
	}

	private @Nullable Integer locate(byte[] bytes) {
		BinarySections sections = BinarySections.of(bytes);
		BinarySections.Functions functions = sections.functions();
		if (functions != null) {
			if (functions.malformedAt() != null) {
				return functions.malformedAt();
			}
			if (check(functions.keep(0, 0)) == null) {
				return locate(functions);
			}
		}
		List<Integer> candidates = sections.known();
		if (candidates.size() <= MOST_SECTIONS) {
			for (int index : candidates) {
				if (check(sections.without(index)) == null) {
					return sections.offset(index);
				}
			}
		}
		return null;
	}

	/**
	 * Search for the first function that makes the module invalid, which is valid without
	 * the bodies of all functions.
	 */
	private Integer locate(BinarySections.Functions functions) {
		int low = 0;
		int high = functions.count();
		while (high - low > 1) {
			int middle = (low + high) >>> 1;
			if (check(functions.keep(0, middle)) == null) {
				low = middle;
			}
			else {
				high = middle;
			}
		}
		return functions.offset(low);
	}

}
