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

package io.github.wasmspring.docs.wasi;

import org.springframework.stereotype.Service;

import io.github.wasmspring.WasmExitException;
import io.github.wasmspring.WasmModule;

/**
 * Runs a command.
 */
// tag::service[]
@Service
class Reports {

	private final WasmModule wordcount;

	Reports(WasmModule wordcount) {
		this.wordcount = wordcount;
	}

	void create() {
		try {
			this.wordcount.call("_start");
		}
		catch (WasmExitException ex) {
			if (ex.getExitCode() != 0) {
				throw new IllegalStateException("No report: exit code " + ex.getExitCode(), ex);
			}
		}
	}

}
// end::service[]
