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

package io.github.wasmspring.specification;

import java.util.List;

import io.github.wasmspring.specification.SpecificationOutcome.Status;

/**
 * How many commands of a script did what the specification says on one backend.
 *
 * @param script the name of the script
 * @param backend the id of the backend
 * @param commands how many commands there are
 * @param engine how many the engine underneath passes
 * @param passed how many pass
 * @param skipped how many cannot be run by design
 * @param failed how many fail
 */
record SpecificationResult(String script, String backend, long commands, long engine, long passed, long skipped,
		long failed) {

	static SpecificationResult of(SpecificationScript script, SpecificationBackend backend,
			List<SpecificationOutcome> engine, List<SpecificationOutcome> outcomes) {
		return new SpecificationResult(script.name(), backend.toString(), outcomes.size(), count(engine, Status.PASSED),
				count(outcomes, Status.PASSED), count(outcomes, Status.SKIPPED), count(outcomes, Status.FAILED));
	}

	private static long count(List<SpecificationOutcome> outcomes, Status status) {
		return outcomes.stream().filter((outcome) -> outcome.status() == status).count();
	}

	String line() {
		return "%s,%s,%d,%d,%d,%d,%d".formatted(this.script, this.backend, this.commands, this.engine, this.passed,
				this.skipped, this.failed);
	}

}
