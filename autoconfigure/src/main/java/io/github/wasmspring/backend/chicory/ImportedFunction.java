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

package io.github.wasmspring.backend.chicory;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.FunctionType;

import io.github.wasmspring.backend.BackendHostFunction;
import io.github.wasmspring.backend.GuestExit;

/**
 * A function of the host as an instance of Chicory imports it.
 */
final class ImportedFunction extends HostFunction {

	ImportedFunction(String module, String name, FunctionType type, BackendHostFunction function,
			ImportingInstance importer) {
		super(module, name, type,
				new Call(function, importer, RawValues.of(type.params()), RawValues.of(type.returns()))::run);
	}

	/**
	 * What runs when the guest calls.
	 *
	 * @param function the function of the host
	 * @param importer the instance that imports it
	 * @param parameters treats its arguments
	 * @param results treats its results
	 */
	private record Call(BackendHostFunction function, ImportingInstance importer, RawValues parameters,
			RawValues results) {

		long[] run(Instance caller, long... arguments) {
			try {
				return this.results
					.canonical(this.function.call(this.importer.get(caller), this.parameters.canonical(arguments)));
			}
			catch (GuestExit ex) {
				throw ex;
			}
			catch (Exception ex) {
				throw new HostFunctionFailure(ex);
			}
		}

	}

}
