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
 * Thrown when a guest says itself that it failed.
 *
 * @since 0.1.0
 */
public class WasmGuestException extends WasmException {

	private static final long serialVersionUID = 1L;

	private final String guestMessage;

	/**
	 * Create a new exception.
	 * @param context what the error is about
	 * @param guestMessage what the guest said, which may be empty
	 * @param cause the cause, or {@code null}
	 */
	public WasmGuestException(WasmErrorContext context, String guestMessage, @Nullable Throwable cause) {
		this(context, "the guest failed" + ((guestMessage.isEmpty()) ? "" : ": " + guestMessage), guestMessage, cause);
	}

	/**
	 * Create a new exception with a description of its own.
	 * @param context what the error is about
	 * @param fact what happened, without a full stop
	 * @param guestMessage what the guest said, which may be empty
	 * @param cause the cause, or {@code null}
	 */
	protected WasmGuestException(WasmErrorContext context, String fact, String guestMessage,
			@Nullable Throwable cause) {
		super(context, fact, null, cause);
		this.guestMessage = guestMessage;
	}

	/**
	 * Return what the guest said, in its own words.
	 * @return the message, which may be empty
	 */
	public String getGuestMessage() {
		return this.guestMessage;
	}

}
