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

package io.github.wasmspring.sample;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmPoolExhaustedException;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmValueException;

/**
 * Turns what can go wrong in a guest into a response.
 */
@RestControllerAdvice
class WasmExceptionHandler {

	private static final String RETRY_AFTER_SECONDS = "1";

	/**
	 * Handle input that the guest gave up on.
	 */
	@ExceptionHandler({ WasmTrapException.class, WasmValueException.class })
	ProblemDetail handleUnprocessable(WasmException ex) {
		return problem(HttpStatus.UNPROCESSABLE_CONTENT, ex);
	}

	@ExceptionHandler
	ProblemDetail handleTimeout(WasmTimeoutException ex) {
		return problem(HttpStatus.GATEWAY_TIMEOUT, ex);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> handlePoolExhausted(WasmPoolExhaustedException ex) {
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
			.body(problem(HttpStatus.SERVICE_UNAVAILABLE, ex));
	}

	/**
	 * Describe what happened, but not the remedy, which is for who runs the application.
	 */
	private static ProblemDetail problem(HttpStatus status, WasmException ex) {
		return ProblemDetail.forStatusAndDetail(status, ex.getDescription());
	}

}
