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

import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;

/**
 * Ends a guest that calls host functions too often.
 */
final class HostCallLimitException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient WasmText text;

	private HostCallLimitException(WasmText text) {
		super(text.toString(), null, false, false);
		this.text = text;
	}

	/**
	 * Return the message, which can name a setting.
	 */
	WasmText getText() {
		return this.text;
	}

	static HostCallLimitException ofCall(int limit) {
		return new HostCallLimitException(WasmText.of(
				"the guest called host functions more than %d times in one call, and each takes memory until the call ends; set a larger %s, split the call, or choose another backend",
				limit, WasmSetting.WASMTIME_MAX_HOST_CALLS));
	}

	static HostCallLimitException ofProcess(long limit) {
		return new HostCallLimitException(WasmText.of(
				"the calls of guests that run in this process call host functions more than %d times, and each takes memory until the call of the guest ends; give Java a larger heap by '-Xmx', split the call, or choose another backend",
				limit));
	}

}
