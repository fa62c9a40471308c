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

package io.github.wasmspring.cache;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.core.NestedExceptionUtils;

/**
 * Any cache, of which nothing is read before it was seen that it makes no objects of what
 * it keeps: an object that is put into it comes back as itself, or not at all.
 */
final class CheckedByteCache implements ByteCache {

	private static final String MAKES_OBJECTS = "it deserializes any object that somebody put into it, which runs code of its class";

	/**
	 * How long a cache that keeps nothing is not checked again.
	 */
	static final Duration PAUSE = Duration.ofMinutes(1);

	private final Cache cache;

	private final LongSupplier clock;

	private final Lock lock = new ReentrantLock();

	/**
	 * What the check found, {@code null} before it.
	 */
	private volatile @Nullable Finding finding;

	/**
	 * When the cache kept nothing, in nanoseconds, {@code null} if it did not happen.
	 */
	private @Nullable Long keptNothingAt;

	CheckedByteCache(Cache cache) {
		this(cache, System::nanoTime);
	}

	CheckedByteCache(Cache cache, LongSupplier clock) {
		this.cache = cache;
		this.clock = clock;
	}

	@Override
	public String getName() {
		return this.cache.getName();
	}

	@Override
	public @Nullable String findProblem() {
		Finding finding = find();
		return (finding != null) ? finding.problem() : null;
	}

	@Override
	public byte @Nullable [] get(String key) {
		if (!isUsable()) {
			return null;
		}
		Cache.ValueWrapper value = this.cache.get(key);
		return (value != null) ? bytes(value.get()) : null;
	}

	/**
	 * Return a value that is none of ours as what no signature fits.
	 */
	private static byte[] bytes(@Nullable Object value) {
		return (value instanceof byte[] bytes) ? bytes : new byte[0];
	}

	@Override
	public void put(String key, byte[] bytes) {
		if (isUsable()) {
			this.cache.put(key, bytes);
		}
	}

	@Override
	public void remove(String key) {
		if (isUsable()) {
			this.cache.evict(key);
		}
	}

	private boolean isUsable() {
		Finding finding = find();
		if (finding != null && finding.problem() != null) {
			throw new IllegalStateException(finding.problem());
		}
		return finding != null;
	}

	private @Nullable Finding find() {
		Finding finding = this.finding;
		return (finding != null) ? finding : findOnce();
	}

	/**
	 * Check while nobody else does. A caller that gives up does not wait either.
	 */
	private @Nullable Finding findOnce() {
		try {
			this.lock.lockInterruptibly();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The check of the cache was interrupted", ex);
		}
		try {
			if (this.finding == null && !hasJustKeptNothing()) {
				this.finding = checkAndEvict();
				this.keptNothingAt = (this.finding == null) ? this.clock.getAsLong() : null;
			}
			return this.finding;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean hasJustKeptNothing() {
		return this.keptNothingAt != null && this.clock.getAsLong() - this.keptNothingAt < PAUSE.toNanos();
	}

	/**
	 * Check, and leave nothing in the cache, whatever the check ends with.
	 */
	private @Nullable Finding checkAndEvict() {
		String key = "check" + UUID.randomUUID().toString().replace("-", "");
		Finding finding;
		try {
			finding = check(key);
		}
		catch (RuntimeException | Error ex) {
			try {
				this.cache.evict(key);
			}
			catch (RuntimeException evictionFailure) {
				ex.addSuppressed(evictionFailure);
			}
			throw ex;
		}
		this.cache.evict(key);
		return finding;
	}

	/**
	 * Put bytes into the cache, then an object, and look at what comes back.
	 * @return what was found, or {@code null} if the cache keeps nothing
	 */
	private @Nullable Finding check(String key) {
		Object bytes = exchange(key, new byte[] { 0, (byte) 0xFF });
		if (bytes == null) {
			return null;
		}
		if (!(bytes instanceof byte[])) {
			return new Finding("it returns byte[] as %s, so it has a serializer that changes them"
				.formatted(bytes.getClass().getName()));
		}
		return new Finding((makesObjects(key)) ? MAKES_OBJECTS : null);
	}

	private boolean makesObjects(String key) {
		Witness witness = new Witness("wasm");
		try {
			return exchange(key, witness) instanceof Witness returned && returned != witness;
		}
		catch (RuntimeException | LinkageError ex) {
			if (NestedExceptionUtils.getRootCause(ex) instanceof ClassNotFoundException) {
				return true; // it would make objects of other classes
			}
			exchange(key, new byte[1]); // fails if it was not because of the object
			return false;
		}
	}

	private @Nullable Object exchange(String key, Object value) {
		this.cache.put(key, value);
		Cache.ValueWrapper returned = this.cache.get(key);
		return (returned != null) ? returned.get() : null;
	}

	/**
	 * What a check found.
	 *
	 * @param problem what makes objects, or {@code null} if nothing does
	 */
	private record Finding(@Nullable String problem) {
	}

}
