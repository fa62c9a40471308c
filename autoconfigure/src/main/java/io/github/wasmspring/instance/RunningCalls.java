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

import java.util.Arrays;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Tells by the stack of a thread whether it runs a call. It may be wrong about the
 * moments in which a call begins or ends.
 */
final class RunningCalls {

	/**
	 * Begins and ends each call, and is below the code of the guest unless that is called
	 * by a handle.
	 */
	private static final String POOL = InstancePool.class.getName();

	/**
	 * What is below the code of the guest on an instance that belongs to its user.
	 */
	private static final Set<String> OWN = Set.of(POOL, DefaultWasmInstance.class.getName());

	/**
	 * The JVM tells no more of a stack by default.
	 */
	private static final int MOST_FRAMES = 1024;

	private RunningCalls() {
	}

	/**
	 * Return whether a thread runs a call.
	 * @param thread the thread; if it is the current one, the call that asks does not
	 * count
	 * @param slot what the thread took for the call
	 */
	static boolean runsOn(Thread thread, Slot slot) {
		if (!thread.isAlive()) {
			return false;
		}
		StackTraceElement[] stack = thread.getStackTrace();
		int skipped = (thread == Thread.currentThread()) ? countAsking(stack) : 0;
		return isOn(Arrays.copyOfRange(stack, skipped, stack.length), slot);
	}

	/**
	 * Return whether a call is on a stack, perhaps deeper than the JVM tells.
	 * @param stack the stack of a thread
	 * @param slot what the thread took for the call
	 */
	static boolean isOn(StackTraceElement[] stack, Slot slot) {
		DefaultWasmInstance instance = slot.getInstance();
		return stack.length >= MOST_FRAMES || Arrays.stream(stack).anyMatch((frame) -> isOfCall(frame, instance));
	}

	private static int countAsking(StackTraceElement[] stack) {
		int count = 0;
		while (count < stack.length && !isOfPool(stack[count])) {
			count++;
		}
		while (count < stack.length && isOfPool(stack[count])) {
			count++;
		}
		return count;
	}

	private static boolean isOfCall(StackTraceElement frame, @Nullable DefaultWasmInstance instance) {
		return OWN.contains(frame.getClassName())
				|| (instance != null && instance.isAttached() && instance.backend().isCode(frame.getClassName()));
	}

	private static boolean isOfPool(StackTraceElement frame) {
		return frame.getClassName().equals(POOL);
	}

}
