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

package io.github.wasmspring.docs.errors;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.util.Assert;

/**
 * Keeps the last analysis, as the console shows it.
 */
class RecordingFailureAnalysisReporter implements FailureAnalysisReporter {

	private static final AtomicReference<@Nullable FailureAnalysis> last = new AtomicReference<>();

	@Override
	public void report(FailureAnalysis analysis) {
		last.set(analysis);
	}

	/**
	 * Return the last analysis, and forget it.
	 */
	static String take() {
		FailureAnalysis analysis = last.getAndSet(null);
		Assert.state(analysis != null, "There was no failure analysis");
		String description = "Description:\n\n" + analysis.getDescription();
		return (analysis.getAction() != null) ? description + "\n\nAction:\n\n" + analysis.getAction() : description;
	}

}
