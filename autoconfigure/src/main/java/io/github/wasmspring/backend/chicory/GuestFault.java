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

package io.github.wasmspring.backend.chicory;

import com.dylibso.chicory.wasm.ChicoryException;

/**
 * What compiled code throws when it traps, in place of Chicory's exceptions: its stack
 * trace has the innermost functions of the guest and nothing else. It is public for the
 * compiled code of guests.
 *
 * @since 0.1.0
 */
public final class GuestFault extends ChicoryException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create a new fault.
	 * @param message what Chicory says
	 */
	public GuestFault(String message) {
		super(message);
		setStackTrace(GuestBacktrace.innermost());
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		// a deep stack takes long
		return this;
	}

}
