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
import java.lang.reflect.Method;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.abi.ValueCodecs;
import io.github.wasmspring.abi.WasmJson;

/**
 * Other forms of plugins than the one that applications get.
 */
public final class PluginForms {

	private PluginForms() {
	}

	/**
	 * Create the plugin as a JDK proxy.
	 */
	public static <T> T createProxy(Class<T> type, WasmModule module) {
		return type.cast(bind(type, module).createProxy());
	}

	/**
	 * Return the handle of a method, which takes any object before the method's
	 * arguments.
	 */
	public static MethodHandle handle(Class<?> type, String method, WasmModule module) {
		BoundPlugin plugin = bind(type, module);
		for (Method candidate : type.getMethods()) {
			if (candidate.getName().equals(method)) {
				return plugin.method(candidate).handle();
			}
		}
		throw new IllegalArgumentException(method);
	}

	private static BoundPlugin bind(Class<?> type, WasmModule module) {
		return new BoundPlugin(type, module, BindingSettings.of(ValueCodecs.of(WasmJson.detect()))).bind();
	}

}
