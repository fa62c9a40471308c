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

package io.github.wasmspring.instance;

import java.lang.System.Logger.Level;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.ModuleLog;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmModule;

/**
 * Closes what an instance used. A failure is logged only: it must not replace the result
 * of the guest, or the exception that ended it, and nothing can be done about it.
 */
final class QuietCloser {

	private QuietCloser() {
	}

	static void close(WasmModule module, @Nullable AutoCloseable resource) {
		if (resource == null) {
			return;
		}
		try {
			resource.close();
		}
		catch (Exception ex) {
			ModuleLog.of(module)
				.log(Level.DEBUG, WasmErrorContext.of(module) + ": an instance could not be closed properly", ex);
		}
	}

}
