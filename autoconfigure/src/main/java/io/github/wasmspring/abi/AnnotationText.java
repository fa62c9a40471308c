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

package io.github.wasmspring.abi;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLinkException;

/**
 * Reads texts of annotations, in which a container resolves placeholders.
 *
 * @since 0.1.0
 */
public final class AnnotationText {

	/**
	 * Takes each text as it is.
	 */
	public static final AnnotationText LITERAL = new AnnotationText(null);

	private static final String PLACEHOLDER = "${";

	private final @Nullable Function<String, @Nullable String> resolver;

	private AnnotationText(@Nullable Function<String, @Nullable String> resolver) {
		this.resolver = resolver;
	}

	/**
	 * Return what resolves placeholders.
	 * @param resolver replaces the placeholders of a text, and throws an
	 * {@link IllegalArgumentException} if it cannot
	 * @return what reads texts
	 */
	public static AnnotationText resolvedBy(Function<String, @Nullable String> resolver) {
		Assert.notNull(resolver, "'resolver' must not be null");
		return new AnnotationText(resolver);
	}

	/**
	 * Read a text.
	 * @param text the text as it stands in the annotation
	 * @param owner whose text it is, for messages
	 * @return the text with what its placeholders stand for
	 * @throws WasmLinkException if a placeholder stands for nothing
	 */
	public String read(String text, String owner) {
		Assert.notNull(text, "'text' must not be null");
		Assert.notNull(owner, "'owner' must not be null");
		if (this.resolver == null || !text.contains(PLACEHOLDER)) {
			return text;
		}
		String resolved;
		try {
			resolved = this.resolver.apply(text);
		}
		catch (IllegalArgumentException ex) {
			throw unresolved(text, owner, ex);
		}
		if (resolved != null && resolved.contains(PLACEHOLDER)) {
			throw unresolved(text, owner, null);
		}
		return (resolved != null) ? resolved.strip() : "";
	}

	private static WasmLinkException unresolved(String text, String owner, @Nullable Throwable cause) {
		return new WasmLinkException(new WasmErrorContext(null, null, null),
				"an annotation of %s has the text '%s', but the application has no such property".formatted(owner,
						text),
				"Set the property, or write what to take without it, as in '${name:default}'.", cause);
	}

}
