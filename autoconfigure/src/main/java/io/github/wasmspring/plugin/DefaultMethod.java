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
 * {@link PluginMethod} that runs the body of a default method, also of an interface that
 * is not public.
 *
 * @param body the body, as {@code (Object, Object[]) -> Object}
 */
record DefaultMethod(MethodHandle body) implements PluginMethod {

	static DefaultMethod of(Method method) throws IllegalAccessException {
		Class<?> type = method.getDeclaringClass();
		MethodHandle handle = MethodHandles.privateLookupIn(type, MethodHandles.lookup())
			.unreflectSpecial(method, type)
			.asFixedArity()
			.asSpreader(Object[].class, method.getParameterCount())
			.asType(MethodType.methodType(Object.class, Object.class, Object[].class));
		return new DefaultMethod(handle);
	}

	@Override
	public @Nullable Object invoke(Object plugin, @Nullable Object[] arguments) throws Throwable {
		return this.body.invokeExact(plugin, arguments);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Nobody asks: an implementation inherits the method.
	 */
	@Override
	public MethodHandle handle() {
		return this.body;
	}

}
