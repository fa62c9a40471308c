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

package io.github.wasmspring.autoconfigure;

import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;

/**
 * Thrown when there are properties below {@code wasm} that nobody reads.
 */
class UnknownPropertyException extends RuntimeException {

	private final String remedy;

	UnknownPropertyException(String message, String remedy) {
		super(message);
		this.remedy = remedy;
	}

	static UnknownPropertyException of(Map<ConfigurationPropertyName, @Nullable Origin> names, KnownProperties known) {
		String found = names.entrySet()
			.stream()
			.map((entry) -> "'%s'%s".formatted(entry.getKey(),
					(entry.getValue() != null) ? " (" + entry.getValue() + ")" : ""))
			.collect(Collectors.joining(", "));
		String similar = names.keySet()
			.stream()
			.flatMap((name) -> known.closest(name)
				.stream()
				.map((closest) -> "'%s' instead of '%s'".formatted(closest, name)))
			.collect(Collectors.joining(", "));
		return new UnknownPropertyException(
				"%s: %s".formatted((names.size() > 1) ? "There are no such properties" : "There is no such property",
						found),
				"Write %s, or set 'wasm.ignore-unknown=true' if something else reads it.".formatted(similar));
	}

	String getRemedy() {
		return this.remedy;
	}

}
