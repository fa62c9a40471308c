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

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import io.github.wasmspring.backend.ArtifactSigner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SignedArtifact}.
 */
class SignedArtifactTests {

	private static final ArtifactKey KEY = ArtifactKey.of("d1", "chicory", "1.7.5");

	private static final byte[] CONTENT = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };

	private final SignedArtifact envelope = new SignedArtifact(
			HmacArtifactSigner.ofSecret("0123456789abcdef0123456789abcdef"));

	private final byte[] sealed = this.envelope.seal(KEY, CONTENT);

	@Test
	void openShouldReturnTheContent() throws Exception {
		assertThat(this.envelope.open(KEY, this.sealed)).isEqualTo(CONTENT);
	}

	@Test
	void openWithTheSameSecretShouldReturnTheContent() throws Exception {
		ArtifactSigner same = HmacArtifactSigner.ofSecret("0123456789abcdef0123456789abcdef");
		assertThat(new SignedArtifact(same).open(KEY, this.sealed)).isEqualTo(CONTENT);
	}

	@Test
	void everyChangeOfAByteShouldBeDetected() {
		for (int i = 0; i < this.sealed.length; i++) {
			for (int bit = 0; bit < 8; bit++) {
				byte[] changed = this.sealed.clone();
				changed[i] ^= (byte) (1 << bit);
				assertRejected(KEY, changed, "signature");
			}
		}
	}

	@Test
	void everyTruncationShouldBeDetected() {
		for (int length = 0; length < this.sealed.length; length++) {
			byte[] truncated = Arrays.copyOf(this.sealed, length);
			assertThatExceptionOfType(BadArtifactException.class).isThrownBy(() -> this.envelope.open(KEY, truncated));
		}
		assertRejected(KEY, Arrays.copyOf(this.sealed, this.sealed.length + 1), "signature");
	}

	@Test
	void artifactOfAnotherSecretShouldBeRejected() {
		byte[] foreign = new SignedArtifact(HmacArtifactSigner.random()).seal(KEY, CONTENT);
		assertRejected(KEY, foreign, "signature");
	}

	@Test
	void artifactOfAnotherKeyShouldBeRejected() {
		assertRejected(ArtifactKey.of("d2", "chicory", "1.7.5"), this.sealed, "another module");
		assertRejected(ArtifactKey.of("d1", "other", "1.7.5"), this.sealed, "another module");
		assertRejected(ArtifactKey.of("d1", "chicory", "1.7.6"), this.sealed, "another module");
		assertRejected(new ArtifactKey("d1", "chicory", "1.7.5", 8), this.sealed, "another module");
	}

	@Test
	void signatureOfAnyLengthShouldBeVerified() throws Exception {
		for (int length : new int[] { 1, 64, 256, 5000, SignedContent.MAX_SIGNATURE }) {
			SignedArtifact envelope = new SignedArtifact(new RepeatingSigner(length));
			byte[] sealed = envelope.seal(KEY, CONTENT);
			assertThat(envelope.open(KEY, sealed)).isEqualTo(CONTENT);
			byte[] changed = sealed.clone();
			changed[sealed.length - 1 - Integer.BYTES] ^= 1;
			assertThatExceptionOfType(BadArtifactException.class).isThrownBy(() -> envelope.open(KEY, changed));
		}
	}

	@Test
	void signatureOfNoOrTooManyBytesShouldBeRejected() {
		for (int length : new int[] { 0, SignedContent.MAX_SIGNATURE + 1 }) {
			assertThatIllegalStateException()
				.isThrownBy(() -> new SignedArtifact(new RepeatingSigner(length)).seal(KEY, CONTENT))
				.withMessageContaining("a signature of " + length + " bytes")
				.withMessageContaining(RepeatingSigner.class.getName());
		}
	}

	@Test
	void signerWithoutLengthShouldNotBeAskedForContentWithoutSignature() {
		SignedContent signed = new SignedContent(new RepeatingSigner(0));
		assertThat(signed.verify(new byte[Integer.BYTES + 8])).isNull();
		assertThat(signed.verify(new byte[] { 0, 0, 0, 1 })).isNull();
		assertThat(signed.verify(new byte[] { 1, -1, -1, -1, -1 })).isNull();
	}

	@Test
	void keysWhosePartsAreDividedOtherwiseShouldHaveOtherIds() {
		assertThat(new ArtifactKey("d", "a", "b\nc", 17).id()).isNotEqualTo(new ArtifactKey("d", "a\nb", "c", 17).id());
		assertThat(KEY.id()).isEqualTo(ArtifactKey.of("d1", "chicory", "1.7.5").id()).matches("[0-9a-f]{64}");
	}

	private void assertRejected(ArtifactKey key, byte[] artifact, String reason) {
		assertThatExceptionOfType(BadArtifactException.class).isThrownBy(() -> this.envelope.open(key, artifact))
			.withMessageContaining(reason);
	}

	/**
	 * Repeats a byte of a digest.
	 *
	 * @param length the length of signatures
	 */
	private record RepeatingSigner(int length) implements ArtifactSigner {

		@Override
		public byte[] sign(byte[] content) {
			byte[] signature = new byte[this.length];
			Arrays.fill(signature, (byte) Arrays.hashCode(content));
			return signature;
		}

		@Override
		public boolean verify(byte[] content, byte[] signature) {
			return Arrays.equals(sign(content), signature);
		}

	}

}
