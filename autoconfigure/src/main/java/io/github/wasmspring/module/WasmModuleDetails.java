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
 * @param digest the digest of the version that serves, or served last
 * @param state its state
 * @param version its number
 * @param owner who registered it
 * @param activeInstances how many of its instances are in use
 * @param idleInstances how many are kept for later calls
 * @param memory the size of their exported memories in bytes
 * @param load how it was made ready to call
 * @param stagedDigest the digest of the version that is staged, or {@code null}
 * @param earlierDigest the digest of the version before, or {@code null}
 * @param lastFailure the last failure of its guest that counted, or {@code null}
 * @param replacementFailure why the last replacement failed, or {@code null} if it did
 * not
 * @since 0.1.0
 */
public record WasmModuleDetails(String name, String backend, String digest, WasmModuleState state, long version,
		ModuleOwner owner, int activeInstances, int idleInstances, long memory, WasmModuleLoad load,
		@Nullable String stagedDigest, @Nullable String earlierDigest, @Nullable Throwable lastFailure,
		@Nullable Throwable replacementFailure) {

	static WasmModuleDetails of(DefaultWasmModule module) {
		ModuleVersion version = module.serving().get();
		ModuleHistory history = module.history();
		ModuleVersion staged = history.getStaged();
		ModuleHistory.EarlierVersion earlier = history.getEarlier();
		FailurePolicy policy = version.getPolicy();
		return new WasmModuleDetails(module.getName(), version.getBackend(), version.getDigest(), module.getState(),
				version.getVersion(), version.getDefinition().owner(), module.getUsage().getActive(),
				module.getUsage().getIdle(), module.getUsage().getMemory(), version.getLoad(),
				(staged != null) ? staged.getDigest() : null, (earlier != null) ? earlier.digest() : null,
				(policy != null) ? policy.getFailure() : null, history.getFailure());
	}

}
