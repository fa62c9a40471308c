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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Releases versions that serve no more, as soon as their last call has ended. It has a
 * thread while one of them has calls.
 */
final class RetiredVersions {

	private static final Log logger = LogFactory.getLog(RetiredVersions.class);

	private static final long LOOK_INTERVAL = TimeUnit.MILLISECONDS.toMillis(20);

	private final List<ModuleVersion> busy = new ArrayList<>();

	private @Nullable Thread thread;

	/**
	 * Let no call begin on a version, and release it when all have ended.
	 */
	void add(ModuleVersion version) {
		version.retire();
		if (!releaseIfIdle(version)) {
			await(version);
		}
	}

	private static boolean releaseIfIdle(ModuleVersion version) {
		if (!version.awaitCalls(Duration.ZERO)) {
			return false;
		}
		release(version);
		return true;
	}

	private static void release(ModuleVersion version) {
		try {
			version.release();
		}
		catch (RuntimeException ex) {
			logger.warn("Closing an earlier version of %s failed".formatted(version), ex);
		}
	}

	private synchronized void await(ModuleVersion version) {
		this.busy.add(version);
		if (this.thread == null) {
			Thread thread = new Thread(this::run, "wasm-versions");
			thread.setDaemon(true);
			thread.start();
			this.thread = thread;
		}
	}

	private void run() {
		while (true) {
			List<ModuleVersion> versions = getBusy();
			if (versions.isEmpty()) {
				return;
			}
			List<ModuleVersion> released = versions.stream().filter(RetiredVersions::releaseIfIdle).toList();
			synchronized (this) {
				this.busy.removeAll(released);
				pause();
			}
		}
	}

	/**
	 * Return the versions that have calls; the thread ends if there are none.
	 */
	private synchronized List<ModuleVersion> getBusy() {
		if (this.busy.isEmpty()) {
			this.thread = null;
		}
		return List.copyOf(this.busy);
	}

	private void pause() {
		if (!this.busy.isEmpty()) {
			try {
				wait(LOOK_INTERVAL);
			}
			catch (InterruptedException ex) {
				// nobody but this class knows the thread
			}
		}
	}

	/**
	 * Wait until the calls of other threads have ended.
	 */
	boolean awaitCalls(Duration timeout) {
		long start = System.nanoTime();
		List<ModuleVersion> versions;
		synchronized (this) {
			versions = List.copyOf(this.busy);
		}
		return versions.stream()
			.allMatch((version) -> version.awaitCalls(timeout.minusNanos(System.nanoTime() - start)));
	}

	synchronized List<String> getNames() {
		return this.busy.stream().map(ModuleVersion::getName).distinct().toList();
	}

}
