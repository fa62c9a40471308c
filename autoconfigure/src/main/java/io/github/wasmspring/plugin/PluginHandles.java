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

package io.github.wasmspring.plugin;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

/**
 * Handles for the methods of plugins that take their arguments as an array.
 */
final class PluginHandles {

	private static final MethodHandle INVOKE;

	static {
		try {
			INVOKE = MethodHandles.lookup()
				.findVirtual(GuestMethod.class, "invoke", MethodType.methodType(Object.class, Object[].class));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private PluginHandles() {
	}

	static MethodHandle boxed(GuestMethod guestMethod, Method method) {
		return INVOKE.bindTo(guestMethod)
			.asCollector(Object[].class, method.getParameterCount())
			.asType(MethodType.methodType(method.getReturnType(), method.getParameterTypes()));
	}

}
