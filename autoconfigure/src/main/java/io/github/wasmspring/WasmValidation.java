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

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Outcome of validating a binary without compiling or running it. What the binary
 * imports, exports and needs is told also if something is wrong with it, as far as it
 * could be read.
 *
 * @param reason why the binary cannot be loaded, or {@code null} if it can
 * @param problem what is wrong, or {@code null} if nothing is
 * @param offset where it is wrong, in bytes from the start of the binary; {@code null} if
 * nothing is wrong, or what is wrong has no place
 * @param remedy what to do about it, or {@code null} if nothing is known
 * @param imports what the binary imports, in its order
 * @param exports what the binary exports, in its order
 * @param features what the binary needs of a backend
 * @since 0.1.0
 */
public record WasmValidation(WasmLoadException.@Nullable Reason reason, @Nullable String problem,
		@Nullable Integer offset, @Nullable String remedy, List<WasmImport> imports, List<WasmExport> exports,
		Set<WasmFeature> features) {

	/**
	 * Create a new outcome.
	 * @param reason why the binary cannot be loaded, or {@code null} if it can
	 * @param problem what is wrong, or {@code null} if nothing is
	 * @param offset where it is wrong, or {@code null}
	 * @param remedy what to do about it, or {@code null}
	 * @param imports what the binary imports
	 * @param exports what the binary exports
	 * @param features what the binary needs of a backend
	 */
	public WasmValidation {
		imports = List.copyOf(imports);
		exports = List.copyOf(exports);
		features = Set.copyOf(features);
	}

	/**
	 * Return whether the binary can be loaded.
	 * @return whether nothing is wrong
	 */
	public boolean isValid() {
		return this.reason == null;
	}

}
