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

package io.github.wasmspring.abi;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmText;

/**
 * Thrown when a module has no allocator that fits, which is the same for all methods that
 * need one.
 *
 * @since 0.1.0
 */
public class MissingAllocatorException extends WasmLinkException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create a new exception.
	 * @param context what the error is about
	 * @param fact what happened, without a full stop
	 * @param remedy what to do about it, as a sentence
	 */
	public MissingAllocatorException(WasmErrorContext context, WasmText fact, WasmText remedy) {
		super(context, fact, remedy, null);
	}

}
