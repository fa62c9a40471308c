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

package io.github.wasmspring.backend;

import org.jspecify.annotations.Nullable;

/**
 * Instance that behaves like another one, apart from what its subclasses change.
 */
public class DelegatingInstance implements BackendInstance {

	private final BackendInstance delegate;

	public DelegatingInstance(BackendInstance delegate) {
		this.delegate = delegate;
	}

	@Override
	public @Nullable BackendFunction getFunction(String name) {
		return this.delegate.getFunction(name);
	}

	@Override
	public @Nullable BackendMemory getMemory(String name) {
		return this.delegate.getMemory(name);
	}

	@Override
	public @Nullable BackendGlobal getGlobal(String name) {
		return this.delegate.getGlobal(name);
	}

	@Override
	public @Nullable BackendTable getTable(String name) {
		return this.delegate.getTable(name);
	}

	@Override
	public void close() {
		this.delegate.close();
	}

}
