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

package io.github.wasmspring.module;

import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.binary.WasmBinary;

/**
 * Backend that compiles nothing before it is let.
 */
public final class GatedBackend implements WasmBackend {

	private final WasmBackend delegate = ChicoryBackend.interpreted();

	private final @Nullable String interpreter;

	private final CountDownLatch gate = new CountDownLatch(1);

	/**
	 * Create a backend.
	 * @param interpreter id of its interpreter, or {@code null} if it has none
	 */
	public GatedBackend(@Nullable String interpreter) {
		this.interpreter = interpreter;
	}

	/**
	 * Let modules be compiled.
	 */
	public void open() {
		this.gate.countDown();
	}

	@Override
	public String getId() {
		return "gated";
	}

	@Override
	public @Nullable String getInterpreterId() {
		return this.interpreter;
	}

	@Override
	public Set<WasmFeature> getFeatures() {
		return this.delegate.getFeatures();
	}

	@Override
	public BackendModule load(WasmBinary binary) {
		try {
			this.gate.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return this.delegate.load(binary);
	}

}
