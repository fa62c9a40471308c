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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

import io.github.wasmspring.backend.CompilationThreads;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackendDecorator;
import io.github.wasmspring.backend.WasmBackends;

/**
 * {@link AutoConfiguration Auto-configuration} for the backends that run modules.
 *
 * @since 0.1.0
 */
@Lazy
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "wasm.enabled", matchIfMissing = true)
@Import({ ChicoryMemoryConfiguration.class, ChicoryBackendConfiguration.class,
		ChicoryInterpreterBackendConfiguration.class, ChicoryWasiConfiguration.class,
		WasmtimeBackendConfiguration.class })
public final class WasmBackendAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	CompilationThreads wasmCompilationThreads() {
		return CompilationThreads.create();
	}

	@Bean
	@ConditionalOnMissingBean
	WasmBackends wasmBackends(ObjectProvider<WasmBackend> backends, ObjectProvider<WasmBackendDecorator> decorators,
			ObjectProvider<CompilationThreads> compilationThreads) {
		return WasmBackends.lazy(new BackendSource(backends, decorators, compilationThreads));
	}

}
