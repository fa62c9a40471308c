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

import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a guest says itself that it failed.
 *
 * @since 0.1.0
 */
public class WasmGuestException extends WasmException {

	private static final long serialVersionUID = 1L;

	private final String guestMessage;

	private final @Nullable Integer code;

	/**
	 * Create a new exception.
	 * @param context what the error is about
	 * @param guestMessage what the guest said, which may be empty
	 * @param cause the cause, or {@code null}
	 */
	public WasmGuestException(WasmErrorContext context, String guestMessage, @Nullable Throwable cause) {
		this(context, guestMessage, null, cause);
	}

	/**
	 * Create a new exception with the code that the guest gave.
	 * @param context what the error is about
	 * @param guestMessage what the guest said, which may be empty
	 * @param code the code, or {@code null} if it gave none
	 * @param cause the cause, or {@code null}
	 */
	public WasmGuestException(WasmErrorContext context, String guestMessage, @Nullable Integer code,
			@Nullable Throwable cause) {
		this(context, "the guest failed%s%s".formatted((code != null) ? " with code " + code : "",
				(guestMessage.isEmpty()) ? "" : ": " + guestMessage), guestMessage, code, cause);
	}

	/**
	 * Create a new exception with a description of its own.
	 * @param context what the error is about
	 * @param fact what happened, without a full stop
	 * @param guestMessage what the guest said, which may be empty
	 * @param code the code that the guest gave, or {@code null}
	 * @param cause the cause, or {@code null}
	 */
	protected WasmGuestException(WasmErrorContext context, String fact, String guestMessage, @Nullable Integer code,
			@Nullable Throwable cause) {
		super(context, fact, null, cause);
		this.guestMessage = guestMessage;
		this.code = code;
	}

	/**
	 * Return what the guest said, in its own words.
	 * @return the message, which may be empty
	 */
	public String getGuestMessage() {
		return this.guestMessage;
	}

	/**
	 * Return the code by which the guest said that it failed.
	 * @return the code, which is empty if it gave none
	 */
	public OptionalInt getCode() {
		return (this.code != null) ? OptionalInt.of(this.code) : OptionalInt.empty();
	}

}
