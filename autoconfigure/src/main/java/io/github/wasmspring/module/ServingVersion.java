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

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MutableCallSite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmModuleState;
import io.github.wasmspring.WasmModuleSuspendedException;
import io.github.wasmspring.instance.PoolClosedException;

/**
 * Which version of a module serves. Who calls a version by a handle is told when another
 * one takes over, so that a call need not ask.
 */
final class ServingVersion {

	private final String name;

	/**
	 * The version to call at once, or {@code null} if that needs a closer look.
	 */
	private volatile @Nullable ModuleVersion open;

	/**
	 * The version that serves, or served last.
	 */
	private volatile @Nullable ModuleVersion version;

	/**
	 * The first version, as long as it is still to come.
	 */
	private volatile @Nullable ModuleArrival arrival;

	private volatile boolean closed = true;

	private volatile boolean suspended;

	private long count;

	private final Set<VersionHandle> handles = Collections.newSetFromMap(new WeakHashMap<>());

	/**
	 * What a version has to fit, by who uses it.
	 */
	private final Map<Object, Consumer<? super WasmModule>> checks = new WeakHashMap<>();

	/**
	 * How many checks were ever added.
	 */
	private long added;

	ServingVersion(String name) {
		this.name = name;
	}

	/**
	 * Return the version to call, and wait for it if it is still to come. Whoever
	 * observes the module hears of a call that is refused.
	 * @param function returns the name of the function to call, by the version that
	 * serves, or {@code null} if it is not known
	 * @throws IllegalStateException if the module is closed
	 * @throws WasmModuleSuspendedException if it is suspended
	 */
	ModuleVersion require(Function<? super ModuleVersion, @Nullable String> function) {
		try {
			return require();
		}
		catch (WasmModuleSuspendedException ex) {
			ModuleVersion version = this.version;
			if (version != null) {
				version.refused(function.apply(version), ex);
			}
			throw ex;
		}
	}

	private ModuleVersion require() {
		ModuleVersion version = this.open;
		while (version == null) {
			ModuleArrival arrival = this.arrival;
			if (arrival != null && !this.suspended) {
				arrival.await();
			}
			version = requireOther();
		}
		return version;
	}

	/**
	 * Return the version to call, or {@code null} if it is still to come.
	 */
	private synchronized @Nullable ModuleVersion requireOther() {
		ModuleVersion version = this.version;
		ModuleArrival arrival = this.arrival;
		if (this.suspended && arrival != null) {
			throw new WasmModuleSuspendedException(arrival.definition().context(arrival.definition().backend()));
		}
		if (arrival != null) {
			return null;
		}
		if (this.closed || version == null) {
			throw closed(version);
		}
		if (this.suspended) {
			throw new WasmModuleSuspendedException(version);
		}
		FailurePolicy policy = version.getPolicy();
		if (policy != null && !policy.permits()) {
			throw new WasmModuleSuspendedException(version,
					"the module is suspended, because its guest failed too often",
					"It is tried again in %d ms. Replace the module, or resume it."
						.formatted(policy.getTimeLeft().toMillis()),
					policy.getFailure());
		}
		return version;
	}

	private IllegalStateException closed(@Nullable ModuleVersion last) {
		return new IllegalStateException("Module '%s'%s is closed".formatted(this.name,
				(last != null) ? " on backend '%s'".formatted(last.getBackend()) : ""));
	}

	/**
	 * Return the version that serves or, if the module is closed, the one that served
	 * last. If it is still to come, wait for it.
	 */
	ModuleVersion get() {
		ModuleArrival arrival = this.arrival;
		while (arrival != null) {
			arrival.await();
			arrival = this.arrival;
		}
		ModuleVersion version = this.version;
		if (version == null) {
			throw closed(null);
		}
		return version;
	}

	/**
	 * Return the version that serves, or {@code null} if none does.
	 */
	synchronized @Nullable ModuleVersion find() {
		return (this.closed) ? null : this.version;
	}

	/**
	 * Return the first version if it is still to come, or {@code null} if it is not.
	 */
	@Nullable ModuleArrival findArrival() {
		return this.arrival;
	}

	/**
	 * Return what the version was loaded by that serves or served last, or what it is to
	 * be loaded by.
	 */
	WasmModuleDefinition getDefinition() {
		ModuleArrival arrival = this.arrival;
		return (arrival != null) ? arrival.definition() : get().getDefinition();
	}

	/**
	 * Return the number of the version that serves or served last, 0 if none ever did.
	 */
	synchronized long getNumber() {
		return this.count;
	}

	WasmModuleState getState() {
		if (this.closed) {
			return WasmModuleState.CLOSED;
		}
		ModuleArrival arrival = this.arrival;
		if (arrival != null && !this.suspended) {
			return arrival.getState();
		}
		return (isSuspended(this.version)) ? WasmModuleState.SUSPENDED : WasmModuleState.READY;
	}

