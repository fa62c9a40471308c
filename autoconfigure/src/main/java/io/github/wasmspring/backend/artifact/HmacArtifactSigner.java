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

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.backend.ArtifactSigner;

/**
 * Signs by HMAC-SHA-256.
 *
 * @since 0.1.0
 */
public final class HmacArtifactSigner implements ArtifactSigner {

	/**
	 * Fewest characters that a secret may have.
	 */
	public static final int MIN_SECRET_LENGTH = 32;

	static final int KEY_SIZE = 32;

	private static final String ALGORITHM = "HmacSHA256";

	private final SecretKeySpec key;

	private final boolean persistent;

	private HmacArtifactSigner(byte[] key, boolean persistent) {
		this.key = new SecretKeySpec(key, ALGORITHM);
		this.persistent = persistent;
	}

	/**
	 * Create a signer whose key is a secret.
	 * @param secret the secret, at least {@value #MIN_SECRET_LENGTH} characters
	 * @return the signer
	 * @throws WasmLoadException if the secret is too short
	 */
	public static HmacArtifactSigner ofSecret(String secret) {
		Assert.notNull(secret, "'secret' must not be null");
		if (secret.length() < MIN_SECRET_LENGTH) {
			throw new WasmLoadException(Reason.MISCONFIGURED, new WasmErrorContext(null, null, null),
					WasmText.of("%s has %d characters, but at least %d are needed", WasmSetting.CACHE_SECRET,
							secret.length(), MIN_SECRET_LENGTH),
					WasmText
						.of("Make one with 'openssl rand -base64 32', and give it to every application that shares artifacts."),
					null);
		}
		return new HmacArtifactSigner(secret.getBytes(StandardCharsets.UTF_8), true);
	}

	/**
	 * Create a signer whose key is in a file of a directory, readable only by the owner.
	 * The first one who comes creates it.
	 * @param directory the directory
	 * @return the signer, whose key is known to this object only if the file can neither
	 * be read nor be created, or others can read or replace it
	 */
	public static HmacArtifactSigner ofDirectory(PrivateDirectory directory) {
		Assert.notNull(directory, "'directory' must not be null");
		byte[] key = new DirectoryKey(directory).get();
		return (key != null) ? new HmacArtifactSigner(key, false) : random();
	}

	/**
	 * Create a signer whose key nobody else knows: what it signs can be verified by the
	 * same object only.
	 * @return the signer
	 */
	public static HmacArtifactSigner random() {
		return new HmacArtifactSigner(randomKey(), false);
	}

	static byte[] randomKey() {
		byte[] key = new byte[KEY_SIZE];
		new SecureRandom().nextBytes(key);
		return key;
	}

	/**
	 * Return whether the key is a secret, which other applications can have as well.
	 */
	@Override
	public boolean isPersistent() {
		return this.persistent;
	}

	@Override
	public byte[] sign(byte[] content) {
		Assert.notNull(content, "'content' must not be null");
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			return mac.doFinal(content);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has HmacSHA256", ex);
		}
	}

	@Override
	public boolean verify(byte[] content, byte[] signature) {
		Assert.notNull(signature, "'signature' must not be null");
		return MessageDigest.isEqual(sign(content), signature);
	}

}
