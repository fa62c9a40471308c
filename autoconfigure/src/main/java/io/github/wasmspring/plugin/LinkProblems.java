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

package io.github.wasmspring.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.abi.MissingAllocatorException;

/**
 * Collects what keeps the methods of an interface from being bound, so that all of it is
 * reported at once.
 */
final class LinkProblems {

	private final String type;

	private final WasmErrorContext context;

	private final List<WasmLinkException> problems = new ArrayList<>();

	LinkProblems(Class<?> type, WasmErrorContext context) {
		this.type = type.getName();
		this.context = context;
	}

	void add(String fact, String remedy) {
		add(new WasmLinkException(this.context, fact, remedy, null));
	}

	/**
	 * Add a problem, unless it is one of the allocator that is known: it is the same for
	 * all methods.
	 */
	void add(WasmLinkException problem) {
		if (!(problem instanceof MissingAllocatorException)
				|| this.problems.stream().noneMatch(MissingAllocatorException.class::isInstance)) {
			this.problems.add(problem);
		}
	}

	/**
	 * Throw the only problem as it is, or one exception for several.
	 */
	void throwIfPresent() {
		if (this.problems.size() == 1) {
			throw this.problems.get(0);
		}
		if (!this.problems.isEmpty()) {
			List<WasmText> facts = this.problems.stream().map(WasmLinkException::getFactText).toList();
			List<WasmText> remedies = this.problems.stream()
				.map((problem) -> Objects.requireNonNullElse(problem.getRemedyText(), WasmText.of("")))
				.toList();
			throw new WasmLinkException(this.context,
					WasmText.of("plugin interface %s cannot be bound:%s", this.type, list(facts)),
					WasmText.of("In the same order:%s", list(remedies)), this.problems.get(0).getCause());
		}
	}

	private static WasmText list(List<WasmText> entries) {
		return WasmText.of("\n  - %s".repeat(entries.size()), entries.toArray());
	}

}
