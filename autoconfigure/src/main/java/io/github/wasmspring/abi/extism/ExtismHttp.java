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

package io.github.wasmspring.abi.extism;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;

/**
 * Sends requests of guests, which may ask the hosts only that the settings of their
 * module allow.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ExtismHttp {

	/**
	 * Nobody may send anything.
	 */
	ExtismHttp NONE = (module, request, body) -> {
		throw new WasmLinkException(WasmErrorContext.of(module), "the guest may send no requests",
				"Let the guest do without HTTP, or declare a bean of the type %s."
					.formatted(ExtismHttp.class.getSimpleName()),
				null);
	};

	/**
	 * Send a request.
	 * @param module the module of the guest
	 * @param request what to ask, as JSON with {@code url}, {@code method} and
	 * {@code headers}
	 * @param body the body, which may be empty
	 * @return the response
	 */
	Response send(WasmModule module, byte[] request, byte[] body);

	/**
	 * What came back.
	 *
	 * @param status the status
	 * @param headers the headers as a JSON object
	 * @param body the body
	 */
	record Response(int status, byte[] headers, byte[] body) {
	}

}
