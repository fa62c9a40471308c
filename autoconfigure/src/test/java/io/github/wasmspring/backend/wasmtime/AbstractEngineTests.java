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

import java.util.List;

import io.github.kawamuray.wasmtime.Instance;
import io.github.kawamuray.wasmtime.Module;
import io.github.kawamuray.wasmtime.Store;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

import io.github.wasmspring.binary.EncodedModule;

/**
 * Base class for tests of changes to the code of guests, by means of the engine itself.
 */
abstract class AbstractEngineTests {

	private static WasmtimeEngine engine;

	protected final Store<Void> store = engine.newStore();

	@BeforeAll
	static void createEngine() {
		WasmtimeLibrary.load("test", WasmtimeSettings.DEFAULTS.libraryDirectory());
		engine = new WasmtimeEngine(WasmtimeSettings.DEFAULTS, null);
	}

	@AfterAll
	static void releaseEngine() {
		engine.release();
	}

	@AfterEach
	void disposeStore() {
		this.store.dispose();
	}

	protected final Instance instantiate(EncodedModule binary) {
		try (Module module = engine.compile(binary)) {
			return new Instance(this.store, module, List.of());
		}
	}

}
