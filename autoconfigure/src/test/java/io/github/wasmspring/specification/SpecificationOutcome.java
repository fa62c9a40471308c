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

/**
 * What came of a command.
 *
 * @param command the command
 * @param status whether it did what the specification says
 * @param reason why not, or an empty string
 * @param detail what happened instead, or an empty string
 */
record SpecificationOutcome(SpecificationCommand command, Status status, String reason, String detail) {

	/**
	 * Whether a command did what the specification says.
	 */
	enum Status {

		PASSED, SKIPPED, FAILED

	}

}
