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

package io.github.wasmspring.backend;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.binary.WasmBinary;

/**
 * An engine that runs modules. A bean of this type can be chosen by its id through
 * {@code wasm.backend} or {@code wasm.modules.<name>.backend}.
 * <p>
 * Implementations are thread-safe.
 *
 * @since 0.1.0
 */
public interface WasmBackend {

	/**
	 * Return the id by which the backend is chosen.
	 * @return the id, in kebab-case
	 */
	String getId();

	/**
	 * Compile a module. No code of the guest runs.
	 * @param binary the binary, which is valid and needs no other than the
	 * {@linkplain #getFeatures() features} of this backend
	 * @return the compiled module
	 * @throws WasmLoadException if the module cannot be compiled
	 */
	BackendModule load(WasmBinary binary);

	/**
	 * Return the features that modules of this backend may use. A module that uses
	 * another one is refused before it gets here. {@link WasmFeature#GARBAGE_COLLECTION}
	 * and {@link WasmFeature#LEGACY_EXCEPTIONS} are refused in any case.
	 * @return the features; none unless an implementation says so
	 */
	default Set<WasmFeature> getFeatures() {
		return Set.of();
	}

	/**
	 * Return the version of the engine, for people.
	 * @return the version, or {@code null} if it is not known
	 */
	default @Nullable String getVersion() {
		return null;
	}

	/**
	 * Return whether modules of this backend have to be trusted, because it runs them as
	 * native code, so that a flaw of the engine is one of the application.
	 * @return whether the backend is not for modules from strangers
	 */
	default boolean requiresTrust() {
		return false;
	}

	/**
	 * Return which other backend can run the modules of this one while they are compiled:
	 * it has the same features, and needs next to no time to load a module.
	 * @return the id of the backend, or {@code null} if there is none
	 */
	default @Nullable String getInterpreterId() {
		return null;
	}

	/**
	 * Return how much of the heap it may take to load a module. Loads that together would
	 * take more than there is wait for each other, and one that would by itself is
	 * refused.
	 * @param binary the binary
	 * @return an upper bound in bytes, rather than an average; four times the size of the
	 * module unless an implementation says something else
	 */
	default long estimateHeap(WasmBinary binary) {
		return 4L * binary.getModule().bytes().length;
	}

	/**
	 * Return what turns compiled modules of this backend into bytes and back.
	 * @return the artifacts, or {@code null} if compiled modules of this backend cannot
	 * leave the virtual machine
	 */
	default @Nullable BackendArtifacts getArtifacts() {
		return null;
	}

}
