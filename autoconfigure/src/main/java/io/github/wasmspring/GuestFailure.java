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

import org.springframework.util.Assert;

/**
 * Thrown by a function that a guest imports when the guest uses it to say that it failed.
 * It ends the call, whose caller gets a {@link WasmGuestException} with the message.
 *
 * @since 0.1.0
 */
public final class GuestFailure extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String guestMessage;

	private final @Nullable Integer code;

	/**
	 * Create a new failure.
	 * @param guestMessage what the guest said, which may be empty
	 */
	public GuestFailure(String guestMessage) {
		this(guestMessage, null);
	}

	/**
	 * Create a new failure with a code.
	 * @param guestMessage what the guest said, which may be empty
	 * @param code the code that the guest gave, or {@code null}
	 */
	public GuestFailure(String guestMessage, @Nullable Integer code) {
		super(guestMessage, null, false, false);
		Assert.notNull(guestMessage, "'guestMessage' must not be null");
		this.guestMessage = guestMessage;
		this.code = code;
	}

	/**
	 * Return the code that the guest gave.
	 * @return the code, or {@code null} if it gave none
	 */
	public @Nullable Integer getCode() {
		return this.code;
	}

	/**
	 * Return what the guest said.
	 * @return the message, which may be empty
	 */
	public String getGuestMessage() {
		return this.guestMessage;
	}

}
