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

/**
 * Thrown when a guest ends itself through {@code proc_exit}, or a command with a code
 * other than 0.
 *
 * @since 0.1.0
 */
public class WasmExitException extends WasmGuestException {

	private static final long serialVersionUID = 1L;

	private final int exitCode;

	/**
	 * Create a new exception.
	 * @param context what the error is about
	 * @param exitCode the code that the guest passed
	 */
	public WasmExitException(WasmErrorContext context, int exitCode) {
		this(context, exitCode, "");
	}

	/**
	 * Create a new exception of a command whose standard error is known.
	 * @param context what the error is about
	 * @param exitCode the code that the guest passed
	 * @param standardError what the guest wrote to standard error
	 */
	public WasmExitException(WasmErrorContext context, int exitCode, String standardError) {
		super(context,
				"guest exited with code " + exitCode + ((standardError.isBlank()) ? "" : ": " + standardError.strip()),
				standardError, exitCode, null);
		this.exitCode = exitCode;
	}

	/**
	 * Return the code that the guest passed to {@code proc_exit}.
	 * @return the exit code
	 */
	public int getExitCode() {
		return this.exitCode;
	}

	/**
	 * Return what a command wrote to standard error.
	 * @return the text, empty if there is none, or if it is not known
	 */
	public String getStandardError() {
		return getGuestMessage();
	}

}
