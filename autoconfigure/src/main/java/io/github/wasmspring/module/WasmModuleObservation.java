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

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.instance.InstanceUsage;
import io.github.wasmspring.instance.PoolListener;

/**
 * Observes one version of a module. Implementations are thread-safe, return soon, and
 * throw nothing.
 *
 * @since 0.1.0
 */
public interface WasmModuleObservation extends PoolListener {

	/**
	 * The module is registered: no other module has its name until it is
	 * {@linkplain #removed() removed}.
	 * @param load how it was loaded
	 * @param instances how many instances it has, which lives as long as the module
	 */
	void registered(WasmModuleLoad load, InstanceUsage instances);

	/**
	 * This version has taken the place of another one.
	 */
	default void tookOver() {
	}

	/**
	 * Another version could not take the place of this one, which serves on.
	 * @param failure why it could not
	 */
	default void replacementFailed(Throwable failure) {
	}

	/**
	 * Calls are refused from now on.
	 * @param failure what the guest failed with last, or {@code null} if somebody has
	 * suspended the module
	 */
	default void suspended(@Nullable Throwable failure) {
	}

	/**
	 * The module is about to be removed, or another version serves and the calls of this
	 * one have ended. May be told more than once, and before
	 * {@link #registered(WasmModuleLoad, InstanceUsage)}.
	 */
	void removed();

}
