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

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a module cannot be loaded.
 *
 * @since 0.1.0
 */
public class WasmLoadException extends WasmException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	private final @Nullable Integer offset;

	/**
	 * Create a new exception.
	 * @param reason why the module cannot be loaded
	 * @param context what the error is about
	 * @param fact what happened, without a full stop
	 * @param remedy what to do about it, as a sentence, or {@code null}
	 * @param cause the cause, or {@code null}
	 */
	public WasmLoadException(Reason reason, WasmErrorContext context, String fact, @Nullable String remedy,
			@Nullable Throwable cause) {
		this(reason, context, fact, remedy, null, cause);
	}

	/**
	 * Create a new exception for a place in the binary.
	 * @param reason why the module cannot be loaded
	 * @param context what the error is about
	 * @param fact what happened, without a full stop
	 * @param remedy what to do about it, as a sentence, or {@code null}
	 * @param offset the place, in bytes from the start of the binary, or {@code null}
	 * @param cause the cause, or {@code null}
	 */
	public WasmLoadException(Reason reason, WasmErrorContext context, String fact, @Nullable String remedy,
			@Nullable Integer offset, @Nullable Throwable cause) {
		this(reason, context, WasmText.of(fact), (remedy != null) ? WasmText.of(remedy) : null, offset, cause);
	}

	/**
	 * Create a new exception that may name settings.
	 * @param reason why the module cannot be loaded
	 * @param context what the error is about
	 * @param fact what happened, without a full stop
	 * @param remedy what to do about it, as a sentence, or {@code null}
	 * @param cause the cause, or {@code null}
	 */
	public WasmLoadException(Reason reason, WasmErrorContext context, WasmText fact, @Nullable WasmText remedy,
			@Nullable Throwable cause) {
		this(reason, context, fact, remedy, null, cause);
	}

	/**
	 * Create a new exception for a place in the binary that may name settings.
	 * @param reason why the module cannot be loaded
	 * @param context what the error is about
	 * @param fact what happened, without a full stop
	 * @param remedy what to do about it, as a sentence, or {@code null}
	 * @param offset the place, in bytes from the start of the binary, or {@code null}
	 * @param cause the cause, or {@code null}
	 */
	public WasmLoadException(Reason reason, WasmErrorContext context, WasmText fact, @Nullable WasmText remedy,
			@Nullable Integer offset, @Nullable Throwable cause) {
		super(context, fact, remedy, cause);
		this.reason = reason;
		this.offset = offset;
	}

	/**
	 * Return the same failure of another module, which has the same binary.
	 * @param name the name of the other module
	 * @return a new exception that names the other module, with this one as its cause; or
	 * this one if it names that module already
	 */
	public WasmLoadException withModule(String name) {
		return (name.equals(getContext().module())) ? this : with(getContext().withModule(name), this);
	}

	/**
	 * Return this failure with names for the settings that it is about.
	 * @param names what the settings of the module are called
	 * @return a new exception in the place of this one, or this one if it has names
	 * already
	 */
	public WasmLoadException withSettingNames(SettingNames names) {
		if (getContext().settingNames() != null) {
			return this;
		}
		WasmLoadException named = with(getContext().withSettingNames(names), getCause());
		named.setStackTrace(getStackTrace());
		Arrays.stream(getSuppressed()).forEach(named::addSuppressed);
		return named;
	}

	private WasmLoadException with(WasmErrorContext context, @Nullable Throwable cause) {
		return new WasmLoadException(this.reason, context, getFactText(), getRemedyText(), this.offset, cause);
	}

	/**
	 * Return where the binary is wrong.
	 * @return the place in bytes from its start, or {@code null} if it is not known
	 */
	public @Nullable Integer getOffset() {
		return this.offset;
	}

	/**
	 * Return why the module cannot be loaded.
	 * @return the reason
	 */
	public Reason getReason() {
		return this.reason;
	}

	/**
	 * Why a module cannot be loaded.
	 */
	public enum Reason {

		/**
		 * The configuration contradicts itself or lacks something.
		 */
		MISCONFIGURED,

		/**
		 * There is nothing at the location.
		 */
		NOT_FOUND,

		/**
		 * The location cannot be read.
		 */
		UNREADABLE,

		/**
		 * The binary is larger than allowed.
		 */
		TOO_LARGE,

		/**
		 * The binary has another digest than configured.
		 */
		DIGEST_MISMATCH,

		/**
		 * The compiled form is not signed with the application's secret.
		 */
		UNTRUSTED,

		/**
		 * The bytes are not WebAssembly.
		 */
		NOT_WASM,

		/**
		 * The bytes are a component, not a core module.
		 */
		COMPONENT,

		/**
		 * The binary ends too early.
		 */
		TRUNCATED,

		/**
		 * The binary does not follow the binary format.
		 */
		MALFORMED,

		/**
		 * The module does not pass validation.
		 */
		INVALID,

		/**
		 * The module asks for more than its limits allow.
		 */
		LIMIT_EXCEEDED,

		/**
		 * The module imports what nothing provides, or exports something else than is
		 * expected of it. Only the outcome of a validation says so; when a module is
		 * loaded, a {@link WasmLinkException} is thrown.
		 */
		UNLINKABLE,

		/**
		 * The module takes longer to compile than it may.
		 */
		COMPILE_TIMEOUT,

		/**
		 * The thread was interrupted while it waited for the module to be compiled.
		 */
		INTERRUPTED,

		/**
		 * The module uses a feature that the backend does not support.
		 */
		UNSUPPORTED,

		/**
		 * There is no such backend.
		 */
		UNKNOWN_BACKEND,

		/**
		 * The backend lacks a library.
		 */
		BACKEND_UNAVAILABLE

	}

}
