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

import java.util.List;
import java.util.concurrent.Callable;

import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.plugin.GuestError;
import io.github.wasmspring.plugin.WasmFunction;

/**
 * Contract of pointers and lengths.
 */
@EveryBackend
class BuffersContractTests extends AbstractConventionContractTests {

	BuffersContractTests() {
		super("convention_buffers", Plugin.class, List.of());
	}

	interface Plugin extends ConventionContract.WithCodes {

		@Override
		@WasmFunction("echo")
		String echo(String text);

		@Override
		@WasmFunction("echo")
		byte[] echoBytes(byte[] bytes);

		@Override
		@WasmFunction("echo")
		List<String> echoList(List<String> texts);

		@Override
		@WasmFunction("echo")
		Money echoMoney(Money money);

		@Override
		@WasmFunction("echo")
		Callable<List<String>> echoLater(List<String> texts);

		@Override
		@WasmFunction
		void fail();

		@Override
		@WasmFunction(timeout = "50ms")
		void loop();

		@Override
		@GuestError(code = 3, exception = OutOfStock.class)
		@WasmFunction
		void failWithCode() throws OutOfStock;

	}

}
