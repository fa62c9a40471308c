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
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.module.ModuleVersions;

/**
 * {@link PluginMethod} that calls the version of a module that serves.
 *
 * @param method the method of the interface
 * @param module the module
 * @param binder binds the interface to a version
 */
record FollowingMethod(Method method, WasmModule module,
		Function<WasmModule, BoundVersion> binder) implements PluginMethod {

	@Override
	public @Nullable Object invoke(Object plugin, @Nullable Object[] arguments) {
		return ModuleVersions.<@Nullable Object>call(this.module, this::nameOf,
				(version) -> this.binder.apply(version).get(this.method).invoke(arguments));
	}

	@Override
	public MethodHandle handle() {
		MethodType type = MethodType.methodType(this.method.getReturnType(), this.method.getParameterTypes());
		MethodHandle handle = ModuleVersions.follow(this.module, type, this::nameOf,
				(version) -> this.binder.apply(version).get(this.method).handle(this.method));
		return MethodHandles.dropArguments(handle, 0, Object.class);
	}

	private String nameOf(WasmModule version) {
		return this.binder.apply(version).get(this.method).name();
	}

}
