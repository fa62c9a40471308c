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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Platform for which wasmtime-java has a native library, with the digest of the library
 * in the release that this backend was made for.
 */
enum WasmtimePlatform {

	LINUX_X86_64("libwasmtime_jni_%s_linux_x86_64.so",
			"39e13614ccf3ce8107c5828ed663539b65e2aa1ba4c48a13191485bb93ad2062"),

	LINUX_AARCH64("libwasmtime_jni_%s_linux_aarch64.so",
			"896b38a6550a112415eb512987052d7616b54075fe0067c6e4b3e8dbf5ac9f55"),

	MACOS_X86_64("libwasmtime_jni_%s_macos_x86_64.dylib",
			"86df88fae26ec46908b8891d0aa1c74327309f3b852965f828698d7658640830"),

	MACOS_AARCH64("libwasmtime_jni_%s_macos_aarch64.dylib",
			"dc264fd3085b46e92eaea4b2163daac5e80d070a8660a2ff30e699d12455924c"),

	WINDOWS_X86_64("wasmtime_jni_%s_windows_x86_64.dll",
			"84100f14249ab999a3b0e37b3ae20efa1486c94b923aeb4afb6a93017c31b749");

	/**
	 * Release of wasmtime-java whose digests are known.
	 */
	static final String VERSION = "0.19.0";

	/**
	 * Version of the engine that these have.
	 */
	static final String ENGINE_VERSION = "7.0.1";

	/**
	 * All platforms, for messages.
	 */
	static final String SUPPORTED = "Linux with glibc (x86-64, AArch64), macOS (x86-64, AArch64) and Windows (x86-64)";

	private static final Path MAPS = Path.of("/proc/self/maps");

	private final String resource;

	private final String digest;

	WasmtimePlatform(String resource, String digest) {
		this.resource = resource;
		this.digest = digest;
	}

	/**
	 * Return the platform that the virtual machine runs on, or {@code null} if there is
	 * no library for it.
	 */
	static @Nullable WasmtimePlatform current() {
		return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""), usesMusl());
	}

	/**
	 * Return the platform of the given system, or {@code null} if there is no library for
	 * it.
	 * @param os the name of the operating system
	 * @param arch the name of the processor's architecture
	 * @param musl whether the system's C library is musl
	 */
	static @Nullable WasmtimePlatform of(String os, String arch, boolean musl) {
		String system = os.toLowerCase(Locale.ROOT);
		boolean x86 = arch.equals("amd64") || arch.equals("x86_64");
		boolean arm = arch.equals("aarch64") || arch.equals("arm64");
		if (system.equals("linux") && !musl) {
			return (x86) ? LINUX_X86_64 : (arm) ? LINUX_AARCH64 : null;
		}
		if (system.startsWith("mac") || system.equals("darwin")) {
			return (x86) ? MACOS_X86_64 : (arm) ? MACOS_AARCH64 : null;
		}
		return (system.startsWith("windows") && x86) ? WINDOWS_X86_64 : null;
	}

	/**
	 * Return whether this process is linked to musl.
	 */
	static boolean usesMusl() {
		return usesMusl(MAPS);
	}

	/**
	 * Return whether a process is linked to musl, whose loader cannot load the library,
	 * which is made for glibc.
	 * @param maps the file that lists what is mapped into the process, which need not be
	 * there
	 */
	static boolean usesMusl(Path maps) {
		try (Stream<String> lines = Files.lines(maps, StandardCharsets.ISO_8859_1)) {
			return lines.anyMatch((line) -> line.contains("/ld-musl-") || line.contains("/libc.musl-"));
		}
		catch (IOException | UncheckedIOException | SecurityException ex) {
			return false;
		}
	}

	/**
	 * Return the name of the library in the jar of wasmtime-java.
	 * @param version the release of wasmtime-java
	 */
	String getResource(String version) {
		return this.resource.formatted(version);
	}

	/**
	 * Return the SHA-256 digest that the library should have, or {@code null} if it is
	 * not known.
	 * @param version the release of wasmtime-java
	 */
	@Nullable String getDigest(String version) {
		return VERSION.equals(version) ? this.digest : null;
	}

}
