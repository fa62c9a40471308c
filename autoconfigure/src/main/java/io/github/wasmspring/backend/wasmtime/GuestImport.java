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

package io.github.wasmspring.backend.wasmtime;

import java.nio.ByteBuffer;

import io.github.wasmspring.backend.BackendHostFunction;
import io.github.wasmspring.backend.BackendImports;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.HostEntry;

/**
 * A function that a guest imports, with the layout of its values.
 */
final class GuestImport {

	private final BackendHostFunction body;

	private final ValueLayout parameters;

	private final ValueLayout results;

	private final HostEntry entry = new HostEntry();

	GuestImport(BackendImports.Function function) {
		this.body = function.body();
		this.parameters = new ValueLayout(function.type().parameters());
		this.results = new ValueLayout(function.type().results());
	}

	void call(BackendInstance caller, ByteBuffer values) throws Exception {
		this.entry.check();
		long[] returned = this.body.call(caller, this.parameters.read(values));
		if (returned.length < this.results.size()) {
			throw new IllegalStateException("The host function returned %d instead of %d result(s)"
				.formatted(returned.length, this.results.size()));
		}
		this.results.write(values, returned);
	}

}
