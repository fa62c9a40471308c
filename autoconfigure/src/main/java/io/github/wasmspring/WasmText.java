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

package io.github.wasmspring;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Part of a message that can name settings. They get their names when it is known how the
 * module is configured.
 *
 * @since 0.1.0
 */
public final class WasmText {

	private final String format;

	private final @Nullable Object[] arguments;

	private WasmText(String format, @Nullable Object[] arguments) {
		this.format = format;
		this.arguments = arguments;
	}

	/**
	 * Create a text.
	 * @param format the text, in the syntax of {@link String#format(String, Object...)}
	 * if there are arguments
	 * @param arguments what to insert: settings, which become their names, other texts,
	 * or anything else
	 * @return the text
	 */
	public static WasmText of(String format, @Nullable Object... arguments) {
		Assert.notNull(format, "'format' must not be null");
		@Nullable Object[] frozen = new @Nullable Object[arguments.length];
		for (int i = 0; i < frozen.length; i++) {
			frozen[i] = freeze(arguments[i]);
		}
		return new WasmText(format, frozen);
	}

	/**
	 * Keep nothing that could change or that a message does not need.
	 */
	private static @Nullable Object freeze(@Nullable Object argument) {
		if (argument instanceof WasmSetting setting) {
			return new SettingReference(setting, null, false);
		}
		return (argument == null || argument instanceof Number || argument instanceof SettingReference
				|| argument instanceof WasmText) ? argument : argument.toString();
	}

	/**
	 * Return the text for a module.
	 * @param context names the module and its settings
	 * @return the text
	 */
	public String render(WasmErrorContext context) {
		return render(context.settingNamesOr(SettingNames.NEUTRAL), context.module());
	}

	String render(SettingNames names, @Nullable String module) {
		if (this.arguments.length == 0) {
			return this.format;
		}
		return this.format.formatted(Arrays.stream(this.arguments).map((argument) -> {
			if (argument instanceof SettingReference reference) {
				return reference.describe(names, module);
			}
			return (argument instanceof WasmText text) ? text.render(names, module) : argument;
		}).toArray());
	}

	/**
	 * Return the first setting that is named, or {@code null} if there is none.
	 */
	@Nullable SettingReference findReference() {
		return references().findFirst().orElse(null);
	}

	private Stream<SettingReference> references() {
		return Arrays.stream(this.arguments).filter(Objects::nonNull).flatMap((argument) -> {
			if (argument instanceof WasmText text) {
				return text.references();
			}
			return (argument instanceof SettingReference reference) ? Stream.of(reference) : Stream.empty();
		});
	}

	/**
	 * Return the text for somebody who does not know how the module is configured.
	 */
	@Override
	public String toString() {
		return render(SettingNames.NEUTRAL, null);
	}

}
