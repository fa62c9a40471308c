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

package io.github.wasmspring.autoconfigure.backend;

import java.util.function.Supplier;

import org.springframework.beans.factory.ObjectProvider;

import io.github.wasmspring.backend.CompilationThreads;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackendDecorator;
import io.github.wasmspring.backend.WasmBackends;

/**
 * Makes the backends when the first one is looked up.
 *
 * @param backends the backends
 * @param decorators what is put around them
 * @param compilationThreads where they compile
 */
record BackendSource(ObjectProvider<WasmBackend> backends, ObjectProvider<WasmBackendDecorator> decorators,
		ObjectProvider<CompilationThreads> compilationThreads) implements Supplier<WasmBackends> {

	@Override
	public WasmBackends get() {
		CompilationThreads threads = this.compilationThreads.getObject();
		return new WasmBackends(this.backends.orderedStream().map(threads::bind).toList(), BackendLibrary.unavailable())
			.decorate(this.decorators.orderedStream().toList());
	}

}
