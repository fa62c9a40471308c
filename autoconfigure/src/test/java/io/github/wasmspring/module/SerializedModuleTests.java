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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.ArtifactSigner;
import io.github.wasmspring.backend.BackendArtifacts;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.artifact.FailingSigner;
import io.github.wasmspring.backend.artifact.SignedContent;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link WasmModule#serialize()} and loading what it returns.
 */
@Tag("slow")
class SerializedModuleTests {

	private static final String DIGEST = WasmBinary.digest(Guests.bytes("numbers"));

	private static final ArtifactSigner SIGNER = new TestSigner("open sesame", true);

	private static final byte[] SERIALIZED = load(SIGNER, Guests.resource("numbers")).serialize();

	@Test
	void serializedModuleShouldLoadFromItsBytes() {
		WasmModule module = load(SIGNER, new ByteArrayResource(SERIALIZED));
		assertThat(module.call("add", 40, 2)).isEqualTo(42);
		assertThat(module.getBackend()).isEqualTo("chicory");
		assertThat(module.getExports()).isEqualTo(load(null, Guests.resource("numbers")).getExports());
	}

	@Test
	void serializedModuleShouldLoadFromItsFileUnderAnyName(@TempDir Path directory) throws Exception {
		Path file = Files.write(directory.resolve("numbers.bin"), SERIALIZED);
		assertThat(load(SIGNER, new FileSystemResource(file)).call("add", 40, 2)).isEqualTo(42);
	}

	@Test
	void serializedModuleShouldHaveTheDigestOfItsBinary() {
		WasmModule module = load(SIGNER, new ByteArrayResource(SERIALIZED));
		assertThat(module.getDigest()).isEqualTo(DIGEST);
		assertThat(load(SIGNER, new ByteArrayResource(SERIALIZED), DIGEST).getDigest()).isEqualTo(DIGEST);
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> load(SIGNER, new ByteArrayResource(SERIALIZED), "0".repeat(64)))
			.withMessageContaining(DIGEST)
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.DIGEST_MISMATCH));
	}

	@Test
	void serializedModuleShouldSerializeToTheSameBytes() {
		assertThat(load(SIGNER, new ByteArrayResource(SERIALIZED)).serialize()).isEqualTo(SERIALIZED);
	}

	@Test
	void serializeWithoutSecretShouldSayWhatToSet() {
		assertThatIllegalStateException().isThrownBy(load(null, Guests.resource("numbers"))::serialize)
			.withMessageContainingAll("Module 'numbers', backend 'chicory'",
					"the application's setting 'cache.secret'");
		ArtifactSigner forgetful = new TestSigner("for today", false);
		assertThatIllegalStateException().isThrownBy(load(forgetful, Guests.resource("numbers"))::serialize);
	}

	@Test
	void serializeWhenBackendHasNoCompiledFormShouldSayWhatToUseInstead() {
		WasmModule module = load("chicory-interpreter", SIGNER, Guests.resource("numbers"), null);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(module::serialize)
			.withMessageContainingAll("Module 'numbers', backend 'chicory-interpreter'",
					"WasmModuleDefinition.withBackend(chicory)", "'WasmModuleDefinition.withLocation'")
			.withMessageNotContaining("wasmtime");
	}

	@Test
	void loadWithoutSecretShouldThrow() {
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> load(null, new ByteArrayResource(SERIALIZED)))
			.withMessageContainingAll("Module 'numbers'", "there is no secret",
					"the application's setting 'cache.secret'", "'WasmModuleDefinition.withLocation'")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.UNTRUSTED));
	}

	@Test
	void loadWithAnotherSecretShouldThrow() {
		assertUntrusted(new TestSigner("open barley", true), SERIALIZED);
	}

	@Test
	void loadWhenAnyByteIsChangedShouldThrow() {
		Random random = new Random(1);
		for (int i = 4; i < SERIALIZED.length; i++) {
			byte[] changed = SERIALIZED.clone();
			changed[i] ^= (byte) (1 << random.nextInt(8));
			assertUntrusted(SIGNER, changed);
		}
	}

	@Test
	void loadWhenCutOffOrExtendedShouldThrow() {
		for (int length = 4; length < SERIALIZED.length; length += 7) {
			assertUntrusted(SIGNER, Arrays.copyOf(SERIALIZED, length));
		}
		assertUntrusted(SIGNER, Arrays.copyOf(SERIALIZED, SERIALIZED.length + 1));
	}

	private static void assertUntrusted(ArtifactSigner signer, byte[] serialized) {
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> load(signer, new ByteArrayResource(serialized)))
			.withMessageContainingAll("Module 'numbers'", "signature is wrong",
					"the application's setting 'cache.secret'")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.UNTRUSTED));
	}

	@Test
	void loadWhenSignerFailsShouldThrow() {
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> load(new FailingSigner(), new ByteArrayResource(SERIALIZED)))
			.withMessageContainingAll("Module 'numbers'", "cannot be verified", "no key", "ArtifactSigner")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.UNTRUSTED));
	}

	@Test
	void loadOnAnotherBackendShouldThrow() {
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> load("chicory-interpreter", SIGNER, new ByteArrayResource(SERIALIZED), null))
			.withMessageContainingAll("Module 'numbers', backend 'chicory-interpreter'",
					"was compiled for the backend 'chicory'", "WasmModuleDefinition.withBackend(chicory)")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.UNSUPPORTED));
	}

	@Test
	void loadWhenCompiledForOtherVersionsShouldThrow() {
		SerializedModule module = new SerializedModule("chicory", "chicory 0.0.1, format 0",
				Runtime.version().feature(), DIGEST, 16, 16, new byte[0]);
		assertOtherVersion(module);
		assertOtherVersion(
				new SerializedModule("chicory", format(), module.javaVersion() + 1, DIGEST, 16, 16, new byte[0]));
	}

	private static String format() {
		BackendArtifacts artifacts = ChicoryBackend.compiled().getArtifacts();
		assertThat(artifacts).isNotNull();
		return artifacts.getFormat();
	}

	private static void assertOtherVersion(SerializedModule module) {
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> load(SIGNER, new ByteArrayResource(sign(module.toBytes()))))
			.withMessageContainingAll("Module 'numbers', backend 'chicory'", module.format(),
					"Java " + module.javaVersion(), "Serialize the module again")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.UNSUPPORTED));
	}

	@Test
	void loadWhenLayoutIsUnknownShouldThrow() {
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> load(SIGNER, new ByteArrayResource(sign(new byte[] { 0, 'w', 's', 'm', 9, 0 }))))
			.withMessageContaining("unknown layout");
	}

	private static byte[] sign(byte[] content) {
		return new SignedContent(SIGNER).sign(content);
	}

	private static WasmModule load(@Nullable ArtifactSigner signer, Resource location) {
		return load("chicory", signer, location, null);
	}

	private static WasmModule load(ArtifactSigner signer, Resource location, String sha256) {
		return load("chicory", signer, location, sha256);
	}

	private static WasmModule load(String backend, @Nullable ArtifactSigner signer, Resource location,
			@Nullable String sha256) {
		DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(
				new WasmBackends(List.of(ChicoryBackend.compiled(), ChicoryBackend.interpreted()), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withSigner(() -> signer));
		WasmModuleDefinition plain = WasmModuleDefinition.of("numbers", location, backend);
		registry.registerModule(plain.withSha256(sha256));
		return registry.getModule("numbers");
	}

}
