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

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.backend.ArtifactSigner;

/**
 * Appends signatures, which may be of any length up to {@value #MAX_SIGNATURE} bytes, to
 * what they sign. The length comes last, in four bytes.
 *
 * @param signer signs and verifies
 * @since 0.1.0
 */
public record SignedContent(ArtifactSigner signer) {

	/**
	 * Most bytes of a signature.
	 */
	public static final int MAX_SIGNATURE = 65536;

	/**
	 * Create the form for a signer.
	 * @param signer signs and verifies
	 */
	public SignedContent {
		Assert.notNull(signer, "'signer' must not be null");
	}

	/**
	 * Sign content.
	 * @param content the content
	 * @return the content and its signature
	 * @throws IllegalStateException if the signer returns no signature, or one that is
	 * too long
	 */
	public byte[] sign(byte[] content) {
		Assert.notNull(content, "'content' must not be null");
		byte[] signature = this.signer.sign(content);
		Assert.state(signature.length > 0 && signature.length <= MAX_SIGNATURE,
				() -> "'%s' returned a signature of %d bytes, but there must be 1 to %d"
					.formatted(this.signer.getClass().getName(), signature.length, MAX_SIGNATURE));
		return ByteBuffer.allocate(content.length + signature.length + Integer.BYTES)
			.put(content)
			.put(signature)
			.putInt(signature.length)
			.array();
	}

	/**
	 * Verify the signature of content.
	 * @param signed what {@link #sign(byte[])} returned
	 * @return the content, or {@code null} if it was changed or cut off, or signed with
	 * another key
	 */
	public byte @Nullable [] verify(byte[] signed) {
		Assert.notNull(signed, "'signed' must not be null");
		int end = signed.length - Integer.BYTES;
		int length = (end > 0) ? ByteBuffer.wrap(signed).getInt(end) : 0;
		if (length <= 0 || length > Math.min(end, MAX_SIGNATURE)) {
			return null;
		}
		byte[] content = Arrays.copyOf(signed, end - length);
		return (this.signer.verify(content, Arrays.copyOfRange(signed, end - length, end))) ? content : null;
	}

}
