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
import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;

import org.jspecify.annotations.Nullable;

/**
 * What the JVM can do with virtual threads, which it need not have.
 */
final class VirtualThreads {

	private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();

	private static final @Nullable MethodHandle IS_VIRTUAL = find(
			() -> LOOKUP.findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class)));

	private static final @Nullable MethodHandle START = find(() -> LOOKUP.findStatic(Thread.class, "startVirtualThread",
			MethodType.methodType(Thread.class, Runnable.class)));

	private static final @Nullable MethodHandle GET_CARRIERS = find(
			() -> scheduler("getParallelism", MethodType.methodType(int.class)));

	private static final @Nullable MethodHandle SET_CARRIERS = find(
			() -> scheduler("setParallelism", MethodType.methodType(void.class, int.class)));

	private VirtualThreads() {
	}

	private static @Nullable MethodHandle find(Search search) {
		try {
			return search.find();
		}
		catch (ReflectiveOperationException ex) {
			return null;
		}
	}

	private static MethodHandle scheduler(String method, MethodType type) throws ReflectiveOperationException {
		Class<? extends PlatformManagedObject> bean = Class.forName("jdk.management.VirtualThreadSchedulerMXBean")
			.asSubclass(PlatformManagedObject.class);
		return LOOKUP.findVirtual(bean, method, type).bindTo(ManagementFactory.getPlatformMXBean(bean));
	}

	/**
	 * Return whether the JVM has virtual threads.
	 */
	static boolean exist() {
		return IS_VIRTUAL != null;
	}

	static boolean isVirtual(Thread thread) {
		MethodHandle isVirtual = IS_VIRTUAL;
		if (isVirtual == null) {
			return false;
		}
		try {
			return (boolean) isVirtual.invokeExact(thread);
		}
		catch (Throwable ex) {
			throw rethrown(ex);
		}
	}

	/**
	 * Return whether the current thread is virtual.
	 */
	static boolean isCurrent() {
		return isVirtual(Thread.currentThread());
	}

	/**
	 * Return whether the number of carriers can be changed.
	 */
	static boolean canAddCarriers() {
		return SET_CARRIERS != null;
	}

	static int getCarriers() {
		MethodHandle getCarriers = GET_CARRIERS;
		try {
			return (getCarriers != null) ? (int) getCarriers.invokeExact() : 0;
		}
		catch (Throwable ex) {
			throw rethrown(ex);
		}
	}

	/**
	 * Have another number of carriers. They appear with the next virtual thread that is
	 * ready to run, so there is one at once.
	 */
	static void setCarriers(int count) {
		MethodHandle setCarriers = SET_CARRIERS;
		MethodHandle start = START;
		if (setCarriers == null || start == null) {
			return;
		}
		try {
			setCarriers.invokeExact(count);
			start.invoke((Runnable) VirtualThreads::getCarriers);
		}
		catch (Throwable ex) {
			throw rethrown(ex);
		}
	}

	private static RuntimeException rethrown(Throwable ex) {
		if (ex instanceof Error error) {
			throw error;
		}
		return (ex instanceof RuntimeException failure) ? failure : new IllegalStateException(ex);
	}

	/**
	 * Looks for a method.
	 */
	@FunctionalInterface
	private interface Search {

		MethodHandle find() throws ReflectiveOperationException;

	}

}
