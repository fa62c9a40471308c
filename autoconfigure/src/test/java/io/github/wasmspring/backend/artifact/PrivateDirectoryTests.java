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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmSetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link PrivateDirectory} and {@link DirectoryKey}.
 */
@DisabledOnOs(OS.WINDOWS)
@ExtendWith(OutputCaptureExtension.class)
class PrivateDirectoryTests {

	@TempDir
	Path temporary;

	@Test
	void openShouldCreateTheDirectoryForItsOwnerOnly() throws IOException {
		Path path = this.temporary.resolve("a/b");
		PrivateDirectory directory = PrivateDirectory.open(path);
		assertThat(directory.isUsable()).isTrue();
		assertThat(permissions(path)).isEqualTo("rwx------");
	}

	@Test
	void openWhenOthersCanWriteShouldNotUseItAndSayHowToCorrectThat(CapturedOutput output) throws IOException {
		for (String permissions : List.of("rwxrwx---", "rwx---rwx", "rwx----w-")) {
			Files.setPosixFilePermissions(this.temporary, PosixFilePermissions.fromString(permissions));
			assertThat(PrivateDirectory.open(this.temporary).isUsable()).isFalse();
			assertThat(output).contains("others can write", permissions, "chmod go-w " + this.temporary,
					"modules are compiled instead");
		}
	}

