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

package io.github.wasmspring.sample.pricing;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.sample.pricing.TrafficLog.Sample;

/**
 * Calls the rule some hundred times a second while somebody watches.
 */
@Component
class Traffic implements DisposableBean {

	private static final int THREADS = 2;

	private static final Duration PAUSE = Duration.ofMillis(10);

	private static final Duration LONGEST = Duration.ofMinutes(5);

	private static final Duration LONGEST_UNWATCHED = Duration.ofSeconds(10);

	private static final Order ORDER = new Order("gold", List.of(new Order.Item("tea", 12, new BigDecimal("4.50"))),
			null);

	private final Pricing pricing;

	private final WasmModule module;

	private final TrafficLog log = new TrafficLog();

	private final AtomicInteger calls = new AtomicInteger();

	private final AtomicInteger failures = new AtomicInteger();

	private @Nullable ScheduledExecutorService threads;

	private volatile long started;

	private volatile long watched;

	Traffic(Pricing pricing, @Qualifier("pricing") WasmModule module) {
		this.pricing = pricing;
		this.module = module;
	}

	synchronized void start() {
		this.started = System.nanoTime();
		this.watched = this.started;
		if (this.threads == null) {
			ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS + 1,
					new CustomizableThreadFactory("traffic-"));
			for (int i = 0; i < THREADS; i++) {
				threads.scheduleAtFixedRate(this::call, i, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
			}
			threads.scheduleAtFixedRate(this::take, TrafficLog.TICK.toMillis(), TrafficLog.TICK.toMillis(),
					TimeUnit.MILLISECONDS);
			this.threads = threads;
		}
	}

	synchronized void stop() {
		if (this.threads != null) {
			this.threads.shutdownNow();
			this.threads = null;
		}
	}

	/**
	 * Return the last samples, which keeps the calls going.
	 */
	List<Sample> watch() {
		this.watched = System.nanoTime();
		return this.log.getSamples();
	}

	synchronized boolean isRunning() {
		return this.threads != null;
	}

	private void call() {
		try {
			this.pricing.price(ORDER);
			this.calls.incrementAndGet();
		}
		catch (RuntimeException ex) {
			this.failures.incrementAndGet();
		}
	}

	private void take() {
		this.log.add(this.calls.getAndSet(0), this.failures.getAndSet(0), this.module.getVersion());
		long now = System.nanoTime();
		if (now - this.started > LONGEST.toNanos() || now - this.watched > LONGEST_UNWATCHED.toNanos()) {
			stop();
		}
	}

	@Override
	public void destroy() {
		stop();
	}

}
