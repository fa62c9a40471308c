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

package io.github.wasmspring.autoconfigure.plugin;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.github.wasmspring.WasmModule;

/**
 * Says how to choose a module where several are injected by their type.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class SeveralModulesFailureAnalyzer extends AbstractFailureAnalyzer<NoUniqueBeanDefinitionException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoUniqueBeanDefinitionException cause) {
		Collection<String> names = cause.getBeanNamesFound();
		if (cause.getBeanType() != WasmModule.class || names == null || names.isEmpty()) {
			return null;
		}
		return new FailureAnalysis(
				"A WasmModule is injected by its type, but there are %d modules: '%s'.".formatted(names.size(),
						String.join("', '", names)),
				"Name the one that is meant, as in @Qualifier(\"%s\") WasmModule, or inject WasmModules and look it up by its name."
					.formatted(names.iterator().next()),
				cause);
	}

}
