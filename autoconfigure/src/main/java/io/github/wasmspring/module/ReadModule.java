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

import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.binary.WasmBinary;

/**
 * A module that was read and checked, and which no engine has seen yet.
 *
 * @param definition what it was read by
 * @param backend the backend that is to run it
 * @param bytes what was read
 * @param digest the digest of its binary
 * @param binary what to compile, or {@code null} if it is serialized
 * @param serialized its compiled form, or {@code null} if it has to be compiled
 * @param stamp stamp of its file before it was read, or {@code null}
 * @param known whether the same was loaded before
 * @param nanos how long that took, in nanoseconds
 */
record ReadModule(WasmModuleDefinition definition, WasmBackend backend, byte[] bytes, String digest,
		@Nullable WasmBinary binary, @Nullable SerializedModule serialized, @Nullable FileStamp stamp, boolean known,
		long nanos) {

	static ReadModule binary(WasmModuleDefinition definition, WasmBackend backend, byte[] bytes, WasmBinary binary,
			@Nullable FileStamp stamp) {
		return new ReadModule(definition, backend, bytes, binary.getDigest(), binary, null, stamp, false, 0);
	}

	static ReadModule serialized(WasmModuleDefinition definition, WasmBackend backend, byte[] bytes,
			SerializedModule serialized) {
		return new ReadModule(definition, backend, bytes, serialized.digest(), null, serialized, null, false, 0);
	}

	/**
	 * Return this module as one that an interpreter runs until it is compiled.
	 * @param interpreter the interpreter
	 */
	ReadModule on(WasmBackend interpreter) {
		return new ReadModule(this.definition, interpreter, this.bytes, this.digest, this.binary, this.serialized,
				this.stamp, this.known, this.nanos);
	}

	/**
	 * Return whether another backend runs it than its definition says.
	 */
	boolean isInterim() {
		return !this.backend.getId().equals(this.definition.backend());
	}

	ReadModule asKnown() {
		return new ReadModule(this.definition, this.backend, this.bytes, this.digest, this.binary, this.serialized,
				this.stamp, true, this.nanos);
	}

	ReadModule within(long nanos) {
		return new ReadModule(this.definition, this.backend, this.bytes, this.digest, this.binary, this.serialized,
				this.stamp, this.known, nanos);
	}

}
