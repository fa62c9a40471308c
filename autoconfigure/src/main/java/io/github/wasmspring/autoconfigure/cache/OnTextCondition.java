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

package io.github.wasmspring.autoconfigure.cache;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches if a property is set to a text: what is empty, as a placeholder may leave it,
 * counts as not set.
 */
abstract class OnTextCondition extends SpringBootCondition {

	private final String property;

	OnTextCondition(String property) {
		this.property = property;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("'" + this.property + "'");
		return (StringUtils.hasText(context.getEnvironment().getProperty(this.property)))
				? ConditionOutcome.match(message.because("is set"))
				: ConditionOutcome.noMatch(message.because("is not set"));
	}

	/**
	 * Matches if artifacts are kept on disk.
	 */
	static class OnDirectory extends OnTextCondition {

		OnDirectory() {
			super("wasm.cache.directory");
		}

	}

	/**
	 * Matches if artifacts are shared between machines.
	 */
	static class OnArtifactsCache extends OnTextCondition {

		OnArtifactsCache() {
			super("wasm.cache.artifacts-cache");
		}

	}

}
