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

package io.github.wasmspring.backend;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmText;
import io.github.wasmspring.WasmTrapKind;

/**
 * How a backend reports that a guest trapped. The rooms above turn it into an exception
 * that names module and function, so it has no stack trace of its own.
 *
 * @since 0.1.0
 */
public final class GuestTrap extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final WasmTrapKind kind;

	private final List<String> functions;

	private final transient WasmText text;

	/**
	 * Create a new trap.
	 * @param kind the kind of trap
	 * @param detail what the engine says, or {@code null} if it says no more than the
	 * kind
	 * @param cause the exception of a host function, or of the engine, or {@code null}
	 */
	public GuestTrap(WasmTrapKind kind, @Nullable String detail, @Nullable Throwable cause) {
		this(kind, detail, List.of(), cause);
	}

	/**
	 * Create a new trap that tells where the guest was.
	 * @param kind the kind of trap
	 * @param detail what the engine says, or {@code null} if it says no more than the
	 * kind
	 * @param functions names of the guest's functions that were running, the innermost
	 * first; printable
	 * @param cause the exception of a host function, or of the engine, or {@code null}
	 */
	public GuestTrap(WasmTrapKind kind, @Nullable String detail, List<String> functions, @Nullable Throwable cause) {
		this(kind, WasmText.of((detail != null) ? detail : kind.toString()), functions, cause);
	}

	private GuestTrap(WasmTrapKind kind, WasmText text, List<String> functions, @Nullable Throwable cause) {
		super(null, cause, false, false);
		this.kind = kind;
		this.functions = List.copyOf(functions);
		this.text = text;
	}

	/**
	 * Create a new trap that may name settings.
	 * @param kind the kind of trap
	 * @param text what the engine says
	 * @return the trap
	 */
	public static GuestTrap of(WasmTrapKind kind, WasmText text) {
		return new GuestTrap(kind, text, List.of(), null);
	}

	@Override
	public String getMessage() {
		return this.text.toString();
	}

	/**
	 * Return what the engine says, which can name settings.
	 * @return the message as a text
	 */
	public WasmText getText() {
		return this.text;
	}

	/**
	 * Create a trap that the exception of a host function is. Where guest and host called
	 * each other many times, its causes are not all of them.
	 * @param failure what the host function threw
	 * @param functions names of the guest's functions that were running, the innermost
	 * first; printable
	 * @return the trap
	 */
	public static GuestTrap ofHostFunction(Throwable failure, List<String> functions) {
		return new GuestTrap(WasmTrapKind.HOST_EXCEPTION, "host function failed: " + NestedFailures.describe(failure),
				functions, NestedFailures.shorten(failure));
	}

	/**
	 * Return the kind of trap.
	 * @return the kind
	 */
	public WasmTrapKind getKind() {
		return this.kind;
	}

	/**
	 * Return the functions of the guest that were running.
	 * @return their names, the innermost first, or none if the backend does not know
	 */
	public List<String> getFunctions() {
		return this.functions;
	}

}
