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

import org.jspecify.annotations.Nullable;

/**
 * Root of all exceptions of the project. The message names module, function and backend,
 * states the fact and ends with what to do about it, if that is known. Settings have the
 * names that the {@linkplain WasmErrorContext#settingNames() context} knows.
 *
 * @since 0.1.0
 */
public abstract class WasmException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient @Nullable WasmErrorContext context;

	private final transient @Nullable WasmText factText;

	private final transient @Nullable WasmText remedyText;

	private final String description;

	private final @Nullable String remedy;

	private final @Nullable WasmSetting setting;

	private final @Nullable String value;

	/**
	 * Create a new exception.
	 * @param context what the error is about
	 * @param fact what happened, without a full stop
	 * @param remedy what to do about it, as a sentence, or {@code null}
	 * @param cause the cause, or {@code null}
	 */
	protected WasmException(WasmErrorContext context, String fact, @Nullable String remedy, @Nullable Throwable cause) {
		this(context, WasmText.of(fact), (remedy != null) ? WasmText.of(remedy) : null, cause);
	}

	/**
	 * Create a new exception that may name settings.
	 * @param context what the error is about
	 * @param fact what happened, without a full stop
	 * @param remedy what to do about it, as a sentence, or {@code null}
	 * @param cause the cause, or {@code null}
	 */
	protected WasmException(WasmErrorContext context, WasmText fact, @Nullable WasmText remedy,
			@Nullable Throwable cause) {
		super(cause);
		this.context = context;
		this.factText = fact;
		this.remedyText = remedy;
		this.description = describe(context, fact);
		this.remedy = (remedy != null) ? MessageText.printable(remedy.render(context)) : null;
		SettingReference reference = (remedy != null) ? remedy.findReference() : null;
		this.setting = (reference != null) ? reference.setting() : null;
		this.value = (reference != null) ? reference.value() : null;
	}

	private static String describe(WasmErrorContext context, WasmText fact) {
		String subject = context.toString();
		String text = fact.render(context);
		return MessageText.printable((subject.isEmpty()) ? text : subject + ": " + text);
	}

	/**
	 * Return what the error is about.
	 * @return the names of module, function and backend
	 */
	public WasmErrorContext getContext() {
		return (this.context != null) ? this.context : new WasmErrorContext(null, null, null);
	}

	/**
	 * Return what happened, with the names of module, function and backend.
	 * @return the description
	 */
	public String getDescription() {
		return this.description;
	}

	/**
	 * Return what to do about it.
	 * @return the remedy, or {@code null} if none is known
	 */
	public @Nullable String getRemedy() {
		return this.remedy;
	}

	/**
	 * Return what happened, like {@link #getDescription()}.
	 * @param fallback what settings are called if the context does not know it
	 * @return the description
	 */
	public String getDescription(SettingNames fallback) {
		WasmErrorContext named = withNames(fallback);
		return (this.factText != null && named != null) ? describe(named, this.factText) : this.description;
	}

	/**
	 * Return what to do about it, like {@link #getRemedy()}.
	 * @param fallback what settings are called if the context does not know it
	 * @return the remedy, or {@code null} if none is known
	 */
	public @Nullable String getRemedy(SettingNames fallback) {
		WasmErrorContext named = withNames(fallback);
		return (this.remedyText != null && named != null) ? MessageText.printable(this.remedyText.render(named))
				: this.remedy;
	}

	/**
	 * Return the context if it needs other names, or {@code null} if the texts are as
	 * they should be.
	 */
	private @Nullable WasmErrorContext withNames(SettingNames names) {
		return (this.context != null && this.context.settingNames() == null) ? this.context.withSettingNames(names)
				: null;
	}

	/**
	 * Return the first setting that the remedy names.
	 * @return the setting, or {@code null} if there is none
	 */
	public @Nullable WasmSetting getSetting() {
		return this.setting;
	}

	/**
	 * Return the value that the {@linkplain #getSetting() setting} should have.
	 * @return the value, or {@code null} if none is known
	 */
	public @Nullable String getValue() {
		return this.value;
	}

	/**
	 * Return what happened, as a part of the message of another exception.
	 * @return the fact, without the names of module, function and backend
	 */
	public WasmText getFactText() {
		return (this.factText != null) ? this.factText : WasmText.of(this.description);
	}

	/**
	 * Return what to do about it, as a part of the message of another exception.
	 * @return the remedy, or {@code null} if none is known
	 */
	public @Nullable WasmText getRemedyText() {
		return (this.remedyText != null || this.remedy == null) ? this.remedyText : WasmText.of(this.remedy);
	}

	@Override
	public String getMessage() {
		return (this.remedy != null) ? this.description + ". " + this.remedy : this.description;
	}

}
