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
import java.lang.invoke.MethodType;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmModule;

/**
 * Binds something to the version of a module that serves, and again when another one
 * takes over. A module that has no versions counts as its only one.
 *
 * @since 0.1.0
 */
public final class ModuleVersions {

	private ModuleVersions() {
	}

	/**
	 * Return a handle that calls what is bound to the version that serves.
	 * @param module the module
	 * @param type type of the handle
	 * @param function returns the name of the exported function that a version calls, or
	 * {@code null} if it is not known
	 * @param binder returns a handle of that type for a version, which is called as long
	 * as the version serves; a call that the version refuses goes to the next one
	 * @return the handle
	 */
	public static MethodHandle follow(WasmModule module, MethodType type,
			Function<? super WasmModule, @Nullable String> function,
			Function<? super WasmModule, MethodHandle> binder) {
		Assert.notNull(module, "'module' must not be null");
		Assert.notNull(type, "'type' must not be null");
		Assert.notNull(function, "'function' must not be null");
		Assert.notNull(binder, "'binder' must not be null");
		return (module instanceof DefaultWasmModule living) ? living.follow(type, function, binder)
				: binder.apply(module);
	}

	/**
	 * Run a call on the version that serves.
	 * @param module the module
	 * @param function returns the name of the exported function that a version calls, or
	 * {@code null} if it is not known
	 * @param call calls the version once, and again if that refuses the call
	 * @param <T> type of the result
	 * @return what the call returns
	 */
	public static <T extends @Nullable Object> T call(WasmModule module,
			Function<? super WasmModule, @Nullable String> function, Function<? super WasmModule, T> call) {
		Assert.notNull(module, "'module' must not be null");
		Assert.notNull(function, "'function' must not be null");
		Assert.notNull(call, "'call' must not be null");
		return (module instanceof DefaultWasmModule living) ? living.serving().call(function::apply, call::apply)
				: call.apply(module);
	}

	/**
	 * Check the version that serves, if there is one, and every other one before it does.
	 * @param module the module
	 * @param user who needs that; nothing is checked any more once nobody refers to it
	 * @param check checks a version, which may not be compiled yet, and must not refer to
	 * the user
	 * @throws WasmException if the check fails
	 */
	public static void check(WasmModule module, Object user, Consumer<? super WasmModule> check) {
		Assert.notNull(module, "'module' must not be null");
		Assert.notNull(user, "'user' must not be null");
		Assert.notNull(check, "'check' must not be null");
		if (module instanceof DefaultWasmModule living) {
			living.addCheck(user, check);
		}
		else {
			check.accept(module);
		}
	}

}
