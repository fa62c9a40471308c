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

import java.util.concurrent.ExecutionException;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.impl.SerializationConstants;
import com.hazelcast.map.IMap;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.operation.MapOperation;
import com.hazelcast.map.impl.proxy.MapProxyImpl;
import com.hazelcast.spi.impl.NodeEngine;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;

/**
 * Caches in the maps of a member of Hazelcast. Its interface has no way to a value that
 * is not an object yet, so this reads what the map itself reads.
 *
 * @since 0.1.0
 */
public final class HazelcastByteCaches implements ByteCacheProvider {

	@Override
	public @Nullable ByteCache find(Cache cache) {
		try {
			return (cache.getNativeCache() instanceof MapProxyImpl<?, ?> map) ? HazelcastByteCache.of(map) : null;
		}
		catch (LinkageError ex) {
			return null; // it is of another version
		}
	}

	/**
	 * The values of a map, where they are bytes.
	 *
	 * @param map the map
	 * @param engine the member's engine
	 * @param service the service of all maps
	 */
	private record HazelcastByteCache(IMap<String, byte[]> map, NodeEngine engine,
			MapService service) implements ByteCache {

		@SuppressWarnings("unchecked")
		static HazelcastByteCache of(MapProxyImpl<?, ?> map) {
			return new HazelcastByteCache((IMap<String, byte[]>) map, map.getNodeEngine(), map.getService());
		}

		@Override
		public String getName() {
			return this.map.getName();
		}

		/**
		 * Return the bytes of a key. Those of another value are as they are serialized,
		 * which no signature fits.
		 */
		@Override
		public byte @Nullable [] get(String key) {
			Data value = read(this.engine.toData(key));
			if (value == null) {
				return null;
			}
			return (value.getType() == SerializationConstants.CONSTANT_TYPE_BYTE_ARRAY) ? this.engine.toObject(value)
					: value.toByteArray();
		}

		private @Nullable Data read(Data key) {
			MapOperation operation = this.service.getMapServiceContext()
				.getMapOperationProvider(getName())
				.createGetOperation(getName(), key);
			try {
				return this.engine.getOperationService()
					.createInvocationBuilder(MapService.SERVICE_NAME, operation,
							this.engine.getPartitionService().getPartitionId(key))
					.setResultDeserialized(false)
					.<Data>invoke()
					.get();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new HazelcastException(ex);
			}
			catch (ExecutionException ex) {
				throw new HazelcastException(ex.getCause());
			}
		}

		@Override
		public void put(String key, byte[] bytes) {
			this.map.set(key, bytes);
		}

		@Override
		public void remove(String key) {
			this.map.delete(key);
		}

	}

}
