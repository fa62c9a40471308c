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

import java.io.IOException;
import java.io.Serializable;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.support.NoOpCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.core.serializer.support.SerializationDelegate;
import org.springframework.data.redis.serializer.GenericJacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.util.Assert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link CheckedByteCache}.
 */
class CheckedByteCacheTests {

	@BeforeEach
	void reset() {
		Gadget.reset();
	}

	@Test
	void cacheThatKeepsObjectsAsTheyAreShouldBeUsed() {
		assertIsUsed(new ConcurrentMapCache("test"));
		assertIsUsed(new TransactionAwareCacheDecorator(new ConcurrentMapCache("test")));
		assertIsUsed(cache(new CaffeineCacheManager()));
	}

	@Test
	void cacheOfJdkSerializationShouldNotBeRead() {
		Cache cache = cacheByValue(getClass().getClassLoader());
		cache.put("a", new Gadget());
		assertIsRefused(cache, "it deserializes any object");
		assertThat(Gadget.runs()).isZero();
	}

	@Test
	void cacheThatFindsOtherClassesOnlyShouldNotBeRead() {
		assertIsRefused(cacheByValue(ClassLoader.getPlatformClassLoader()), "it deserializes any object");
	}

	private static Cache cacheByValue(ClassLoader classLoader) {
		ConcurrentMapCacheManager manager = new ConcurrentMapCacheManager();
		manager.setBeanClassLoader(classLoader);
		manager.setStoreByValue(true);
		return cache(manager);
	}

	private static Cache cache(CacheManager manager) {
		Cache cache = manager.getCache("test");
		Assert.state(cache != null, "there is a cache");
		return cache;
	}

	@Test
	void cacheOfJsonThatNamesClassesShouldNotBeRead() {
		RedisSerializer<Object> json = GenericJacksonJsonRedisSerializer.builder().enableUnsafeDefaultTyping().build();
		assertIsRefused(new ConvertingCache((value) -> json.deserialize(json.serialize(value))),
				"it returns byte[] as java.lang.String");
	}

	@Test
	void cacheThatReturnsBytesAsTextShouldNotBeRead() {
		assertIsRefused(
				new ConvertingCache(
						(value) -> (value instanceof byte[] bytes) ? Base64.getEncoder().encodeToString(bytes) : "{}"),
				"it returns byte[] as java.lang.String");
	}

	@Test
	void cacheThatTakesBytesOnlyShouldBeUsed() {
		assertIsUsed(new ConvertingCache((value) -> ((byte[]) value).clone()));
	}

	@Test
	void cacheThatFailsShouldBeCheckedAgain() {
		IllegalStateException failure = new IllegalStateException("connection refused");
		ConvertingCache cache = new ConvertingCache((value) -> {
			throw failure;
		});
		CheckedByteCache checked = new CheckedByteCache(cache);
		assertThatIllegalStateException().isThrownBy(checked::findProblem).isSameAs(failure);
		assertThatIllegalStateException().isThrownBy(() -> checked.get("a")).isSameAs(failure);
		cache.conversion = (value) -> (value instanceof Serializable) ? copy(value) : value;
		assertThat(checked.findProblem()).contains("it deserializes any object");
	}

	private static Object copy(Object value) {
		SerializationDelegate serialization = new SerializationDelegate(CheckedByteCacheTests.class.getClassLoader());
		try {
			return serialization.deserializeFromByteArray(serialization.serializeToByteArray(value));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void cacheThatKeepsNothingShouldHaveNothing() {
		CheckedByteCache checked = new CheckedByteCache(new NoOpCache("test"));
		assertThat(checked.findProblem()).isNull();
		checked.put("a", new byte[1]);
		assertThat(checked.get("a")).isNull();
	}

	@Test
	void cacheThatKeepsNothingShouldNotBeCheckedAgainForAWhile() {
		AtomicLong now = new AtomicLong();
		AtomicInteger puts = new AtomicInteger();
		CheckedByteCache checked = new CheckedByteCache(new NoOpCache("test") {

			@Override
			public void put(Object key, @Nullable Object value) {
				puts.incrementAndGet();
			}

		}, now::get);
		assertThat(checked.get("a")).isNull();
		assertThat(checked.get("b")).isNull();
		assertThat(checked.findProblem()).isNull();
		assertThat(puts).hasValue(1);
		now.addAndGet(CheckedByteCache.PAUSE.toNanos());
		assertThat(checked.get("a")).isNull();
		assertThat(puts).hasValue(2);
	}

	@Test
	@Timeout(20)
	void cacheShouldBeCheckedOnceWhoeverAsksMeanwhile() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		Set<Object> keys = ConcurrentHashMap.newKeySet();
		CheckedByteCache checked = new CheckedByteCache(new ConcurrentMapCache("test") {

			@Override
			public void put(Object key, @Nullable Object value) {
				keys.add(key);
				begun.countDown();
				try {
					end.await();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
				super.put(key, value);
			}

		});
		Thread first = new Thread(checked::findProblem);
		first.start();
		begun.await();
		Thread second = new Thread(checked::findProblem);
		second.start();
		while (second.getState() != Thread.State.WAITING) {
			Thread.onSpinWait();
		}
		end.countDown();
		first.join();
		second.join();
		assertThat(keys).hasSize(1);
	}

	@Test
	void checkThatFailsShouldLeaveNothingInTheCache() {
		IllegalStateException failure = new IllegalStateException("connection refused");
		ConcurrentMapCache cache = new ConcurrentMapCache("test") {

			@Override
			public @Nullable ValueWrapper get(Object key) {
				throw failure;
			}

		};
		assertThatIllegalStateException().isThrownBy(() -> new CheckedByteCache(cache).findProblem()).isSameAs(failure);
		assertThat(cache.getNativeCache()).isEmpty();
	}

	private static void assertIsUsed(Cache cache) {
		CheckedByteCache checked = new CheckedByteCache(cache);
		assertThat(checked.findProblem()).isNull();
		checked.put("a", new byte[] { 1, 2 });
		assertThat(checked.get("a")).containsExactly(1, 2);
		checked.remove("a");
		assertThat(checked.get("a")).isNull();
	}

	private static void assertIsRefused(Cache cache, String problem) {
		CheckedByteCache checked = new CheckedByteCache(cache);
		assertThat(checked.findProblem()).contains(problem);
		assertThatIllegalStateException().isThrownBy(() -> checked.get("a")).withMessageContaining(problem);
		assertThatIllegalStateException().isThrownBy(() -> checked.put("a", new byte[1]));
		assertThatIllegalStateException().isThrownBy(() -> checked.remove("a"));
	}

	/**
	 * A cache that returns something else than was put, as one with a serializer does.
	 */
	private static final class ConvertingCache extends ConcurrentMapCache {

		UnaryOperator<Object> conversion;

		ConvertingCache(UnaryOperator<Object> conversion) {
			super("converting");
			this.conversion = conversion;
		}

		@Override
		protected Object toStoreValue(@Nullable Object userValue) {
			Assert.state(userValue != null, "there is a value");
			return this.conversion.apply(userValue);
		}

	}

}
