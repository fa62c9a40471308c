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

package io.github.wasmspring.sample.language;

import org.springframework.stereotype.Component;

import io.github.wasmspring.host.WasmHost;
import io.github.wasmspring.host.WasmHostFunction;

/**
 * What the JavaScript engine asks of its host, which grants nothing.
 */
@Component
@WasmHost(value = "env", modules = "javascript")
class JavaScriptHost {

	@WasmHostFunction
	int hostGetTimezoneOffset(int low, int high) {
		return 0;
	}

	@WasmHostFunction
	int hostInterrupt() {
		return 0;
	}

	@WasmHostFunction
	void hostPromiseRejection(int promise, int reason, int handled) {
	}

	@WasmHostFunction
	int hostModuleNormalize(int base, int name) {
		return 0;
	}

	@WasmHostFunction
	int hostModuleLoad(int name, int length) {
		return 0;
	}

	@WasmHostFunction
	int hostCall(int function, int receiver, int count, int arguments, int context) {
		return 0;
	}

}
