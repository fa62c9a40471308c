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

package io.github.wasmspring.backend.artifact;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.backend.ArtifactSigner;

/**
 * The artifacts of a store. Those that cannot be trusted are dropped, and one warning
 * names them. Nothing that goes wrong here is an exception.
 *
 * @since 0.1.0
 */
public final class SignedArtifacts {

	private static final Log logger = LogFactory.getLog(SignedArtifacts.class);

	private final ArtifactStore store;

	private final SignedArtifact envelope;

	private final Runnable dropped;

	/**
	 * Create the artifacts of a store.
	 * @param store keeps them
	 * @param signer signs them
	 */
	public SignedArtifacts(ArtifactStore store, ArtifactSigner signer) {
		this(store, signer, () -> {
		});
	}

	/**
	 * Create the artifacts of a store.
	 * @param store keeps them
	 * @param signer signs them
	 * @param dropped called for each artifact that is dropped
	 */
	public SignedArtifacts(ArtifactStore store, ArtifactSigner signer, Runnable dropped) {
		Assert.notNull(dropped, "'dropped' must not be null");
		this.store = TolerantArtifactStore.of(store);
		this.envelope = new SignedArtifact(signer);
		this.dropped = dropped;
	}

	/**
	 * Return an artifact.
	 * @param key the key of the module
	 * @param owner who asks for it, for messages
	 * @return the artifact as it was written, or {@code null} if there is none
	 */
	public byte @Nullable [] read(ArtifactKey key, String owner) {
		byte[] sealed = this.store.get(key.id());
		if (sealed == null) {
			return null;
		}
		try {
			return this.envelope.open(key, sealed);
		}
		catch (BadArtifactException ex) {
			drop(key, owner, String.valueOf(ex.getMessage()));
		}
		catch (RuntimeException ex) {
			drop(key, owner, "its signature cannot be verified: " + ex);
		}
		return null;
	}

	/**
	 * Drop an artifact, since it must not be used.
	 * @param key the key of the module
	 * @param owner who asked for it, for messages
	 * @param reason the reason, a clause that follows "because"
	 */
	public void drop(ArtifactKey key, String owner, String reason) {
		this.dropped.run();
		logger.warn("%s: dropped the compiled form %s, because %s. The module is compiled again".formatted(owner,
				this.store.describe(key.id()), reason));
		this.store.remove(key.id());
	}

	/**
	 * Keep an artifact.
	 * @param key the key of the module
	 * @param owner who has it, for messages
	 * @param artifact the artifact
	 */
	public void write(ArtifactKey key, String owner, byte[] artifact) {
		byte[] sealed;
		try {
			sealed = this.envelope.seal(key, artifact);
		}
		catch (RuntimeException ex) {
			logger.warn("%s: its compiled form cannot be signed, and so is not kept".formatted(owner), ex);
			return;
		}
		this.store.put(key.id(), sealed);
	}

}
