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

import org.jspecify.annotations.Nullable;

/**
 * {@link PluginMethod} that returns something else than the value of the guest, which is
 * that of the version that serves when the value is asked for.
 *
 * @param method calls the guest
 * @param result what is returned
 */
record AdaptedMethod(FollowingMethod method, AdaptedResult result) implements PluginMethod {

	private static final MethodHandle INVOKE;

	static {
		try {
			INVOKE = MethodHandles.lookup()
				.findVirtual(AdaptedMethod.class, "invoke",
						MethodType.methodType(Object.class, Object.class, Object[].class));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	@Override
	public @Nullable Object invoke(Object plugin, @Nullable Object[] arguments) {
		return this.result.adapt(() -> this.method.invoke(plugin, arguments));
	}

	@Override
	public MethodHandle handle() {
		Method declared = this.method.method();
		return INVOKE.bindTo(this)
			.asCollector(Object[].class, declared.getParameterCount())
			.asType(MethodType.methodType(declared.getReturnType(), declared.getParameterTypes())
				.insertParameterTypes(0, Object.class));
	}

}
