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

package io.github.wasmspring.wasi;

/**
 * Thrown for what a sandbox refuses, with what the guest is told.
 *
 * @since 0.1.0
 */
public final class SandboxException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final WasiError error;

	SandboxException(WasiError error, Object path) {
		super(error + ": " + path, null, false, false);
		this.error = error;
	}

	/**
	 * Return what the guest is told.
	 * @return the error
	 */
	public WasiError getError() {
		return this.error;
	}

}
