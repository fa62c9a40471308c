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

import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;

/**
 * Caches in Redis. Whatever serializer they have for values, another object on the same
 * connections goes without one.
 *
 * @since 0.1.0
 */
public final class RedisByteCaches implements ByteCacheProvider {

	@Override
	public @Nullable ByteCache find(Cache cache) {
		Cache target = (cache instanceof TransactionAwareCacheDecorator decorator) ? decorator.getTargetCache() : cache;
		return (target instanceof RedisCache redis) ? new RedisByteCache(redis) : null;
	}

	/**
	 * A cache with the name, the prefix, the time to live and the writer of another.
	 */
	private static final class RedisByteCache extends RedisCache implements ByteCache {

		RedisByteCache(RedisCache cache) {
			super(cache.getName(), cache.getNativeCache(),
					cache.getCacheConfiguration().serializeValuesWith(SerializationPair.byteArray()));
		}

		@Override
		public byte @Nullable [] get(String key) {
			return get(key, byte[].class);
		}

		@Override
		public void put(String key, byte[] bytes) {
			super.put(key, bytes);
		}

		@Override
		public void remove(String key) {
			evict(key);
		}

	}

}