	/**
	 * Run a call on the version that serves, and on the next one if another takes over
	 * before it begins.
	 * @param function returns the name of the function by a version, or {@code null}
	 */
	<T extends @Nullable Object> T call(Function<? super ModuleVersion, @Nullable String> function,
			Function<? super ModuleVersion, T> call) {
		ModuleVersion version = require(function);
		while (true) {
			try {
				return call.apply(version);
			}
			catch (PoolClosedException ex) {
				version = next(function, version, ex);
			}
		}
	}

	/**
	 * Return the version that serves in the place of one that refused a call.
	 * @throws PoolClosedException if something else was refused, or nothing serves
	 */
	ModuleVersion next(Function<? super ModuleVersion, @Nullable String> function, ModuleVersion refused,
			PoolClosedException ex) {
		if (!refused.hasRefused(ex)) {
			throw ex;
		}
		ModuleVersion next = require(function);
		if (next == refused) {
			throw ex;
		}
		return next;
	}

	/**
	 * Check a version that is to serve against everything that is known to use the
	 * module.
	 * @return a number for {@link #serve(ModuleVersion, long)}
	 */
	long check(WasmModule candidate) {
		List<Consumer<? super WasmModule>> checks;
		long added;
		synchronized (this) {
			checks = new ArrayList<>(this.checks.values());
			added = this.added;
		}
		checks.forEach((check) -> check.accept(candidate));
		return added;
	}

	/**
	 * Wait for a first version.
	 */
	synchronized void expect(ModuleArrival arrival) {
		this.arrival = arrival;
		this.version = null;
		this.closed = false;
		open();
	}

	/**
	 * Let a version serve, unless there are uses that it was not checked against.
	 * @param checked what {@link #check(WasmModule)} returned
	 * @return whether it serves now
	 */
	synchronized boolean serve(ModuleVersion version, long checked) {
		if (checked != this.added) {
			return false;
		}
		version.setVersion(++this.count);
		start(version);
		return true;
	}

	/**
	 * Let a version serve like {@link #serve(ModuleVersion, long)} if the module still
	 * waits for it.
	 * @throws IllegalStateException if it does not
	 */
	synchronized boolean serve(ModuleVersion version, long checked, ModuleArrival arrival) {
		if (this.arrival != arrival) {
			throw closed(version);
		}
		return serve(version, checked);
	}

	/**
	 * Let a version serve under the number of another one, which has the same binary, if
	 * that serves still.
	 * @throws IllegalStateException if it does not
	 */
	synchronized boolean serve(ModuleVersion version, long checked, ModuleVersion other) {
		if (this.closed || this.version != other) {
			throw closed(version);
		}
		if (checked != this.added) {
			return false;
		}
		version.setVersion(other.getVersion());
		start(version);
		return true;
	}

	private void start(ModuleVersion version) {
		this.version = version;
		this.arrival = null;
		this.closed = false;
		open();
	}

	/**
	 * Let no version serve.
	 */
	synchronized void close() {
		this.closed = true;
		this.arrival = null;
		this.suspended = false;
		open();
	}

	void suspend() {
		ModuleVersion version;
		synchronized (this) {
			if (this.suspended) {
				return;
			}
			this.suspended = true;
			version = (this.closed) ? null : this.version;
			open();
		}
		if (version != null) {
			version.getObservation().suspended(null);
		}
	}

	void resume() {
		ModuleVersion version;
		synchronized (this) {
			this.suspended = false;
			version = this.version;
			open();
		}
		FailurePolicy policy = (version != null) ? version.getPolicy() : null;
		if (policy != null) {
			policy.resume();
		}
	}

	private boolean isSuspended(@Nullable ModuleVersion version) {
		FailurePolicy policy = (version != null) ? version.getPolicy() : null;
		return this.suspended || (policy != null && policy.isSuspended());
	}

	/**
	 * Look again whether the version is suspended.
	 */
	synchronized void refresh() {
		open();
	}

	private void open() {
		this.open = (this.closed || isSuspended(this.version)) ? null : this.version;
		this.handles.forEach(VersionHandle::reset);
		MutableCallSite.syncAll(this.handles.stream().map(VersionHandle::site).toArray(MutableCallSite[]::new));
	}

	/**
	 * Add something that every version has to fit.
	 * @param user who needs that; nothing is checked any more once nobody refers to it
	 * @param check checks a version, and does not refer to the user
	 */
	synchronized void addCheck(Object user, Consumer<? super WasmModule> check) {
		if (this.checks.put(user, check) == null) {
			this.added++;
		}
	}

	synchronized void add(VersionHandle handle) {
		this.handles.add(handle);
	}

	/**
	 * Let a handle call a version, unless another one serves by now.
	 */
	synchronized void link(VersionHandle handle, ModuleVersion version, MethodHandle target) {
		if (this.open == version) {
			handle.site().setTarget(target);
		}
	}

}
