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

import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmValueException;

/**
 * Copies exceptions with more of what there is to say about them.
 */
final class Explanation {

	private Explanation() {
	}

	static WasmValueException add(WasmValueException failure, String remedy) {
		return copy(failure, new WasmValueException(failure.getContext(), failure.getFactText(),
				remedy(failure, remedy), failure.getCause()));
	}

	static WasmTrapException add(WasmTrapException trap, String when, String remedy) {
		return copy(trap,
				new WasmTrapException(trap.getKind(), trap.getContext(), WasmText.of("%s%s", trap.getFactText(), when),
						remedy(trap, remedy), trap.getFunctions(), trap.getCause()));
	}

	private static WasmText remedy(WasmException failure, String added) {
		WasmText known = failure.getRemedyText();
		return (known != null) ? WasmText.of("%s %s", known, added) : WasmText.of("%s", added);
	}

	private static <T extends WasmException> T copy(T original, T copy) {
		copy.setStackTrace(original.getStackTrace());
		for (Throwable suppressed : original.getSuppressed()) {
			copy.addSuppressed(suppressed);
		}
		return copy;
	}

}
