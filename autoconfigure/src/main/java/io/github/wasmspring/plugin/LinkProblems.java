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

	void add(WasmLinkException problem) {
		this.problems.add(problem);
	}

	/**
	 * Throw the only problem as it is, or one exception for several.
	 */
	void throwIfPresent() {
		if (this.problems.size() == 1) {
			throw this.problems.get(0);
		}
		if (!this.problems.isEmpty()) {
			List<String> facts = new ArrayList<>();
			List<String> remedies = new ArrayList<>();
			for (WasmLinkException problem : this.problems) {
				facts.add(fact(problem));
				remedies.add(Objects.requireNonNullElse(problem.getRemedy(), ""));
			}
			throw new WasmLinkException(this.context,
					"plugin interface %s cannot be bound:\n  - %s".formatted(this.type, String.join("\n  - ", facts)),
					"In the same order:\n  - " + String.join("\n  - ", remedies), this.problems.get(0).getCause());
		}
	}

	/**
	 * Return what happened, without the names that all problems have in common.
	 */
	private String fact(WasmLinkException problem) {
		String subject = problem.getContext() + ": ";
		String description = problem.getDescription();
		return (description.startsWith(subject)) ? description.substring(subject.length()) : description;
	}

}
