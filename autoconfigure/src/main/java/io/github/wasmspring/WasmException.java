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
 * states the fact and ends with what to do about it, if that is known.
 *
 * @since 0.1.0
 */
public abstract class WasmException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient WasmErrorContext context;

	private final String description;

	private final @Nullable String remedy;

	/**
	 * Create a new exception.
	 * @param context what the error is about
	 * @param fact what happened, without a full stop
	 * @param remedy what to do about it, as a sentence, or {@code null}
	 * @param cause the cause, or {@code null}
	 */
	protected WasmException(WasmErrorContext context, String fact, @Nullable String remedy, @Nullable Throwable cause) {
		super(cause);
		this.context = context;
		this.description = MessageText.printable(describe(context, fact));
		this.remedy = MessageText.remedy(remedy, context.module());
	}

	private static String describe(WasmErrorContext context, String fact) {
		String subject = context.toString();
		return (subject.isEmpty()) ? fact : subject + ": " + fact;
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

	@Override
	public String getMessage() {
		return (this.remedy != null) ? this.description + ". " + this.remedy : this.description;
	}

}
