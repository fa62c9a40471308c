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

import com.dylibso.chicory.runtime.Machine;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.backend.chicory.ChicoryBackend;

/**
 * Chicory's interpreter.
 */
@Lazy
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(Machine.class)
class ChicoryInterpreterBackendConfiguration {

	@Bean
	ChicoryBackend chicoryInterpreterWasmBackend(@Qualifier("chicoryMemoryBudget") MemoryBudget budget) {
		return ChicoryBackend.interpreted(budget);
	}

}
