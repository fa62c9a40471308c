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

package io.github.wasmspring.abi.command;

import java.util.List;
import java.util.concurrent.Callable;

import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.abi.AbstractConventionContractTests;
import io.github.wasmspring.abi.ConventionContract;
import io.github.wasmspring.plugin.GuestError;
import io.github.wasmspring.plugin.WasmFunction;

/**
 * Contract of commands.
 */
@EveryBackend
class CommandContractTests extends AbstractConventionContractTests {

	CommandContractTests() {
		super("wasi_command", Plugin.class, List.of());
	}

	interface Plugin extends ConventionContract.WithCodes {

		@Override
		@WasmFunction(command = true)
		String echo(String text);

		@Override
		@WasmFunction(command = true)
		byte[] echoBytes(byte[] bytes);

		@Override
		@WasmFunction(command = true)
		List<String> echoList(List<String> texts);

		@Override
		@WasmFunction(command = true)
		Money echoMoney(Money money);

		@Override
		@WasmFunction(command = true)
		Callable<List<String>> echoLater(List<String> texts);

		@Override
		@WasmFunction(command = true, arguments = "fail")
		void fail();

		@Override
		@WasmFunction(command = true, arguments = "loop", timeout = "50ms")
		void loop();

		@Override
		@GuestError(code = 3, exception = OutOfStock.class)
		@WasmFunction(command = true, arguments = "fail")
		void failWithCode() throws OutOfStock;

	}

}
