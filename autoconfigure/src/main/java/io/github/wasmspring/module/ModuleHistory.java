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

import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * What a module was and may be, apart from the version that serves. Its lock is held
 * while the module changes.
 */
final class ModuleHistory {

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable EarlierVersion earlier;

	private volatile @Nullable ModuleVersion staged;

	/**
	 * Digest of the version that was rolled back.
	 */
	private volatile @Nullable String rejected;

	private volatile @Nullable Throwable failure;

	ReentrantLock lock() {
		return this.lock;
	}

	@Nullable EarlierVersion getEarlier() {
		return this.earlier;
	}

	void setEarlier(@Nullable EarlierVersion earlier) {
		this.earlier = earlier;
	}

	@Nullable ModuleVersion getStaged() {
		return this.staged;
	}

	/**
	 * Stage a version in the place of what was staged, which is discarded.
	 */
	void setStaged(@Nullable ModuleVersion staged) {
		ModuleVersion dropped = takeStaged();
		this.staged = staged;
		if (dropped != null) {
			dropped.discard();
		}
	}

	@Nullable ModuleVersion takeStaged() {
		ModuleVersion staged = this.staged;
		this.staged = null;
		return staged;
	}

	@Nullable String getRejected() {
		return this.rejected;
	}

	void setRejected(@Nullable String digest) {
		this.rejected = digest;
	}

	/**
	 * Return why the last replacement failed, or {@code null} if it did not.
	 */
	@Nullable Throwable getFailure() {
		return this.failure;
	}

	void setFailure(@Nullable Throwable failure) {
		this.failure = failure;
	}

	/**
	 * Forget everything.
	 */
	void clear() {
		setStaged(null);
		this.earlier = null;
		this.rejected = null;
		this.failure = null;
	}

	/**
	 * The version that served before.
	 *
	 * @param definition what it was loaded by
	 * @param digest the digest of its binary
	 * @param bytes what was read from its location then
	 */
	record EarlierVersion(WasmModuleDefinition definition, String digest, byte[] bytes) {

		static EarlierVersion of(ModuleVersion version) {
			return new EarlierVersion(version.getDefinition(), version.getDigest(), version.getBytes());
		}

	}

}
