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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

import io.github.wasmspring.SettingNames;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;

/**
 * Calls a remote cache, and gives up when it does not answer in time. After a failure no
 * call is made for a while.
 */
final class BoundedCalls implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(SharedArtifactStore.class);

	private static final Duration PAUSE = Duration.ofMinutes(1);

	private final String cache;

	private final Duration timeout;

	private final SettingNames names;

	private final ThreadPoolExecutor executor;

	private @Nullable Long pausedSince;

	private boolean warned;

	BoundedCalls(String cache, Duration timeout, SettingNames names) {
		this.cache = cache;
		this.names = names;
		this.timeout = timeout;
		CustomizableThreadFactory threads = new CustomizableThreadFactory("wasm-artifacts-");
		threads.setDaemon(true);
		this.executor = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(),
				threads);
	}

	/**
	 * Return what the call returns, or {@code null} if it fails, takes too long or is not
	 * made.
	 */
	<T> @Nullable T call(Callable<@Nullable T> call) {
		if (isPaused()) {
			return null;
		}
		try {
			Future<@Nullable T> result = this.executor.submit(call);
			return await(result);
		}
		catch (RejectedExecutionException ex) {
			return null;
		}
	}

	private <T> @Nullable T await(Future<@Nullable T> result) {
		try {
			T value = result.get(this.timeout.toNanos(), TimeUnit.NANOSECONDS);
			succeeded();
			return value;
		}
		catch (ExecutionException ex) {
			failed(String.valueOf(ex.getCause()));
		}
		catch (TimeoutException ex) {
			result.cancel(true);
			failed("no answer within %d ms".formatted(this.timeout.toMillis()));
		}
		catch (InterruptedException ex) {
			result.cancel(true);
			Thread.currentThread().interrupt();
		}
		return null;
	}

	private synchronized boolean isPaused() {
		return this.pausedSince != null && System.nanoTime() - this.pausedSince < PAUSE.toNanos();
	}

	private synchronized void succeeded() {
		this.pausedSince = null;
		this.warned = false;
	}

	private synchronized void failed(String problem) {
		this.pausedSince = System.nanoTime();
		String message = "The cache '%s' of compiled modules failed: %s".formatted(this.cache, problem);
		if (this.warned) {
			logger.debug(message);
			return;
		}
		this.warned = true;
		logger.warn(WasmText
			.of("%s. Modules are compiled instead. Check the server of the cache and its serializer, or remove %s",
					message, WasmSetting.CACHE_ARTIFACTS_CACHE)
			.render(new WasmErrorContext(null, null, null, this.names)));
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
