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

package io.github.wasmspring.backend.wasmtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.kawamuray.wasmtime.NativeLibraryLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.wasmspring.binary.WasmBinary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WasmtimePlatform}.
 */
class WasmtimePlatformTests {

	@ParameterizedTest
	@CsvSource({ "Linux,amd64,LINUX_X86_64", "Linux,aarch64,LINUX_AARCH64", "Mac OS X,x86_64,MACOS_X86_64",
			"Mac OS X,aarch64,MACOS_AARCH64", "Windows Server 2022,amd64,WINDOWS_X86_64" })
	void ofSupportedPlatformShouldFindLibrary(String os, String arch, WasmtimePlatform expected) {
		assertThat(WasmtimePlatform.of(os, arch, false)).isSameAs(expected);
	}

	@ParameterizedTest
	@CsvSource({ "Linux,riscv64", "Linux,x86", "Linux,arm", "Linux,ppc64le", "Windows 11,aarch64", "Windows 10,x86",
			"FreeBSD,amd64", "SunOS,amd64", "AIX,ppc64" })
	void ofOtherPlatformShouldFindNothing(String os, String arch) {
		assertThat(WasmtimePlatform.of(os, arch, false)).isNull();
	}

	@Test
	void ofLinuxWithMuslShouldFindNothing() {
		assertThat(WasmtimePlatform.of("Linux", "amd64", true)).isNull();
	}

	@Test
	void usesMuslShouldReadWhatIsMapped(@TempDir Path directory) throws IOException {
		Path maps = directory.resolve("maps");
		assertThat(WasmtimePlatform.usesMusl(maps)).isFalse();
		Files.writeString(maps, "7f00-7f01 r-xp 00000000 08:01 1 /usr/lib/x86_64-linux-gnu/libc.so.6\n");
		assertThat(WasmtimePlatform.usesMusl(maps)).isFalse();
		Files.writeString(maps, "7f00-7f01 r-xp 00000000 08:01 1 /lib/ld-musl-x86_64.so.1\n");
		assertThat(WasmtimePlatform.usesMusl(maps)).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void getDigestShouldBeThatOfTheLibraryInTheJar(WasmtimePlatform platform) throws IOException {
		String version = WasmtimePlatform.VERSION;
		try (InputStream input = NativeLibraryLoader.class.getClassLoader()
			.getResourceAsStream(platform.getResource(version))) {
			assertThat(input).isNotNull();
			assertThat(platform.getDigest(version)).isEqualTo(WasmBinary.digest(input.readAllBytes()));
		}
	}

	@Test
	void getDigestWhenReleaseIsAnotherShouldNotGuess() {
		assertThat(WasmtimePlatform.LINUX_X86_64.getDigest("0.20.0")).isNull();
	}

}
