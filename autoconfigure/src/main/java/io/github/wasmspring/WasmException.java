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

	private final ExceptionMessage message;

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
		this.message = new ExceptionMessage(context, fact, remedy);
	}

	/**
	 * Return what the error is about.
	 * @return the names of module, function and backend
	 */
	public WasmErrorContext getContext() {
		return this.message.context();
	}

	/**
	 * Return what happened, with the names of module, function and backend.
	 * @return the description
	 */
	public String getDescription() {
		return this.message.text().description();
	}

	/**
	 * Return what to do about it.
	 * @return the remedy, or {@code null} if none is known
	 */
	public @Nullable String getRemedy() {
		return this.message.text().remedy();
	}

	/**
	 * Return what happened, like {@link #getDescription()}.
	 * @param fallback what settings are called if the context does not know it
	 * @return the description
	 */
	public String getDescription(SettingNames fallback) {
		return this.message.text(fallback).description();
	}

	/**
	 * Return what to do about it, like {@link #getRemedy()}.
	 * @param fallback what settings are called if the context does not know it
	 * @return the remedy, or {@code null} if none is known
	 */
	public @Nullable String getRemedy(SettingNames fallback) {
		return this.message.text(fallback).remedy();
	}

	/**
	 * Return the first setting that the remedy names.
	 * @return the setting, or {@code null} if there is none
	 */
	public @Nullable WasmSetting getSetting() {
		return this.message.text().setting();
	}

	/**
	 * Return the value that the {@linkplain #getSetting() setting} should have.
	 * @return the value, or {@code null} if none is known
	 */
	public @Nullable String getValue() {
		return this.message.text().value();
	}

	/**
	 * Return what happened, as a part of the message of another exception.
	 * @return the fact, without the names of module, function and backend
	 */
	public WasmText getFactText() {
		return this.message.fact();
	}

	/**
	 * Return what to do about it, as a part of the message of another exception.
	 * @return the remedy, or {@code null} if none is known
	 */
	public @Nullable WasmText getRemedyText() {
		return this.message.remedy();
	}

	@Override
	public String getMessage() {
		return this.message.toString();
	}

}
