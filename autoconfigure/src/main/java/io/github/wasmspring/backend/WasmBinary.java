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

package io.github.wasmspring.backend;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;

/**
 * Binary of a core module, known to start with the right preamble and to be complete.
 *
 * @since 0.1.0
 */
public final class WasmBinary {

	private static final Duration MOMENT = Duration.ofNanos(1);

	private final String name;

	private final byte[] bytes;

	private final String digest;

	private final Duration compileTime;

	private final @Nullable Long compileStart;

	private volatile @Nullable String contentDigest;

	private WasmBinary(String name, byte[] bytes, String digest, @Nullable String contentDigest, Duration compileTime,
			@Nullable Long compileStart) {
		this.name = name;
		this.bytes = bytes;
		this.digest = digest;
		this.contentDigest = contentDigest;
		this.compileTime = compileTime;
		this.compileStart = compileStart;
	}

	/**
	 * Create a binary that may contain anything.
	 * @param name the module's name, for messages
	 * @param bytes the bytes; belong to the binary from now on
	 * @return the binary
	 * @throws WasmLoadException if the bytes are not a core module or end too early
	 */
	public static WasmBinary of(String name, byte[] bytes) {
		Assert.hasText(name, "'name' must not be empty");
		Assert.notNull(bytes, "'bytes' must not be null");
		new BinaryFraming(name, bytes).check();
		String digest = digest(bytes);
		return new WasmBinary(name, bytes, digest, digest, Duration.ZERO, null);
	}

	/**
	 * Create a binary that keeps to limits.
	 * @param name the module's name, for messages
	 * @param bytes the bytes; belong to the binary from now on
	 * @param limits what the binary may contain
	 * @return the binary
	 * @throws WasmLoadException if the bytes are not a core module, end too early, are
	 * malformed where the limits are checked, or exceed one
	 */
	public static WasmBinary of(String name, byte[] bytes, LoadLimits limits) {
		Assert.notNull(limits, "'limits' must not be null");
		WasmBinary binary = of(name, bytes);
		new BinaryScan(name, bytes, limits).check();
		return new WasmBinary(name, bytes, binary.digest, binary.digest, limits.compileTime(), null);
	}

	/**
	 * Return a binary whose memories and tables cannot outgrow limits, on any backend:
	 * their maximums are lowered, or set where none is declared. Several memories share
	 * the limit: what they do not have from the start is divided equally; the same goes
	 * for tables.
	 * @param memoryPages most pages of 64 KiB of all memories
	 * @param tableElements most elements of all tables
	 * @return the limited binary, which keeps the digest of this one
	 * @throws WasmLoadException if the binary declares larger initial sizes, or is
	 * malformed where they stand
	 */
	public WasmBinary withMaximums(int memoryPages, int tableElements) {
		byte[] limited = new MaximumSizes(this.name, this.bytes).limit(memoryPages, tableElements);
		return (limited != this.bytes)
				? new WasmBinary(this.name, limited, this.digest, null, this.compileTime, this.compileStart) : this;
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
	 * Return the bytes to compile, which must not be changed.
	 * @return the bytes
	 */
	public byte[] getBytes() {
		return this.bytes;
	}

	/**
	 * Return the SHA-256 digest of the binary as it was given, by which users know it.
	 * @return 64 lower-case hexadecimal digits
	 */
	public String getDigest() {
		return this.digest;
	}

	/**
	 * Return the SHA-256 digest of {@link #getBytes()}, by which to keep what is compiled
	 * from them.
	 * @return 64 lower-case hexadecimal digits
	 */
	public String getContentDigest() {
		String computed = this.contentDigest;
		if (computed == null) {
			computed = digest(this.bytes);
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
		return (this.compileStart != null) ? this : new WasmBinary(this.name, this.bytes, this.digest,
				this.contentDigest, this.compileTime, System.nanoTime());
	}

	/**
	 * Describe that it takes longer than {@link #getCompileTime()} to compile the binary.
	 * @param backend id of the backend
	 * @return the failure
	 */
	public WasmLoadException compileTimeExceeded(String backend) {
		return new WasmLoadException(Reason.COMPILE_TIMEOUT, WasmErrorContext.of(this.name, backend),
				WasmText.of("it was not compiled within %d ms", this.compileTime.toMillis()),
				WasmText.of("Raise %s if you trust the module.", WasmSetting.COMPILE_TIMEOUT), null);
	}

}
