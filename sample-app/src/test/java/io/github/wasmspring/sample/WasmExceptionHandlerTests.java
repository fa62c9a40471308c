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

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmPoolExhaustedException;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.WasmTrapKind;
import io.github.wasmspring.WasmValueException;

import static org.assertj.core.api.Assertions.assertThat;

class WasmExceptionHandlerTests {

	private static final WasmErrorContext CONTEXT = new WasmErrorContext("text", "slug", "chicory");

	@Test
	void trapShouldBeUnprocessable() {
		WasmException failure = new WasmTrapException(WasmTrapKind.UNREACHABLE, CONTEXT, "unreachable executed", null);
		assertProblem(call(failure), HttpStatus.UNPROCESSABLE_CONTENT, failure);
	}

	@Test
	void unusableValueShouldBeUnprocessable() {
		WasmException failure = new WasmValueException(CONTEXT, "the guest is out of memory", "Send less.", null);
		assertProblem(call(failure), HttpStatus.UNPROCESSABLE_CONTENT, failure);
	}

	@Test
	void timeoutShouldBeGatewayTimeout() {
		WasmException failure = new WasmTimeoutException(CONTEXT, "took longer than 30s", null, null);
		assertProblem(call(failure), HttpStatus.GATEWAY_TIMEOUT, failure);
	}

	@Test
	void exhaustedPoolShouldBeUnavailableForSomeTime() {
		WasmException failure = new WasmPoolExhaustedException(CONTEXT, "no instance became free in 1s",
				"Raise 'wasm.modules.text.instances.max'.", null);
		MvcTestResult result = call(failure);
		assertProblem(result, HttpStatus.SERVICE_UNAVAILABLE, failure);
		assertThat(result).hasHeader(HttpHeaders.RETRY_AFTER, "1");
	}

	private static MvcTestResult call(WasmException failure) {
		return MockMvcTester
			.of(List.of(new FailingController(failure)),
					(builder) -> builder.setControllerAdvice(new WasmExceptionHandler()).build())
			.get()
			.uri("/")
			.exchange();
	}

	private static void assertProblem(MvcTestResult result, HttpStatus status, WasmException failure) {
		assertThat(result).hasStatus(status);
		assertThat(result).bodyJson().extractingPath("$.status").isEqualTo(status.value());
		assertThat(result).bodyJson().extractingPath("$.detail").isEqualTo(failure.getDescription());
	}

	@RestController
	static class FailingController {

		private final WasmException failure;

		FailingController(WasmException failure) {
			this.failure = failure;
		}

		@GetMapping("/")
		void fail() {
			throw this.failure;
		}

	}

}
