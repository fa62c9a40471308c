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
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmExport;
import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.backend.BackendFunction;
import io.github.wasmspring.backend.BackendInstance;
import io.github.wasmspring.backend.FinallyHandles;

/**
 * Calls an exported function on instances of a pool through the handle of the backend, so
 * that the JVM can compile a call as if it were written in Java: begin, call, end.
 * <p>
 * The handle of the backend is known once there is an instance, so the first call links
 * the later ones.
 */
final class CallHandle {

	private static final MethodHandle LINK = find(CallHandle.class, "link", Object.class, Object[].class);

	private static final MethodHandle CALL = find(CallHandle.class, "call", Object.class, Object[].class);

	private static final MethodHandle BEGIN = find(InstancePool.class, "begin", Slot.class, Call.class);

	private static final MethodHandle END = find(InstancePool.class, "end", void.class, Throwable.class, Slot.class,
			Call.class);

	private static final MethodHandle IS_VIRTUAL = findIsVirtual();

	private static final MethodHandle BACKEND = MethodHandles.filterReturnValue(
			find(Slot.class, "requireInstance", DefaultWasmInstance.class),
			find(DefaultWasmInstance.class, "backend", BackendInstance.class));

	private final InstancePool pool;

	private final Call call;

	/**
	 * The same call where it goes by way of the instance, which knows the function.
	 */
	private final Call indirect;

	private final String name;

	private final MethodType type;

	private final MutableCallSite site;

	CallHandle(InstancePool pool, WasmExport function, Call call) {
		this.pool = pool;
		this.call = call;
		this.indirect = Call.whole(call.timeout(), call.listener(), call.name());
		this.name = function.name();
		this.type = ((WasmFunctionType) function.type()).toMethodType();
		this.site = new MutableCallSite(boxed(LINK));
	}

	private static MethodHandle find(Class<?> type, String name, Class<?> result, Class<?>... parameters) {
		try {
			return MethodHandles.lookup().findVirtual(type, name, MethodType.methodType(result, parameters));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private static MethodHandle findIsVirtual() {
		try {
			return MethodHandles.lookup()
				.findStatic(VirtualThreads.class, "isCurrent", MethodType.methodType(boolean.class));
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
		return this.pool.<@Nullable Object>execute(this.indirect, (instance) -> {
			MethodHandle handle = find(instance).getHandle();
			this.site.setTarget((handle != null) ? guard(direct(handle)) : boxed(CALL));
			return instance.call(this.name, arguments);
		});
	}

	/**
	 * Let no virtual thread make the call itself if it must not.
	 */
	private MethodHandle guard(MethodHandle direct) {
		return (this.pool.isOnPlatformThreads()) ? MethodHandles.guardWithTest(IS_VIRTUAL, boxed(CALL), direct)
				: direct;
	}

	private BackendFunction find(WasmInstance instance) {
		return Objects.requireNonNull(((DefaultWasmInstance) instance).backend().getFunction(this.name));
	}

	@SuppressWarnings("unused")
	private @Nullable Object call(@Nullable Object[] arguments) {
		return this.pool.<@Nullable Object>execute(this.indirect, (instance) -> instance.call(this.name, arguments));
	}

	/**
	 * Put the backend's handle between the beginning and the end of a call.
	 */
	private MethodHandle direct(MethodHandle function) {
		MethodHandle begin = MethodHandles.insertArguments(BEGIN, 0, this.pool, this.call);
		MethodHandle end = MethodHandles.insertArguments(END.bindTo(this.pool), 2, this.call);
		MethodHandle onSlot = MethodHandles.filterArguments(function, 0, BACKEND);
		return MethodHandles.foldArguments(FinallyHandles.tryFinally(onSlot, end), begin);
	}

}
