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

import java.util.Collection;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when there is no module of a name.
 *
 * @since 0.1.0
 */
public class NoSuchWasmModuleException extends WasmException {

	private static final long serialVersionUID = 1L;

	private final String moduleName;

	/**
	 * Create a new exception.
	 * @param moduleName the name that was looked up
	 * @param knownNames the names of all modules
	 */
	public NoSuchWasmModuleException(String moduleName, Collection<String> knownNames) {
		this(moduleName, knownNames, null);
	}

	/**
	 * Create a new exception.
	 * @param moduleName the name that was looked up
	 * @param knownNames the names of all modules
	 * @param requester who asked for it, or {@code null}
	 */
	public NoSuchWasmModuleException(String moduleName, Collection<String> knownNames, @Nullable String requester) {
		this(new WasmErrorContext(moduleName, null, null), knownNames, requester);
	}

	/**
	 * Create a new exception.
	 * @param context names the module that was looked up
	 * @param knownNames the names of all modules
	 * @param requester who asked for it, or {@code null}
	 */
	public NoSuchWasmModuleException(WasmErrorContext context, Collection<String> knownNames,
			@Nullable String requester) {
		this(context, Objects.requireNonNullElse(context.module(), ""), knownNames, requester);
	}

	private NoSuchWasmModuleException(WasmErrorContext context, String moduleName, Collection<String> knownNames,
			@Nullable String requester) {
		super(context,
				WasmText.of("there is no such module%s", (requester != null) ? ", but " + requester + " needs it" : ""),
				WasmText.of("Set %s, put the file '%s.wasm' where %s finds it, or use one of the known names: %s.",
						WasmSetting.LOCATION, moduleName, WasmSetting.LOCATIONS,
						SimilarNames.list(moduleName, knownNames)),
				null);
		this.moduleName = moduleName;
	}

	/**
	 * Return the name that was looked up.
	 * @return the name
	 */
	public String getModuleName() {
		return this.moduleName;
	}

}
