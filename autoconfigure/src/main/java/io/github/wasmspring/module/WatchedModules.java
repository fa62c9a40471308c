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

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.ModuleLog;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.binary.WasmBinary;

/**
 * Reloads modules whose files have changed. It looks twice a second, rather than be told
 * by the file system: that finds what was renamed, what a symbolic link leads to now, and
 * files on shared volumes alike. A file that differs from one look to the next is still
 * being written.
 */
final class WatchedModules implements AutoCloseable {

	private static final long INTERVAL = 500;

	private final ModuleNames names;

	private final ModuleReload reload;

	private final Map<String, Watch> watches = new HashMap<>();

	private @Nullable ScheduledThreadPoolExecutor executor;

	private boolean closed;

	/**
	 * Create a new instance.
	 * @param names the modules
	 * @param reload reloads one of them
	 */
	WatchedModules(ModuleNames names, ModuleReload reload) {
		this.names = names;
		this.reload = reload;
	}

	/**
	 * Check that a location can be watched if it has to be.
	 */
	static void check(WasmModuleDefinition definition) {
		if (!definition.reload() || FileStamp.now(definition.location()) != null) {
			return;
		}
		String location = LocationText.of(definition.location());
		if (definition.isReloadRequired()) {
			throw new WasmLoadException(Reason.MISCONFIGURED, definition.context(null),
					WasmText.of("it cannot be reloaded when its file changes, because %s is no file", location),
					WasmText.of("Set %s, or put the module into a file.", WasmSetting.RELOAD.assigning("false")), null);
		}
		ModuleLog.of(definition.name())
			.log(Level.WARNING, WasmErrorContext.of(definition.name(), null)
					+ ": it is not reloaded when it changes, because " + location + " is no file");
	}

	/**
	 * Begin to look, now that there is a module to be watched.
	 */
	synchronized void start() {
		if (this.executor == null && !this.closed) {
			ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(1, (task) -> {
				Thread thread = new Thread(task, "wasm-reload");
				thread.setDaemon(true);
				return thread;
			});
			started.scheduleWithFixedDelay(this::look, INTERVAL, INTERVAL, TimeUnit.MILLISECONDS);
			this.executor = started;
		}
	}

	private void look() {
		for (DefaultWasmModule module : this.names.getModules()) {
			WasmModuleDefinition definition = findDefinition(module);
			if (definition != null && definition.reload()) {
				try {
					look(module, definition);
				}
				catch (RuntimeException | IOException ex) {
					ModuleLog log = ModuleLog.of(module.getName());
					log.log(Level.WARNING, "The changed file of module '%s' does not serve: %s"
						.formatted(module.getName(), ex.getMessage()));
					log.log(Level.DEBUG, "Reload failed", ex);
				}
			}
		}
	}

	/**
	 * Return what a module was loaded by that serves, or that could not be loaded.
	 */
	private static @Nullable WasmModuleDefinition findDefinition(DefaultWasmModule module) {
		ModuleArrival arrival = module.serving().findArrival();
		if (arrival != null) {
			return (arrival.getFailure() != null) ? arrival.definition() : null;
		}
		ModuleVersion version = module.serving().find();
		return (version != null) ? version.getDefinition() : null;
	}

	private void look(DefaultWasmModule module, WasmModuleDefinition definition) throws IOException {
		Watch watch = this.watches.computeIfAbsent(module.getName(), (name) -> new Watch());
		if (watch.isChanged(FileStamp.now(definition.location())) && isNew(module)) {
			this.reload.reload(module.getName());
		}
	}

	private static boolean isNew(DefaultWasmModule module) throws IOException {
		ModuleVersion version = module.serving().find();
		if (version == null) {
			return true;
		}
		byte[] bytes;
		try (InputStream input = version.getDefinition().location().getInputStream()) {
			bytes = input.readNBytes(
					(int) Math.min(Integer.MAX_VALUE - 8, version.getDefinition().maxBinarySize().toBytes() + 1));
		}
		return !Arrays.equals(bytes, version.getBytes())
				&& !WasmBinary.digest(bytes).equals(module.history().getRejected());
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.executor != null) {
			this.executor.shutdownNow();
		}
	}

	/**
	 * Reloads a module.
	 */
	@FunctionalInterface
	interface ModuleReload {

		void reload(String name);

	}

	/**
	 * What was seen of a file.
	 */
	private static final class Watch {

		private @Nullable FileStamp last;

		private @Nullable FileStamp handled;

		/**
		 * Return whether the file is another than the last one that was handled, and the
		 * same as at the last look.
		 */
		private boolean isChanged(@Nullable FileStamp now) {
			boolean stable = now != null && now.equals(this.last);
			boolean changed = stable && !Objects.equals(now, this.handled);
			this.last = now;
			if (changed) {
				this.handled = now;
			}
			return changed;
		}

	}

}
