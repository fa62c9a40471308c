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

import org.jspecify.annotations.Nullable;

/**
 * Thrown when an instance cannot be made because there is no memory for it: all instances
 * together have taken as much as they may, or the heap is full. The module itself is
 * fine, and so is a later call once others have given memory back.
 *
 * @since 0.1.0
 */
public class WasmMemoryExhaustedException extends WasmException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create a new exception.
	 * @param context what the error is about
	 * @param fact what happened, without a full stop
	 * @param remedy what to do about it, as a sentence, or {@code null}
	 * @param cause the cause, or {@code null}
	 */
	public WasmMemoryExhaustedException(WasmErrorContext context, WasmText fact, @Nullable WasmText remedy,
			@Nullable Throwable cause) {
		super(context, fact, remedy, cause);
	}

	/**
	 * Return this failure with names for the settings that it is about.
	 * @param names what the settings of the module are called
	 * @return a new exception in the place of this one, or this one if it has names
	 * already
	 */
	public WasmMemoryExhaustedException withSettingNames(SettingNames names) {
		if (getContext().settingNames() != null) {
			return this;
		}
		WasmMemoryExhaustedException named = new WasmMemoryExhaustedException(getContext().withSettingNames(names),
				getFactText(), getRemedyText(), getCause());
		named.setStackTrace(getStackTrace());
		return named;
	}

}
