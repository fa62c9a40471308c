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

package io.github.wasmspring.abi.opa;

import java.util.List;
import java.util.concurrent.Callable;

import io.github.wasmspring.EveryBackend;
import io.github.wasmspring.abi.AbstractConventionContractTests;
import io.github.wasmspring.abi.ConventionContract;
import io.github.wasmspring.plugin.WasmFunction;

/**
 * Contract of policies.
 */
@EveryBackend
class OpaContractTests extends AbstractConventionContractTests {

	OpaContractTests() {
		super("opa_policy", Plugin.class, List.of(new OpaConvention()));
	}

	interface Plugin extends ConventionContract {

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
		@WasmFunction("example/fail")
		void fail();

		@Override
		@WasmFunction(timeout = "50ms")
		void loop();

	}

}
