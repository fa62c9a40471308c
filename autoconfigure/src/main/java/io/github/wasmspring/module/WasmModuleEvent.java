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

package io.github.wasmspring.module;

import org.springframework.context.ApplicationEvent;
import org.springframework.util.Assert;

/**
 * Tells the application that a module has changed, after it did.
 *
 * @since 0.1.0
 */
public abstract class WasmModuleEvent extends ApplicationEvent {

	private static final long serialVersionUID = 1L;

	private final String moduleName;

	private final String digest;

	/**
	 * Create a new event.
	 * @param registry the registry of the module
	 * @param moduleName the name of the module
	 * @param digest the digest of its binary
	 */
	protected WasmModuleEvent(WasmModuleRegistry registry, String moduleName, String digest) {
		super(registry);
		Assert.notNull(moduleName, "'moduleName' must not be null");
		Assert.notNull(digest, "'digest' must not be null");
		this.moduleName = moduleName;
		this.digest = digest;
	}

	/**
	 * Return the name of the module.
	 * @return the name
	 */
	public String getModuleName() {
		return this.moduleName;
	}

	/**
	 * Return the digest of the version that serves or, once the module is removed, that
	 * served last.
	 * @return the digest, 64 lower-case hexadecimal digits, or an empty text if none ever
	 * served
	 */
	public String getDigest() {
		return this.digest;
	}

	/**
	 * Return the registry of the module.
	 * @return the registry
	 */
	public WasmModuleRegistry getRegistry() {
		return (WasmModuleRegistry) getSource();
	}

	@Override
	public String toString() {
		return "%s[module '%s', digest %s]".formatted(getClass().getSimpleName(), this.moduleName, this.digest);
	}

}
