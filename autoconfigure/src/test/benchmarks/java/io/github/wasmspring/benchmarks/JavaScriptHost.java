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

package io.github.wasmspring.benchmarks;

import io.github.wasmspring.host.WasmHost;
import io.github.wasmspring.host.WasmHostFunction;

/**
 * What the JavaScript engine asks of its host: nothing that scripts of the suite need.
 */
@WasmHost("env")
final class JavaScriptHost {

	@WasmHostFunction("host_get_timezone_offset")
	int timezoneOffset(int high, int low) {
		return 0;
	}

	@WasmHostFunction("host_interrupt")
	int interrupt() {
		return 0;
	}

	@WasmHostFunction("host_promise_rejection")
	void promiseRejection(int promise, int reason, int handled) {
		throw new IllegalStateException("A promise was rejected");
	}

	@WasmHostFunction("host_module_normalize")
	int normalizeModule(int base, int name) {
		return 0;
	}

	@WasmHostFunction("host_module_load")
	int loadModule(int name, int other) {
		return 0;
	}

	@WasmHostFunction("host_call")
	int call(int function, int self, int count, int arguments, int magic) {
		return 0;
	}

}
