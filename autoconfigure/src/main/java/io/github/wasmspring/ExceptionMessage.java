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

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;

import org.jspecify.annotations.Nullable;

/**
 * The message of an exception, which is written when somebody asks for it: most callers
 * look at the type of a failure only.
 */
final class ExceptionMessage implements Serializable {

	private static final long serialVersionUID = 1L;

	private static final WasmErrorContext NOTHING = new WasmErrorContext(null, null, null);

	private final transient @Nullable WasmErrorContext context;

	private final transient @Nullable WasmText fact;

	private final transient @Nullable WasmText remedy;

	private @Nullable Text text;

	ExceptionMessage(WasmErrorContext context, WasmText fact, @Nullable WasmText remedy) {
		this.context = context;
		this.fact = fact;
		this.remedy = remedy;
	}

	/**
	 * What cannot be serialized becomes text.
	 */
	private void writeObject(ObjectOutputStream stream) throws IOException {
		text();
		stream.defaultWriteObject();
	}

	WasmErrorContext context() {
		return (this.context != null) ? this.context : NOTHING;
	}

	WasmText fact() {
		return (this.fact != null) ? this.fact : WasmText.of(text().description());
	}

	@Nullable WasmText remedy() {
		String remedy = text().remedy();
		return (this.remedy != null || remedy == null) ? this.remedy : WasmText.of(remedy);
	}

	Text text() {
		Text text = this.text;
		if (text == null) {
			text = Text.of(context(), (this.fact != null) ? this.fact : WasmText.of(""), this.remedy);
			this.text = text;
		}
		return text;
	}

	/**
	 * Return the text for somebody who knows what settings are called.
	 * @param fallback what they are called if the context does not know it
	 */
	Text text(SettingNames fallback) {
		if (this.context == null || this.fact == null || this.context.settingNames() != null) {
			return text();
		}
		return Text.of(this.context.withSettingNames(fallback), this.fact, this.remedy);
	}

	@Override
	public String toString() {
		Text text = text();
		return (text.remedy() != null) ? text.description() + ". " + text.remedy() : text.description();
	}

	/**
	 * What the message says.
	 *
	 * @param description what happened
	 * @param remedy what to do about it
	 * @param setting the first setting that the remedy names
	 * @param value the value that the setting should have
	 */
	record Text(String description, @Nullable String remedy, @Nullable WasmSetting setting,
			@Nullable String value) implements Serializable {

		static Text of(WasmErrorContext context, WasmText fact, @Nullable WasmText remedy) {
			SettingReference reference = (remedy != null) ? remedy.findReference() : null;
			return new Text(describe(context, fact),
					(remedy != null) ? MessageText.printable(remedy.render(context)) : null,
					(reference != null) ? reference.setting() : null, (reference != null) ? reference.value() : null);
		}

		private static String describe(WasmErrorContext context, WasmText fact) {
			String subject = context.toString();
			String text = fact.render(context);
			return MessageText.printable((subject.isEmpty()) ? text : subject + ": " + text);
		}

	}

}
