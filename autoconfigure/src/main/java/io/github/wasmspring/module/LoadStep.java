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

import org.springframework.core.metrics.ApplicationStartup;
import org.springframework.core.metrics.StartupStep;

/**
 * The step of the application's start that loading a module is.
 *
 * @param step the step
 */
record LoadStep(StartupStep step) implements AutoCloseable {

	/**
	 * Name of the step.
	 */
	static final String NAME = "wasm.module.load";

	static LoadStep start(ApplicationStartup startup, WasmModuleDefinition definition) {
		StartupStep step = startup.start(NAME);
		return new LoadStep(step.tag("module", definition.name()));
	}

	/**
	 * Tell what was loaded.
	 */
	ModuleVersion loaded(ModuleVersion version) {
		this.step.tag("backend", version.getBackend())
			.tag("source", () -> version.getLoad().source().toString())
			.tag("digest", version.getDigest());
		return version;
	}

	@Override
	public void close() {
		this.step.end();
	}

}
