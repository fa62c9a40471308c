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

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;

/**
 * Sends requests of guests. It is asked only for hosts that the settings of the module
 * allow, and for redirects again.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ExtismHttp {

	/**
	 * There is nothing that sends requests.
	 */
	ExtismHttp NONE = (request) -> {
		throw new WasmLinkException(WasmErrorContext.of(request.module()),
				"the guest sends a request, and there is no HTTP client for it",
				"Add org.springframework.boot:spring-boot-starter-restclient, or declare a bean of the type ExtismHttp.",
				null);
	};

	/**
	 * Send a request, and follow no redirect. It may take as long as it takes: the thread
	 * is interrupted when the time of the call is over.
	 * @param request the request
	 * @return the response, whatever its status
	 * @throws IOException if there is none, or if its body is too long
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	Response exchange(Request request) throws IOException, InterruptedException;

	/**
	 * What a guest asks.
	 *
	 * @param module the module of the guest
	 * @param method the method, in upper case
	 * @param uri the address, of {@code http} or {@code https}, without user information
	 * @param headers the headers of the guest
	 * @param body the body, which may be empty
	 * @param maxLength longest body of the response, in bytes
	 */
	record Request(WasmModule module, String method, URI uri, Map<String, String> headers, byte[] body,
			long maxLength) {
	}

	/**
	 * What came back.
	 *
	 * @param status the status
	 * @param headers the headers
	 * @param body the body
	 */
	record Response(int status, Map<String, List<String>> headers, byte[] body) {
	}

}
