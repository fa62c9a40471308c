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

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;

import org.springframework.util.ClassUtils;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.module.ModuleCompanions;

/**
 * The methods of an interface, bound to one version of a module.
 *
 * @param methods the methods that call the guest
 * @param settings how they were bound
 */
record BoundVersion(Map<Method, GuestMethod> methods, BindingSettings settings) {

	/**
	 * Bind an interface, or find it bound. What another class loader has loaded may have
	 * to be unloaded before the module, so that is not kept.
	 */
	static BoundVersion of(Class<?> type, WasmModule version, BindingSettings settings) {
		if (!ClassUtils.isCacheSafe(type, BoundVersion.class.getClassLoader())) {
			return new PluginBinder(type, version, settings).bind();
		}
		if (ModuleCompanions.find(version, type) instanceof BoundVersion bound && bound.settings() == settings) {
			return bound;
		}
		BoundVersion bound = new PluginBinder(type, version, settings).bind();
		ModuleCompanions.keep(version, type, bound);
		return bound;
	}

	GuestMethod get(Method method) {
		return Objects.requireNonNull(this.methods.get(method));
	}

}
