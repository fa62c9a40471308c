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

package io.github.wasmspring.binary;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmImport;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;

/**
 * Binary of a core module that was decoded, validated and encoded again.
 *
 * @since 0.1.0
 */
public final class WasmBinary {

	private static final int MOST_PAGES = 32767;

	private static final Duration MOMENT = Duration.ofNanos(1);

	private final String name;

	private final EncodedModule module;

	private final List<WasmImport> imports;

	private final String digest;

	private final Duration compileTime;

	private final @Nullable Long compileStart;

	private volatile @Nullable String contentDigest;

	private WasmBinary(String name, EncodedModule module, List<WasmImport> imports, String digest,
			@Nullable String contentDigest, Duration compileTime, @Nullable Long compileStart) {
		this.name = name;
		this.module = module;
		this.imports = imports;
		this.digest = digest;
		this.contentDigest = contentDigest;
		this.compileTime = compileTime;
		this.compileStart = compileStart;
	}

	/**
	 * Decode a binary with the limits that apply where nothing is configured, and any
	 * time to compile it.
	 * @param name the module's name, for messages
	 * @param bytes the bytes
	 * @return the binary
	 * @throws WasmLoadException if the bytes are not a valid core module, or exceed a
	 * limit
	 */
	public static WasmBinary of(String name, byte[] bytes) {
		return of(DecodedModule.of(WasmErrorContext.of(name, null), bytes, LoadLimits.DEFAULTS, MOST_PAGES), name,
				digest(bytes), Duration.ZERO);
	}

	/**
	 * Decode a binary.
	 * @param name the module's name, for messages
	 * @param bytes the bytes
	 * @param limits what the binary may contain
	 * @param memoryPages most pages of 64 KiB of all its memories
	 * @return the binary
	 * @throws WasmLoadException if the bytes are not a valid core module, or exceed a
	 * limit
	 */
	public static WasmBinary of(String name, byte[] bytes, LoadLimits limits, int memoryPages) {
		return of(DecodedModule.of(WasmErrorContext.of(name, null), bytes, limits, memoryPages), name, digest(bytes),
				limits.compileTime());
	}

	/**
	 * Create the binary of a module that was decoded.
	 * @param decoded the module
	 * @param name the module's name, for messages
	 * @param digest the digest of what was decoded, by SHA-256
	 * @param compileTime how long it may take to compile it, zero for any time
	 * @return the binary
	 * @throws WasmLoadException if there is a problem with the module
	 */
	public static WasmBinary of(DecodedModule decoded, String name, String digest, Duration compileTime) {
		Assert.notNull(decoded, "'decoded' must not be null");
		Assert.hasText(name, "'name' must not be empty");
		Assert.hasText(digest, "'digest' must not be empty");
		Assert.notNull(compileTime, "'compileTime' must not be null");
		return new WasmBinary(name, decoded.encoded(), decoded.imports(), digest, null, compileTime, null);
	}

	/**
	 * Return the SHA-256 digest of bytes.
	 * @param bytes the bytes
	 * @return 64 lower-case hexadecimal digits
	 */
	public static String digest(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Return the module's name.
	 * @return the name
	 */
	public String getName() {
		return this.name;
	}

	/**
	 * Return the module to compile.
	 * @return the module as the encoder wrote it
	 */
	public EncodedModule getModule() {
		return this.module;
	}

	/**
	 * Return what the binary imports. Of that, {@link #getModule()} imports functions
	 * only: everything else became its own.
	 * @return the imports
	 */
	public List<WasmImport> getImports() {
		return this.imports;
	}

	/**
	 * Return the SHA-256 digest of the binary as it was given, by which users know it.
	 * @return 64 lower-case hexadecimal digits
	 */
	public String getDigest() {
		return this.digest;
	}

	/**
	 * Return the SHA-256 digest of {@link #getModule()}, by which to keep what is
	 * compiled from them.
	 * @return 64 lower-case hexadecimal digits
	 */
	public String getContentDigest() {
		String computed = this.contentDigest;
		if (computed == null) {
			computed = digest(this.module.bytes());
			this.contentDigest = computed;
		}
		return computed;
	}

	/**
	 * Return how long it may take to compile the binary.
	 * @return the longest time, zero for any time
	 */
	public Duration getCompileTime() {
		return this.compileTime;
	}

	/**
	 * Return the time that is left of {@link #getCompileTime()}, which is all of it
	 * unless the binary {@linkplain #withCompileTimeRunning() knows} when it began.
	 * @return the time left, positive also if it is over; zero for any time
	 */
	public Duration getCompileTimeLeft() {
		if (this.compileStart == null || this.compileTime.isZero()) {
			return this.compileTime;
		}
		Duration left = this.compileTime.minusNanos(System.nanoTime() - this.compileStart);
		return (left.compareTo(MOMENT) > 0) ? left : MOMENT;
	}

	/**
	 * Return this binary with the time to compile it running from now on, unless it is
	 * running already.
	 * @return the binary
	 */
	public WasmBinary withCompileTimeRunning() {
		return (this.compileStart != null) ? this : new WasmBinary(this.name, this.module, this.imports, this.digest,
				this.contentDigest, this.compileTime, System.nanoTime());
	}

	/**
	 * Describe that it takes longer than {@link #getCompileTime()} to compile the binary.
	 * @param backend id of the backend
	 * @param heapShort whether hardly any heap is free, so that everything takes long
	 * @return the failure
	 */
	public WasmLoadException compileTimeExceeded(String backend, boolean heapShort) {
		WasmText fact = WasmText.of("it was not compiled within %d ms", this.compileTime.toMillis());
		WasmText remedy = WasmText.of("Raise %s if you trust the module.", WasmSetting.COMPILE_TIMEOUT);
		return new WasmLoadException(Reason.COMPILE_TIMEOUT, WasmErrorContext.of(this.name, backend),
				(heapShort) ? WasmText.of("%s; the heap is nearly full, which makes everything slow", fact) : fact,
				(heapShort) ? WasmText.of(
						"Give the Java virtual machine a larger heap (-Xmx), or remove modules that are not needed. %s",
						remedy) : remedy,
				null);
	}

}
