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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;

import io.github.wasmspring.Guests;
import io.github.wasmspring.NoSuchWasmModuleException;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.backend.LoadSource;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.chicory.ChicoryBackend;
import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link KnownModules} and {@link FileStamp} through a registry.
 */
class KnownModulesTests {

	private static final Instant YESTERDAY = Instant.now().minus(Duration.ofDays(1));

	private final DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(
			new WasmBackends(List.of(ChicoryBackend.interpreted()), Map.of()));

	@TempDir
	Path temporary;

	private Path file;

	private CountingResource resource;

	@BeforeEach
	void setUp() throws IOException {
		this.file = this.temporary.resolve("numbers.wasm");
		write(Guests.bytes("numbers"), YESTERDAY);
		this.resource = new CountingResource(this.file);
	}

	@Test
	void fileThatIsTheSameShouldBeReadOnce() {
		String digest = reload(this.resource).getDigest();
		WasmModule second = reload(this.resource);
		assertThat(second.getDigest()).isEqualTo(digest);
		assertThat(second.call("add", 1, 2)).isEqualTo(3);
		assertThat(this.resource.reads).hasValue(1);
	}

	@Test
	void fileThatWasModifiedShouldBeReadAgain() throws IOException {
		String digest = reload(this.resource).getDigest();
		write(withCustomSection(Guests.bytes("numbers")), YESTERDAY);
		assertThat(reload(this.resource).getDigest()).isNotEqualTo(digest);
	}

	@Test
	void fileOfTheSameSizeThatWasModifiedLaterShouldBeReadAgain() throws IOException {
		write(withCustomSection(Guests.bytes("numbers")), YESTERDAY);
		String digest = reload(this.resource).getDigest();
		byte[] changed = withCustomSection(Guests.bytes("numbers"));
		changed[changed.length - 1] ^= 1;
		write(changed, YESTERDAY.plusMillis(5));
		assertThat(reload(this.resource).getDigest()).isEqualTo(WasmBinary.digest(changed)).isNotEqualTo(digest);
	}

	@Test
	void fileThatWasReplacedShouldBeReadAgain() throws IOException {
		write(withCustomSection(Guests.bytes("numbers")), YESTERDAY);
		reload(this.resource);
		byte[] changed = withCustomSection(Guests.bytes("numbers"));
		changed[changed.length - 1] ^= 1;
		Path other = Files.write(this.temporary.resolve("other"), changed);
		Files.setLastModifiedTime(other, FileTime.from(YESTERDAY));
		Files.move(other, this.file, StandardCopyOption.REPLACE_EXISTING);
		assertThat(reload(this.resource).getDigest()).isEqualTo(WasmBinary.digest(changed));
	}

	@Test
	void fileThatWasModifiedJustNowShouldBeReadAgain() throws IOException {
		write(Guests.bytes("numbers"), Instant.now());
		reload(this.resource);
		reload(this.resource);
		assertThat(this.resource.reads).hasValue(2);
	}

	@Test
	void fileThatWasDeletedShouldFail() throws IOException {
		reload(this.resource);
		Files.delete(this.file);
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> reload(this.resource))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(WasmLoadException.Reason.NOT_FOUND));
	}

	@Test
	void moduleOfOtherSettingsShouldBeReadAgain() {
		reload(this.resource);
		WasmModuleDefinition other = WasmModuleDefinition.of("other", this.resource, "chicory-interpreter");
		this.registry.registerModule(other);
		assertThat(this.resource.reads).hasValue(2);
	}

	@Test
	void resourceThatIsNoFileShouldBeReadAgain() {
		assertThat(FileStamp.of(new ByteArrayResource(new byte[1]))).isNull();
		assertThat(reload(new ByteArrayResource(Guests.bytes("numbers"))).getDigest()).isNotNull();
		assertThat(reload(new ByteArrayResource(Guests.bytes("numbers"))).getDigest()).isNotNull();
	}

	@Test
	void resourceInArchiveShouldHaveTheStampOfTheArchive() throws IOException {
		Path archive = this.temporary.resolve("modules.jar");
		try (OutputStream output = Files.newOutputStream(archive); ZipOutputStream zip = new ZipOutputStream(output)) {
			zip.putNextEntry(new ZipEntry("wasm/numbers.wasm"));
			zip.write(Guests.bytes("numbers"));
		}
		Files.setLastModifiedTime(archive, FileTime.from(YESTERDAY));
		Resource resource = new UrlResource("jar:" + archive.toUri() + "!/wasm/numbers.wasm");
		FileStamp stamp = FileStamp.of(resource);
		assertThat(stamp).isNotNull();
		assertThat(stamp.file()).isEqualTo(archive);
		assertThat(stamp.isCurrent()).isTrue();
		Files.setLastModifiedTime(archive, FileTime.from(YESTERDAY.plusSeconds(1)));
		assertThat(stamp.isCurrent()).isFalse();
	}

	@Test
	void resourceOfServerShouldHaveNoStamp() throws MalformedURLException {
		assertThat(FileStamp.of(new UrlResource("https://example.com/module.wasm"))).isNull();
	}

	@Test
	void removeModuleShouldCloseItAndFreeItsName() {
		WasmModule module = reload(this.resource);
		this.registry.removeModule("numbers");
		assertThatIllegalStateException().isThrownBy(() -> module.call("add", 1, 2));
		assertThatExceptionOfType(NoSuchWasmModuleException.class)
			.isThrownBy(() -> this.registry.removeModule("numbers"));
	}

	@Test
	void getLoadShouldTellSourceAndDuration() {
		reload(this.resource);
		WasmModuleLoad load = this.registry.getLoad("numbers");
		assertThat(load.source()).isEqualTo(LoadSource.COMPILED).hasToString("compiled");
		assertThat(load.duration()).isPositive();
	}

	private WasmModule reload(Resource resource) {
		if (this.registry.getNames().contains("numbers")) {
			this.registry.removeModule("numbers");
		}
		this.registry.registerModule(WasmModuleDefinition.of("numbers", resource, "chicory-interpreter"));
		return this.registry.getModule("numbers");
	}

	private void write(byte[] bytes, Instant modified) throws IOException {
		Files.write(this.file, bytes);
		Files.setLastModifiedTime(this.file, FileTime.from(modified));
	}

	/**
	 * Append a custom section with an empty name and one byte of content.
	 */
	private static byte[] withCustomSection(byte[] binary) {
		byte[] longer = Arrays.copyOf(binary, binary.length + 4);
		longer[binary.length + 1] = 2;
		return longer;
	}

	private static final class CountingResource extends FileSystemResource {

		final AtomicInteger reads = new AtomicInteger();

		CountingResource(Path path) {
			super(path);
		}

		@Override
		public InputStream getInputStream() throws IOException {
			this.reads.incrementAndGet();
			return super.getInputStream();
		}

	}

}
