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

import io.github.wasmspring.WasmGuestException;

/**
 * {@link GuestMethod} that throws exceptions of the application for codes of the guest.
 *
 * @param method calls the guest
 * @param errors what to throw
 */
record MappedMethod(GuestMethod method, ErrorMappings errors) implements GuestMethod {

	private static final MethodHandle MAP;

	static {
		try {
			MAP = MethodHandles.lookup()
				.findVirtual(ErrorMappings.class, "map",
						MethodType.methodType(Exception.class, WasmGuestException.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	@Override
	public String name() {
		return this.method.name();
	}

	@Override
	public @Nullable Object invoke(@Nullable Object[] arguments) {
		try {
			return this.method.invoke(arguments);
		}
		catch (WasmGuestException ex) {
			throw MappedMethod.<RuntimeException>unchecked(this.errors.map(ex));
		}
	}

	@Override
	public MethodHandle handle(Method declared) {
		MethodHandle handle = this.method.handle(declared);
		MethodHandle thrower = MethodHandles.throwException(handle.type().returnType(), Exception.class);
		return MethodHandles.catchException(handle, WasmGuestException.class,
				MethodHandles.filterArguments(thrower, 0, MAP.bindTo(this.errors)));
	}

	/**
	 * The method declares it, which was checked.
	 */
	@SuppressWarnings("unchecked")
	private static <T extends Throwable> T unchecked(Exception ex) throws T {
		throw (T) ex;
	}

}
