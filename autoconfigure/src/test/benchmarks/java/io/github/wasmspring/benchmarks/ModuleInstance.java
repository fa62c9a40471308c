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

package io.github.wasmspring.benchmarks;

import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.benchmarks.RawEngine.RawFunction;
import io.github.wasmspring.benchmarks.RawEngine.RawInstance;

/**
 * An instance of this project, called by the names of its functions.
 *
 * @param instance the instance
 */
record ModuleInstance(WasmInstance instance) implements RawInstance {

	@Override
	public RawFunction function(String name) {
		return (arguments) -> {
			Object[] values = new Object[arguments.length];
			for (int i = 0; i < values.length; i++) {
				values[i] = arguments[i];
			}
			Object result = this.instance.call(name, values);
			return (result instanceof Number number) ? number.longValue() : 0;
		};
	}

	@Override
	public byte[] read(int address, int length) {
		return this.instance.memory().readBytes(address, length);
	}

	@Override
	public void write(int address, byte[] bytes) {
		this.instance.memory().writeBytes(address, bytes);
	}

	@Override
	public void close() {
		this.instance.close();
	}

}
