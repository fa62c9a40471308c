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

package io.github.wasmspring;

import java.util.Arrays;
import java.util.List;

import org.springframework.util.Assert;

/**
 * A function that is defined by its type.
 *
 * @param module the module that it is imported from
 * @param name its name
 * @param type its type
 * @param body what it does
 */
record TypedHostFunction(String module, String name, WasmFunctionType type,
		HostFunctionBody body) implements HostFunction {

	TypedHostFunction {
		Assert.notNull(name, "'name' must not be null");
		Assert.notNull(type, "'type' must not be null");
		Assert.notNull(body, "'body' must not be null");
	}

	@Override
	public String getModule() {
		return this.module;
	}

	@Override
	public List<String> getNames() {
		return List.of(this.name);
	}

	@Override
	public HostFunctionBody link(WasmModule importer, String name, WasmFunctionType expected) {
		if (!expected.equals(this.type)) {
			throw new WasmLinkException(WasmErrorContext.of(importer),
					"imports %s.%s as %s, but the host function is %s".formatted(this.module, name, expected,
							this.type),
					"Change the host function or the guest's declaration so that they agree.", null);
		}
		int results = this.type.results().size();
		return (caller, arguments) -> checkResults(this.body.call(caller, arguments), results);
	}

	private long[] checkResults(long[] results, int expected) {
		if (results == null || results.length != expected) {
			throw new IllegalStateException("Host function %s returned %s instead of %d result(s)".formatted(this,
					Arrays.toString(results), expected));
		}
		return results;
	}

	@Override
	public String toString() {
		return this.module + "." + this.name;
	}

}
