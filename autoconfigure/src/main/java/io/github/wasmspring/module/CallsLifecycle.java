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

import java.util.function.Supplier;

import org.springframework.context.SmartLifecycle;
import org.springframework.util.Assert;

/**
 * Lets an application that stops wait for the calls that are under way, after everything
 * else has stopped, and no longer than the container waits for a phase. It refuses no
 * call: beans may call modules until they are destroyed.
 *
 * @since 0.1.0
 */
public final class CallsLifecycle implements SmartLifecycle {

	private final Supplier<DefaultWasmModuleRegistry> registry;

	private volatile boolean running = true;

	/**
	 * Create a new instance.
	 * @param registry returns the registry, which is asked for when the application stops
	 */
	public CallsLifecycle(Supplier<DefaultWasmModuleRegistry> registry) {
		Assert.notNull(registry, "'registry' must not be null");
		this.registry = registry;
	}

	/**
	 * Return the phase that is the last to stop, after those of web servers, message
	 * listeners and executors.
	 */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The calls of the thread that stops the application do not count.
	 */
	@Override
	public void stop(Runnable callback) {
		Assert.notNull(callback, "'callback' must not be null");
		stop();
		DefaultWasmModuleRegistry registry = this.registry.get();
		if (registry.isIdle()) {
			callback.run();
			return;
		}
		Thread thread = new Thread(() -> {
			registry.awaitIdle();
			callback.run();
		}, "wasm-calls");
		thread.setDaemon(true);
		thread.start();
	}

}
