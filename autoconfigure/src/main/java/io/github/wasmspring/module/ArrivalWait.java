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

package io.github.wasmspring.module;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmPoolExhaustedException;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.instance.InstanceSettings;

/**
 * Lets callers wait for a module that is being loaded: as long as their call may take, or
 * as long as they may wait for an instance where that is configured.
 */
final class ArrivalWait {

	private static final String LOADING = "it is still being loaded after %d ms";

	private ArrivalWait() {
	}

	/**
	 * Check that the current thread does not load the module itself.
	 * @param loading whether it does
	 * @throws IllegalStateException if it would wait for itself
	 */
	static void checkCaller(WasmModuleDefinition definition, boolean loading) {
		if (loading) {
			throw new IllegalStateException(
					"%s: it is being loaded, and cannot be called by what takes part in that, such as its host functions"
						.formatted(definition.context(null)));
		}
	}

	/**
	 * Acquire a lock.
	 * @throws WasmPoolExhaustedException if that takes longer than callers may wait
	 * @throws WasmTimeoutException if that takes longer than a call may
	 */
	static void lock(WasmModuleDefinition definition, ReentrantLock lock) {
		Duration longest = longest(definition);
		try {
			if (longest.isZero()) {
				lock.lockInterruptibly();
			}
			else if (!lock.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS)) {
				throw late(definition, longest);
			}
		}
		catch (InterruptedException ex) {
			throw interrupted(definition, ex);
		}
	}

	/**
	 * Wait for the end of a load.
	 * @throws WasmPoolExhaustedException if that takes longer than callers may wait
	 * @throws WasmTimeoutException if that takes longer than a call may
	 */
	static void get(WasmModuleDefinition definition, Future<?> load) throws ExecutionException {
		Duration longest = longest(definition);
		try {
			if (longest.isZero()) {
				load.get();
			}
			else {
				load.get(longest.toNanos(), TimeUnit.NANOSECONDS);
			}
		}
		catch (TimeoutException ex) {
			throw late(definition, longest);
		}
		catch (InterruptedException ex) {
			throw interrupted(definition, ex);
		}
	}

	private static Duration longest(WasmModuleDefinition definition) {
		Duration maxWait = maxWait(definition);
		Duration timeout = definition.instances().timeout();
		if (maxWait == null) {
			return timeout;
		}
		return (timeout.isZero() || maxWait.compareTo(timeout) < 0) ? maxWait : timeout;
	}

	/**
	 * Return the longest wait for an instance, or {@code null} if it is that which is
	 * built in: that suits instances, while a module takes longer.
	 */
	private static @Nullable Duration maxWait(WasmModuleDefinition definition) {
		Duration maxWait = definition.instances().maxWait();
		return (maxWait.equals(InstanceSettings.DEFAULTS.maxWait()) || maxWait.isZero()) ? null : maxWait;
	}

	private static RuntimeException late(WasmModuleDefinition definition, Duration longest) {
		WasmText fact = WasmText.of(LOADING.formatted(longest.toMillis()));
		return (longest.equals(definition.instances().timeout()))
				? new WasmTimeoutException(definition.context(definition.backend()), fact,
						WasmText.of("Raise %s, or call the module later.", WasmSetting.TIMEOUT), null)
				: new WasmPoolExhaustedException(definition.context(definition.backend()), fact,
						WasmText.of("Raise %s, or call the module later.", WasmSetting.INSTANCES_MAX_WAIT), null);
	}

	private static WasmPoolExhaustedException interrupted(WasmModuleDefinition definition, InterruptedException cause) {
		Thread.currentThread().interrupt();
		return new WasmPoolExhaustedException(definition.context(definition.backend()),
				"interrupted while it was being loaded", null, cause);
	}

}
