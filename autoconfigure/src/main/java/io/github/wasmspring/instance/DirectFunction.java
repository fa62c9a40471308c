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

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.backend.BackendFunction;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.FinallyHandles;

/**
 * Calls an exported function on lent instances through the handle of the backend, so that
 * the JVM can compile a call as if it were written in Java: borrow, begin, call, end,
 * give back.
 * <p>
 * The handle of the backend is known once there is an instance, so the first call links
 * the later ones.
 */
final class DirectFunction {

	private static final MethodHandle LINK = find("link", Object.class, Object[].class);

	private static final MethodHandle CALL = find("call", Object.class, Object[].class);

	private static final MethodHandle BEGIN = find("begin", InstanceSlot.class);

	private static final MethodHandle END = find("end", void.class, Throwable.class, InstanceSlot.class);

	private static final MethodHandle BACKEND = find("backend", BackendInstance.class, InstanceSlot.class);

	private final InstanceLender lender;

	private final Duration timeout;

	private final long nanos;

	private final String name;

	private final MethodType type;

	private final MutableCallSite site;

	DirectFunction(InstanceLender lender, Duration timeout, WasmExport function) {
		this.lender = lender;
		this.timeout = timeout;
		this.nanos = CallTimer.nanos(timeout);
		this.name = function.name();
		this.type = ((WasmFunctionType) function.type()).toMethodType();
		this.site = new MutableCallSite(boxed(LINK));
	}

	private static MethodHandle find(String name, Class<?> result, Class<?>... parameters) {
		try {
			return MethodHandles.lookup()
				.findVirtual(DirectFunction.class, name, MethodType.methodType(result, parameters));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/**
	 * Return a handle of the function's type.
	 */
	MethodHandle getHandle() {
		return this.site.dynamicInvoker();
	}

	private MethodHandle boxed(MethodHandle handle) {
		return handle.bindTo(this).asCollector(Object[].class, this.type.parameterCount()).asType(this.type);
	}

	@SuppressWarnings("unused")
	private @Nullable Object link(@Nullable Object[] arguments) {
		InstanceSlot slot = this.lender.lend(this.timeout);
		try {
			BackendFunction function = Objects.requireNonNull(slot.requireInstance().backend().getFunction(this.name));
			MethodHandle handle = function.getHandle();
			this.site.setTarget((handle != null) ? direct(handle) : boxed(CALL));
			return call(slot, arguments);
		}
		finally {
			this.lender.takeBack(slot);
		}
	}

	@SuppressWarnings("unused")
	private @Nullable Object call(@Nullable Object[] arguments) {
		InstanceSlot slot = this.lender.lend(this.timeout);
		try {
			return call(slot, arguments);
		}
		finally {
			this.lender.takeBack(slot);
		}
	}

	private @Nullable Object call(InstanceSlot slot, @Nullable Object[] arguments) {
		return InstanceFactory.<@Nullable Object>apply(slot.requireInstance(), this.timeout,
				(instance) -> instance.call(this.name, arguments));
	}

	/**
	 * Put the backend's handle between {@link #begin()} and
	 * {@link #end(Throwable, InstanceSlot)}.
	 */
	private MethodHandle direct(MethodHandle function) {
		MethodHandle onSlot = MethodHandles.filterArguments(function, 0, BACKEND.bindTo(this));
		return MethodHandles.foldArguments(FinallyHandles.tryFinally(onSlot, END.bindTo(this)), BEGIN.bindTo(this));
	}

	@SuppressWarnings("unused")
	private BackendInstance backend(InstanceSlot slot) {
		return slot.requireInstance().backend();
	}

	@SuppressWarnings("unused")
	private InstanceSlot begin() {
		InstanceSlot slot = this.lender.lend(this.timeout);
		try {
			slot.requireInstance().beginDirect(this.nanos);
			return slot;
		}
		catch (RuntimeException | Error ex) {
			this.lender.takeBack(slot);
			throw ex;
		}
	}

	@SuppressWarnings("unused")
	private void end(@Nullable Throwable failure, InstanceSlot slot) {
		try {
			slot.requireInstance().endDirect(failure, this.timeout, this.name);
		}
		finally {
			this.lender.takeBack(slot);
		}
	}

}