	@Test
	void openWhenOthersCanWriteAndContentIsVerifiedShouldWarnOnce(CapturedOutput output) throws IOException {
		Files.setPosixFilePermissions(this.temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
		PrivateDirectory directory = PrivateDirectory.open(this.temporary, true, null);
		assertThat(directory.isUsable()).isTrue();
		new DirectoryArtifactStore(directory, DataSize.ofMegabytes(1)).put("id", new byte[] { 1 });
		assertThat(new DirectoryArtifactStore(directory, DataSize.ofMegabytes(1)).get("id")).containsExactly(1);
		assertThat(output).containsOnlyOnce("WARN").contains("others can write", "unless its signature is right");
	}

	@Test
	void openWhenItBelongsToSomebodyElseShouldNameTheUserByNumber(CapturedOutput output) throws IOException {
		Object user = Files.getAttribute(this.temporary, "unix:uid");
		Path foreign = Files.createDirectory(this.temporary.resolve("foreign"));
		try {
			Files.setAttribute(foreign, "unix:uid", 12345);
		}
		catch (IOException ex) {
			assumeThat(user).as("user who may give directories away").isEqualTo(0);
		}
		assertThat(PrivateDirectory.open(foreign, true, null).isUsable()).isTrue();
		assertThat(PrivateDirectory.open(foreign).isUsable()).isFalse();
		assertThat(output).contains("belongs to '12345'", "chown %s %s".formatted(user, foreign));
	}

	@Test
	void openWhenOthersShallWriteShouldTellADirectoryBelow(CapturedOutput output) throws IOException {
		Files.setAttribute(this.temporary, "unix:mode", 01777);
		assertThat(PrivateDirectory.open(this.temporary).isUsable()).isFalse();
		assertThat(output).contains("Set the application's setting 'cache.directory' to one that does not exist")
			.doesNotContain("chmod");
		assertThat(new DirectoryKey(PrivateDirectory.open(this.temporary.resolve("wasm-cache"))).get()).hasSize(32);
	}

	@Test
	void openWhenOthersCanReadShouldSucceed() throws IOException {
		Files.setPosixFilePermissions(this.temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
		assertThat(PrivateDirectory.open(this.temporary).isUsable()).isTrue();
	}

	@Test
	void openWhenItIsASymbolicLinkShouldTellItsTarget(CapturedOutput output) throws IOException {
		Path target = PrivateDirectory.open(this.temporary.resolve("target")).path();
		Path link = Files.createSymbolicLink(this.temporary.resolve("link"), target);
		assertThat(PrivateDirectory.open(link).isUsable()).isFalse();
		assertThat(output).contains("is a symbolic link", "'%s'".formatted(target));
	}

	@Test
	void openShouldResolveSymbolicLinksAbove() throws IOException {
		Path real = Files.createDirectory(this.temporary.resolve("real"));
		Path link = Files.createSymbolicLink(this.temporary.resolve("link"), real);
		assertThat(PrivateDirectory.open(link.resolve("cache")).path()).isEqualTo(real.toRealPath().resolve("cache"));
	}

	@Test
	void keyInADirectoryThatOthersCanExchangeShouldNotBeUsed(CapturedOutput output) throws IOException {
		Path above = Files.createDirectory(this.temporary.resolve("above"));
		PrivateDirectory directory = PrivateDirectory.open(above.resolve("between/cache"));
		Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxr-xrwx"));
		assertThat(new DirectoryKey(directory).get()).isNull();
		assertThat(directory.isUsable()).isFalse();
		assertThat(output).contains("in the place of " + directory.path(), "they can write in " + above, "(rwxr-xrwx)",
				"chmod go-w " + above, "chmod +t " + above, "the application's setting 'cache.secret'");
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(directory::checkAbove)
			.withMessageNotContaining("secret");
		Files.setAttribute(above, "unix:mode", 01777);
		assertThat(new DirectoryKey(PrivateDirectory.open(directory.path())).get()).hasSize(32);
		Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxr-xr-x"));
		assertThat(new DirectoryKey(PrivateDirectory.open(directory.path())).get()).hasSize(32);
	}

	@Test
	void keyBelowADirectoryOfTheOwnersOwnGroupShouldBeAccepted() throws IOException {
		Path above = Files.createDirectory(this.temporary.resolve("above"));
		PosixFileAttributes attributes = Files.readAttributes(above, PosixFileAttributes.class);
		assumeThat(attributes.group().getName()).isEqualTo(attributes.owner().getName());
		PrivateDirectory directory = PrivateDirectory.open(above.resolve("cache"));
		Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxrwxr-x"));
		assertThat(new DirectoryKey(directory).get()).hasSize(32);
	}

	@Test
	void keyThatIsASymbolicLinkShouldNotBeUsed(CapturedOutput output) throws IOException {
		PrivateDirectory directory = PrivateDirectory.open(this.temporary.resolve("cache"));
		Path target = Files.write(this.temporary.resolve("planted"), new byte[32]);
		Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
		Files.createSymbolicLink(directory.resolve("key"), target);
		assertThat(new DirectoryKey(directory).get()).isNull();
		assertThat(directory.isUsable()).isFalse();
		assertThat(output).contains("is a symbolic link", "rm " + directory.resolve("key"));
	}

	@Test
	void createWhenItCannotBeCreatedShouldThrow() throws IOException {
		Path file = Files.createFile(this.temporary.resolve("file"));
		assertThatIOException()
			.isThrownBy(() -> PrivateDirectory.create(file.resolve("sub"), WasmSetting.CACHE_DIRECTORY));
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> PrivateDirectory.create(file, WasmSetting.CACHE_DIRECTORY))
			.withMessageContaining("the application's setting 'cache.directory' is " + file);
	}

	@Test
	void openWhenThereIsAFileShouldWarn(CapturedOutput output) throws IOException {
		Path file = Files.createFile(this.temporary.resolve("file"));
		assertThat(PrivateDirectory.open(file).isUsable()).isFalse();
		assertThat(PrivateDirectory.open(file, true, null).isUsable()).isFalse();
		assertThat(output).contains("is a file");
	}

	@Test
	void openWhenItCannotBeCreatedShouldWarn(CapturedOutput output) throws IOException {
		Path file = Files.createFile(this.temporary.resolve("file"));
		PrivateDirectory directory = PrivateDirectory.open(file.resolve("sub"));
		assertThat(directory.isUsable()).isFalse();
		assertThat(new DirectoryKey(directory).get()).isNull();
		assertThat(output).containsOnlyOnce("WARN").contains("Modules are compiled instead");
	}

	@Test
	void filesShouldBeReadableByTheOwnerOnly() throws IOException {
		PrivateDirectory directory = PrivateDirectory.open(this.temporary.resolve("cache"));
		directory.write("name", new byte[] { 1, 2 });
		assertThat(directory.resolve("name")).hasBinaryContent(new byte[] { 1, 2 });
		assertThat(permissions(directory.resolve("name"))).isEqualTo("rw-------");
		directory.write("name", new byte[] { 3 });
		assertThat(directory.resolve("name")).hasBinaryContent(new byte[] { 3 });
		assertThat(directory.path()).isDirectoryNotContaining("glob:**.tmp");
	}

	@Test
	void keyShouldBeTheSameForEverybodyWhoStartsAtOnce() throws Exception {
		PrivateDirectory directory = PrivateDirectory.open(this.temporary.resolve("cache"));
		ExecutorService executor = Executors.newFixedThreadPool(16);
		List<Future<byte[]>> results = new ArrayList<>();
		for (int i = 0; i < 16; i++) {
			results.add(executor.submit(() -> new DirectoryKey(directory).get()));
		}
		executor.shutdown();
		Set<String> keys = new HashSet<>();
		for (Future<byte[]> result : results) {
			keys.add(java.util.HexFormat.of().formatHex(result.get()));
		}
		assertThat(keys).hasSize(1);
		assertThat(keys.iterator().next()).hasSize(64);
		assertThat(permissions(directory.resolve("key"))).isEqualTo("rw-------");
		assertThat(directory.path()).isDirectoryNotContaining("glob:**.tmp");
	}

	@Test
	void keyThatOthersCanReadShouldNotBeUsed(CapturedOutput output) throws IOException {
		PrivateDirectory directory = PrivateDirectory.open(this.temporary.resolve("cache"));
		new DirectoryKey(directory).get();
		Files.setPosixFilePermissions(directory.resolve("key"), PosixFilePermissions.fromString("rw-r-----"));
		assertThat(new DirectoryKey(directory).get()).isNull();
		assertThat(output).contains("others can read", "rm " + directory.resolve("key"));
	}

	@Test
	void keyThatIsTruncatedShouldBeMadeAnew() throws IOException {
		PrivateDirectory directory = PrivateDirectory.open(this.temporary.resolve("cache"));
		directory.write("key", new byte[5]);
		byte[] key = new DirectoryKey(directory).get();
		assertThat(key).hasSize(32);
		assertThat(new DirectoryKey(directory).get()).isEqualTo(key);
	}

	private static String permissions(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

}
