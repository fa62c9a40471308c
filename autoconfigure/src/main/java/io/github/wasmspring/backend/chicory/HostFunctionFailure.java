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

/**
 * Carries the exception of a host function through the frames of a guest, and a stack
 * trace of its own, which tells the functions of the guest.
 */
final class HostFunctionFailure extends RuntimeException {

	private static final long serialVersionUID = 1L;

	HostFunctionFailure(Throwable cause) {
		super(null, cause, false, true);
		setStackTrace(GuestBacktrace.innermost());
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		// a deep stack takes long
		return this;
	}

}
