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

package io.github.wasmspring.instance;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmGlobal;
import io.github.wasmspring.WasmGlobalType;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.backend.BackendGlobal;

/**
 * A global variable that checks what it is set to.
 *
 * @param instance the instance that it belongs to
 * @param name the name of the export
 * @param type its type
 * @param global the backend's global
 */
record DefaultWasmGlobal(DefaultWasmInstance instance, String name, WasmGlobalType type,
		BackendGlobal global) implements WasmGlobal {

	@Override
	public WasmGlobalType getType() {
		return this.type;
	}

	@Override
	public Object get() {
		try {
			return this.type.valueType().fromRaw(this.instance.guarded(this.global::get));
		}
		catch (IllegalArgumentException ex) {
			throw mismatch(ex.getMessage(), ex);
		}
	}

	@Override
	public void set(Object value) {
		Assert.notNull(value, "'value' must not be null");
		if (!this.type.mutable()) {
			throw mismatch("is immutable", null);
		}
		try {
			long raw = this.type.valueType().toRaw(value);
			this.instance.guarded(() -> {
				this.global.set(raw);
				return null;
			});
		}
		catch (IllegalArgumentException ex) {
			throw mismatch(ex.getMessage(), ex);
		}
	}

	private WasmLinkException mismatch(@Nullable String fact, @Nullable Throwable cause) {
		return new WasmLinkException(this.instance.context(null), "global '%s': %s".formatted(this.name, fact),
				"The global's type is %s.".formatted(this.type), cause);
	}

}
