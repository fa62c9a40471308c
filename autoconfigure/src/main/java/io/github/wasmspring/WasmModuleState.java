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
 * State of a module, which is that of the version that serves.
 *
 * @since 0.1.0
 */
public enum WasmModuleState {

	/**
	 * The module is being loaded, and callers wait for it.
	 */
	LOADING,

	/**
	 * The module can be called.
	 */
	READY,

	/**
	 * The module is known, and loaded by the next call.
	 */
	IDLE,

	/**
	 * The module is there, but its calls fail at once.
	 */
	SUSPENDED,

	/**
	 * The module could not be loaded.
	 */
	FAILED,

	/**
	 * The module was removed, or the application has ended.
	 */
	CLOSED

}
