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

/**
 * Thrown through a guest that ends itself by {@code proc_exit}, also with code 0. A
 * {@link BackendFunction} lets it pass as it is, and so does
 * {@link BackendModule#instantiate(BackendImports)}: it is not a trap.
 *
 * @since 0.1.0
 */
public final class GuestExit extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int exitCode;

	/**
	 * Create a new exit.
	 * @param exitCode the code that the guest passed
	 */
	public GuestExit(int exitCode) {
		super("guest exited with code " + exitCode, null, false, false);
		this.exitCode = exitCode;
	}

	/**
	 * Return the code that the guest passed to {@code proc_exit}.
	 * @return the exit code
	 */
	public int getExitCode() {
		return this.exitCode;
	}

}
