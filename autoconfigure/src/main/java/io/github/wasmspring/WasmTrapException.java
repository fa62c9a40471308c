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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a guest traps, or when a host function that it called throws.
 *
 * @since 0.1.0
 */
public class WasmTrapException extends WasmException {

	private static final long serialVersionUID = 1L;

	private final WasmTrapKind kind;

	@SuppressWarnings("serial")
	private final List<String> functions;

	/**
	 * Create a new exception.
	 * @param kind the kind of trap
	 * @param context what the error is about
	 * @param fact what happened, without a full stop
	 * @param cause the cause, or {@code null}
	 */
	public WasmTrapException(WasmTrapKind kind, WasmErrorContext context, String fact, @Nullable Throwable cause) {
		this(kind, context, fact, List.of(), cause);
	}

	/**
	 * Create a new exception that tells where the guest was.
	 * @param kind the kind of trap
	 * @param context what the error is about
	 * @param fact what happened, without a full stop
	 * @param functions the functions of the guest that were running, the innermost first
	 * @param cause the cause, or {@code null}
	 */
	public WasmTrapException(WasmTrapKind kind, WasmErrorContext context, String fact, List<String> functions,
			@Nullable Throwable cause) {
		this(kind, context, WasmText.of(fact), functions, cause);
	}

	/**
	 * Create a new exception that tells where the guest was and may name settings.
	 * @param kind the kind of trap
	 * @param context what the error is about
	 * @param fact what happened, without a full stop
	 * @param functions the functions of the guest that were running, the innermost first
	 * @param cause the cause, or {@code null}
	 */
	public WasmTrapException(WasmTrapKind kind, WasmErrorContext context, WasmText fact, List<String> functions,
			@Nullable Throwable cause) {
		this(kind, context, fact, null, functions, cause);
	}

	/**
	 * Create a new exception of which it is known what to do about it.
	 * @param kind the kind of trap
	 * @param context what the error is about
	 * @param fact what happened, without a full stop
	 * @param remedy what to do about it, as a sentence, or {@code null}
	 * @param functions the functions of the guest that were running, the innermost first
	 * @param cause the cause, or {@code null}
	 */
	public WasmTrapException(WasmTrapKind kind, WasmErrorContext context, WasmText fact, @Nullable WasmText remedy,
			List<String> functions, @Nullable Throwable cause) {
		super(context, fact, remedy, cause);
		this.kind = kind;
		this.functions = List.copyOf(functions);
	}

	/**
	 * Return the kind of trap.
	 * @return the kind
	 */
	public WasmTrapKind getKind() {
		return this.kind;
	}

	/**
	 * Return the functions of the guest that were running, as its name section calls
	 * them. Of a deep recursion there are only the innermost ones.
	 * @return the names, the innermost first; none if the backend does not know
	 */
	public List<String> getFunctions() {
		return this.functions;
	}

}
