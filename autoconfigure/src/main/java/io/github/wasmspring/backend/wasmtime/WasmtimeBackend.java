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

import java.lang.ref.Cleaner;

import org.springframework.util.Assert;

import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBinary;
import io.github.wasmspring.backend.parser.ModuleParser;

/**
 * Runs modules on wasmtime, which compiles them to machine code.
 *
 * @since 0.1.0
 */
public final class WasmtimeBackend implements WasmBackend, AutoCloseable {

	/**
	 * Id of the backend.
	 */
	public static final String ID = "wasmtime";

	private final ModuleParser parser = new ModuleParser(ID);

	private final WasmtimeEngine engine;

	private final Cleaner.Cleanable cleanable;

	private volatile boolean closed;

	/**
	 * Create a backend with an engine of its own. Needs wasmtime-java on the class path.
	 * @param settings the settings
	 */
	public WasmtimeBackend(WasmtimeSettings settings) {
		Assert.notNull(settings, "'settings' must not be null");
		this.engine = new WasmtimeEngine(settings);
		this.cleanable = Cleaning.register(this, this.engine::release);
	}

	@Override
	public String getId() {
		return ID;
	}

	@Override
	public BackendModule load(WasmBinary binary) {
		return WasmtimeModule.load(engine(), binary, this.parser.parse(binary));
	}

	private WasmtimeEngine engine() {
		if (this.closed) {
			throw new IllegalStateException("The backend '%s' is closed".formatted(ID));
		}
		return this.engine;
	}

	@Override
	public void validate(WasmBinary binary) {
		this.parser.parse(binary);
	}

	/**
	 * Release the engine once the last of its modules and instances is closed. No more
	 * modules can be loaded.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.cleanable.clean();
	}

}
