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

package io.github.wasmspring.docs.backends;

import java.util.Set;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.binary.WasmBinary;

// tag::backend[]
class ReviewedBackend implements WasmBackend {

	private final WasmBackend delegate = ChicoryBackend.compiled();

	private final Set<String> reviewedDigests;

	ReviewedBackend(Set<String> reviewedDigests) {
		this.reviewedDigests = reviewedDigests;
	}

	@Override
	public String getId() {
		return "reviewed";
	}

	@Override
	public Set<WasmFeature> getFeatures() {
		return this.delegate.getFeatures();
	}

	@Override
	public BackendModule load(WasmBinary binary) {
		if (!this.reviewedDigests.contains(binary.getDigest())) {
			throw new WasmLoadException(Reason.DIGEST_MISMATCH, WasmErrorContext.of(binary.getName(), getId()),
					"nobody has reviewed the binary with the digest " + binary.getDigest(),
					"Have it reviewed, then add the digest to 'reviewed.digests'.", null);
		}
		return this.delegate.load(binary);
	}

}
// end::backend[]
