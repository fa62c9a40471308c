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

import io.github.wasmspring.WasmModuleState;

/**
 * What there is to know about a module at one time.
 *
 * @param name the name of the module
 * @param backend the backend of the version that serves
 * @param digest the digest of the version that serves, or {@code null} if none does yet
 * @param state its state
 * @param version its number, 0 if none ever served
 * @param owner who registered it
 * @param activeInstances how many of its instances are in use
 * @param idleInstances how many are kept for later calls
 * @param memory the size of their exported memories in bytes
 * @param load how it was made ready to call, or {@code null} if it is not
 * @param awaited whether it is among what the application starts with, and still loaded
 * in the background
 * @param stagedDigest the digest of the version that is staged, or {@code null}
 * @param earlierDigest the digest of the version before, or {@code null}
 * @param lastFailure the last failure of its guest that counted, or why it could not be
 * loaded, or {@code null}
 * @param replacementFailure why the last replacement failed, or {@code null} if it did
 * not
 * @since 0.1.0
 */
public record WasmModuleDetails(String name, String backend, @Nullable String digest, WasmModuleState state,
		long version, ModuleOwner owner, int activeInstances, int idleInstances, long memory,
		@Nullable WasmModuleLoad load, boolean awaited, @Nullable String stagedDigest, @Nullable String earlierDigest,
		@Nullable Throwable lastFailure, @Nullable Throwable replacementFailure) {

	static WasmModuleDetails of(DefaultWasmModule module) {
		ModuleArrival arrival = module.serving().findArrival();
		return (arrival != null) ? of(module, arrival) : of(module, module.serving().get());
	}

	private static WasmModuleDetails of(DefaultWasmModule module, ModuleArrival arrival) {
		ModuleHistory history = module.history();
		ModuleVersion staged = history.getStaged();
		WasmModuleState state = module.getState();
		return new WasmModuleDetails(module.getName(), arrival.definition().backend(), null, state, module.getVersion(),
				arrival.definition().owner(), 0, 0, 0, null,
				arrival.isAwaited() && arrival.getState() == WasmModuleState.LOADING,
				(staged != null) ? staged.getDigest() : null, null, arrival.getFailure(), history.getFailure());
	}

	private static WasmModuleDetails of(DefaultWasmModule module, ModuleVersion version) {
		ModuleHistory history = module.history();
		ModuleVersion staged = history.getStaged();
		ModuleHistory.EarlierVersion earlier = history.getEarlier();
		FailurePolicy policy = version.getPolicy();
		return new WasmModuleDetails(module.getName(), version.getBackend(), version.getDigest(), module.getState(),
				version.getVersion(), version.getDefinition().owner(), module.getUsage().getActive(),
				module.getUsage().getIdle(), module.getUsage().getMemory(), version.getLoad(), false,
				(staged != null) ? staged.getDigest() : null, (earlier != null) ? earlier.digest() : null,
				(policy != null) ? policy.getFailure() : null, history.getFailure());
	}

}
