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

package io.github.wasmspring.autoconfigure.micrometer;

import java.util.function.UnaryOperator;

import io.github.wasmspring.plugin.ModulePatterns;

/**
 * Decides what meters and observations call a module.
 *
 * @param patterns the patterns of interfaces for many modules
 * @param properties name the modules that keep their own names
 */
record ModuleTags(ModulePatterns patterns, WasmMetricsProperties properties) implements UnaryOperator<String> {

	@Override
	public String apply(String module) {
		return (this.properties.hasOwnTag(module)) ? module : this.patterns.of(module);
	}

}
