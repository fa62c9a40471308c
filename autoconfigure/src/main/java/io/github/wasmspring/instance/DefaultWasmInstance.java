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

package io.github.wasmspring.instance;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.NoSuchWasmFunctionException;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmExitException;
import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmExportedFunction;
import io.github.wasmspring.WasmExternalType;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmGlobal;
import io.github.wasmspring.WasmGlobalType;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmMemory;
import io.github.wasmspring.WasmMemoryType;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTable;
import io.github.wasmspring.WasmTableType;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.GuestExit;
import io.github.wasmspring.backend.GuestTrap;
import io.github.wasmspring.backend.WasiContext;

/**
 * An instance that guards its backend's instance: one thread at a time, and none after it
 * is closed.
 */
final class DefaultWasmInstance implements WasmInstance {

	private static final String DEFAULT_MEMORY = "memory";

	private final WasmModule module;

	private final BackendInstance backend;

	private final @Nullable WasiContext wasi;

	private final boolean closeOnFailure;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, WasmExportedFunction> functions = new ConcurrentHashMap<>();

	private final Map<String, WasmMemory> memories = new ConcurrentHashMap<>();

	private volatile boolean closed;

	private volatile boolean failed;

	private boolean released;

	DefaultWasmInstance(WasmModule module, BackendInstance backend, @Nullable WasiContext wasi,
			boolean closeOnFailure) {
		this.module = module;
		this.backend = backend;
		this.wasi = wasi;
		this.closeOnFailure = closeOnFailure;
	}

	@Override
	public WasmModule getModule() {
		return this.module;
	}

	@Override
	public @Nullable Object call(String function, @Nullable Object... arguments) {
		return getFunction(function).call(arguments);
	}

	@Override
	public WasmExportedFunction getFunction(String name) {
		Assert.notNull(name, "'name' must not be null");
		return cached(this.functions, name, this::findFunction);
	}

	private WasmExportedFunction findFunction(String name) {
		WasmFunctionType type = findType(name, WasmFunctionType.class);
		if (type == null) {
			throw new NoSuchWasmFunctionException(this.module, name);
		}
		return new DefaultWasmFunction(this, name, type, found(name, this.backend::getFunction));
	}

	@Override
	public WasmMemory memory() {
		if (findType(DEFAULT_MEMORY, WasmMemoryType.class) != null) {
			return memory(DEFAULT_MEMORY);
		}
		List<WasmExport> exported = this.module.getExports()
			.stream()
			.filter((export) -> export.type() instanceof WasmMemoryType)
			.toList();
		if (exported.size() != 1) {
			throw new WasmLinkException(context(null),
					"exports %d memories, none of them 'memory'".formatted(exported.size()),
					"Export the memory as 'memory', which most compilers do by default.", null);
		}
		return memory(exported.get(0).name());
	}

	@Override
	public WasmMemory memory(String name) {
		Assert.notNull(name, "'name' must not be null");
		return cached(this.memories, name, this::findMemory);
	}

	private WasmMemory findMemory(String name) {
		requireType(name, WasmMemoryType.class);
		return new DefaultWasmMemory(this, found(name, this.backend::getMemory));
	}

	/**
	 * Look up, or create outside of the map: creating takes the lock of the instance,
	 * which a thread that waits for the map may hold.
	 */
	private static <T> T cached(Map<String, T> cache, String name, Function<String, T> create) {
		T cached = cache.get(name);
		if (cached != null) {
			return cached;
		}
		T created = create.apply(name);
		T earlier = cache.putIfAbsent(name, created);
		return (earlier != null) ? earlier : created;
	}

	@Override
	public WasmGlobal global(String name) {
		Assert.notNull(name, "'name' must not be null");
		WasmGlobalType type = requireType(name, WasmGlobalType.class);
		return new DefaultWasmGlobal(this, name, type, found(name, this.backend::getGlobal));
	}

	@Override
	public WasmTable table(String name) {
		Assert.notNull(name, "'name' must not be null");
		WasmTableType type = requireType(name, WasmTableType.class);
		return new DefaultWasmTable(this, type, found(name, this.backend::getTable));
	}

	private <T extends WasmExternalType> T requireType(String name, Class<T> kind) {
		T type = findType(name, kind);
		if (type == null) {
			throw new WasmLinkException(context(null), "there is no such export: '%s'".formatted(name),
					"Exports: " + this.module.getExports() + ".", null);
		}
		return type;
	}

	private <T extends WasmExternalType> @Nullable T findType(String name, Class<T> kind) {
		for (WasmExport export : this.module.getExports()) {
			if (export.name().equals(name) && kind.isInstance(export.type())) {
				return kind.cast(export.type());
			}
		}
		return null;
	}

	private <T> T found(String name, Function<String, @Nullable T> lookup) {
		T export = guarded(() -> lookup.apply(name));
		Assert.state(export != null, () -> "Backend does not find the export '" + name + "' that it described");
		return export;
	}

	/**
	 * Run an action while no other thread uses the instance.
	 */
	<T extends @Nullable Object> T guarded(Supplier<T> action) {
		this.lock.lock();
		try {
			checkOpen();
			return action.get();
		}
		finally {
			unlock();
		}
	}

	/**
	 * Run code of the guest while no other thread uses the instance.
	 */
	long[] run(DefaultWasmFunction function, long[] arguments) {
		this.lock.lock();
		try {
			checkOpen();
			return function.invoke(arguments);
		}
		catch (GuestTrap ex) {
			failed();
			throw new WasmTrapException(ex.getKind(), context(function.getName()), String.valueOf(ex.getMessage()),
					ex.getCause());
		}
		catch (GuestExit ex) {
			failed();
			throw new WasmExitException(context(function.getName()), ex.getExitCode());
		}
		catch (Error ex) {
			failed();
			throw ex;
		}
		finally {
			unlock();
		}
	}

	/**
	 * Note that a call failed. Only the outermost one closes the instance: if a host
	 * function handles the failure of a nested call, its caller still gets a result.
	 */
	private void failed() {
		this.failed = true;
		if (this.closeOnFailure && this.lock.getHoldCount() == 1) {
			this.closed = true;
		}
	}

	/**
	 * Return whether a call on the instance ever failed.
	 */
	boolean hasFailed() {
		return this.failed;
	}

	void checkOpen() {
		if (this.closed) {
			throw new IllegalStateException("The instance of module '%s' on backend '%s' is closed"
				.formatted(this.module.getName(), this.module.getBackend()));
		}
	}

	WasmErrorContext context(@Nullable String function) {
		return WasmErrorContext.of(this.module, function);
	}

	@Override
	public boolean isOpen() {
		return !this.closed;
	}

	@Override
	public void close() {
		this.lock.lock();
		this.closed = true;
		unlock();
	}

	private void release() {
		try {
			this.backend.close();
		}
		finally {
			if (this.wasi != null) {
				this.wasi.close();
			}
		}
	}

	/**
	 * Unlock, and release the backend's instance when the outermost call ends: a native
	 * engine must not lose it under a running guest.
	 */
	private void unlock() {
		try {
			if (this.closed && !this.released && this.lock.getHoldCount() == 1) {
				this.released = true;
				release();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
