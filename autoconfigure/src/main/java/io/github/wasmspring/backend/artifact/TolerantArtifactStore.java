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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A store whose failures are said in the log, once for each type of exception, and count
 * as if it had nothing.
 *
 * @since 0.1.0
 */
public final class TolerantArtifactStore implements ArtifactStore {

	private static final Log logger = LogFactory.getLog(ArtifactStore.class);

	private final ArtifactStore store;

	private final Set<Class<?>> warned = ConcurrentHashMap.newKeySet();

	private TolerantArtifactStore(ArtifactStore store) {
		this.store = store;
	}

	/**
	 * Return a store that never fails.
	 * @param store a store that may fail
	 * @return a store around that one, or that one if it never fails
	 */
	public static ArtifactStore of(ArtifactStore store) {
		Assert.notNull(store, "'store' must not be null");
		return (store instanceof TolerantArtifactStore) ? store : new TolerantArtifactStore(store);
	}

	@Override
	public byte @Nullable [] get(String id) {
		return call("get", () -> this.store.get(id));
	}

	@Override
	public void put(String id, byte[] bytes) {
		call("put", () -> {
			this.store.put(id, bytes);
			return null;
		});
	}

	@Override
	public void remove(String id) {
		call("remove", () -> {
			this.store.remove(id);
			return null;
		});
	}

	@Override
	public String describe(String id) {
		String description = call("describe", () -> this.store.describe(id));
		return (description != null) ? description : "'%s' in %s".formatted(id, this.store.getClass().getName());
	}

	private <T> @Nullable T call(String operation, Supplier<@Nullable T> action) {
		try {
			return action.get();
		}
		catch (RuntimeException ex) {
			warn(operation, ex);
			return null;
		}
	}

	private void warn(String operation, RuntimeException failure) {
		String message = "The store of compiled modules %s failed in '%s': %s"
			.formatted(this.store.getClass().getName(), operation, failure);
		if (this.warned.add(failure.getClass())) {
			logger.warn(message
					+ ". Modules are compiled instead. Correct the store, or let that ArtifactStore bean catch what it expects",
					failure);
		}
		else {
			logger.debug(message);
		}
	}

}
