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
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.instance.PoolClosedException;

/**
 * Calls something of the version that serves. The version is a constant to the JVM until
 * another one takes over: the next call binds the handle anew then.
 */
final class VersionHandle {

	private static final MethodHandle CALL = find("call", Object[].class);

	private static final MethodHandle CALL_NEXT = find("callNext", ModuleVersion.class, PoolClosedException.class,
			Object[].class);

	/**
	 * Kept, so that a module is known as long as something follows it.
	 */
	private final DefaultWasmModule module;

	private final Function<? super WasmModule, MethodHandle> binder;

	private final Function<? super WasmModule, @Nullable String> function;

	private final MethodHandle unbound;

	private final MutableCallSite site;

	/**
	 * Create a handle.
	 * @param function returns the name of the function by a version, or {@code null}
	 * @param binder returns what to call of a version
	 */
	VersionHandle(DefaultWasmModule module, MethodType type, Function<? super WasmModule, @Nullable String> function,
			Function<? super WasmModule, MethodHandle> binder) {
		this.module = module;
		this.function = function;
		this.binder = binder;
		this.unbound = CALL.bindTo(this).asCollector(Object[].class, type.parameterCount()).asType(type);
		this.site = new MutableCallSite(this.unbound);
		module.serving().add(this);
	}

	private static MethodHandle find(String name, Class<?>... parameters) {
		try {
			return MethodHandles.lookup()
				.findVirtual(VersionHandle.class, name, MethodType.methodType(Object.class, parameters));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	MutableCallSite site() {
		return this.site;
	}

	/**
	 * Return a handle for any number of calls.
	 */
	MethodHandle getHandle() {
		return this.site.dynamicInvoker();
	}

	/**
	 * Bind the handle at the next call.
	 */
	void reset() {
		this.site.setTarget(this.unbound);
	}

	@SuppressWarnings("unused")
	private @Nullable Object call(@Nullable Object[] arguments) throws Throwable {
		return call(this.module.serving().require(this.function), arguments);
	}

	/**
	 * Run a call that the version refused which the handle was bound to.
	 */
	@SuppressWarnings("unused")
	private @Nullable Object callNext(ModuleVersion version, PoolClosedException ex, @Nullable Object[] arguments)
			throws Throwable {
		return call(this.module.serving().next(this.function, version, ex), arguments);
	}

	private @Nullable Object call(ModuleVersion version, @Nullable Object[] arguments) throws Throwable {
		MethodHandle target = guard(version, bind(version));
		this.module.serving().link(this, version, target);
		return target.invokeWithArguments(arguments);
	}

	private MethodHandle bind(ModuleVersion version) {
		MethodHandle bound = this.binder.apply(version);
		if (!bound.type().equals(this.site.type())) {
			throw new WasmLinkException(WasmErrorContext.of(version),
					"a handle was made for a function of type %s, which now is %s".formatted(this.site.type(),
							bound.type()),
					"Keep the types of exported functions when a module is replaced, or ask for a new handle.", null);
		}
		return bound;
	}

	private MethodHandle guard(ModuleVersion version, MethodHandle bound) {
		MethodType type = bound.type();
		MethodHandle next = MethodHandles.insertArguments(CALL_NEXT, 0, this, version)
			.asCollector(Object[].class, type.parameterCount())
			.asType(type.insertParameterTypes(0, PoolClosedException.class));
		return MethodHandles.catchException(bound, PoolClosedException.class, next);
	}

}
