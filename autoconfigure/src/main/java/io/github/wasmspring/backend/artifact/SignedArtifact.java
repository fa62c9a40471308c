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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.github.wasmspring.backend.ArtifactSigner;

/**
 * Form in which artifacts leave the virtual machine: what they are made for, the artifact
 * itself, and a signature over both.
 */
final class SignedArtifact {

	private static final long MAGIC = 0x00_77_61_73_6D_63_61_02L;

	private final SignedContent signed;

	SignedArtifact(ArtifactSigner signer) {
		this.signed = new SignedContent(signer);
	}

	byte[] seal(ArtifactKey key, byte[] artifact) {
		byte[] header = key.toString().getBytes(StandardCharsets.UTF_8);
		return this.signed.sign(ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + header.length + artifact.length)
			.putLong(MAGIC)
			.putInt(header.length)
			.put(header)
			.putInt(artifact.length)
			.put(artifact)
			.array());
	}

	/**
	 * Return the artifact. Nothing is looked at before the signature was verified.
	 * @throws BadArtifactException if the artifact must not be used for the key
	 */
	byte[] open(ArtifactKey key, byte[] sealed) throws BadArtifactException {
		byte[] content = this.signed.verify(sealed);
		if (content == null) {
			throw new BadArtifactException("its signature is wrong: it was changed, or signed with another key");
		}
		return read(key, ByteBuffer.wrap(content));
	}

	private byte[] read(ArtifactKey key, ByteBuffer content) throws BadArtifactException {
		if (content.remaining() < Long.BYTES || content.getLong() != MAGIC) {
			throw new BadArtifactException("it is no artifact of this version");
		}
		byte[] header = next(content);
		if (!Arrays.equals(header, key.toString().getBytes(StandardCharsets.UTF_8))) {
			throw new BadArtifactException("it is the artifact of another module");
		}
		return next(content);
	}

	private static byte[] next(ByteBuffer content) throws BadArtifactException {
		int size = (content.remaining() >= Integer.BYTES) ? content.getInt() : -1;
		if (size < 0 || size > content.remaining()) {
			throw new BadArtifactException("it is malformed");
		}
		byte[] bytes = new byte[size];
		content.get(bytes);
		return bytes;
	}

}
