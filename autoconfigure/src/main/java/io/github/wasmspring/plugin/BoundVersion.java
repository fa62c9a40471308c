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
import io.github.wasmspring.abi.AnnotationText;
import io.github.wasmspring.abi.WasmJson;
import io.github.wasmspring.module.ModuleCompanions;

/**
 * The methods of an interface, bound to one version of a module.
 *
 * @param methods the methods that call the guest
 * @param json converts what they pass as JSON
 * @param annotations read the annotations of the methods
 */
record BoundVersion(Map<Method, GuestMethod> methods, WasmJson json, AnnotationText annotations) {

	/**
	 * Bind an interface, or find it bound. What another class loader has loaded may have
	 * to be unloaded before the module, so that is not kept.
	 */
	static BoundVersion of(Class<?> type, WasmModule version, WasmJson json, AnnotationText annotations) {
		if (!ClassUtils.isCacheSafe(type, BoundVersion.class.getClassLoader())) {
			return new PluginBinder(type, version, json, annotations).bind();
		}
		if (ModuleCompanions.find(version, type) instanceof BoundVersion bound && bound.json() == json
				&& bound.annotations() == annotations) {
			return bound;
		}
		BoundVersion bound = new PluginBinder(type, version, json, annotations).bind();
		ModuleCompanions.keep(version, type, bound);
		return bound;
	}

	GuestMethod get(Method method) {
		return Objects.requireNonNull(this.methods.get(method));
	}

}
