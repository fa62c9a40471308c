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
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.springframework.aop.TargetClassAware;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.abi.MethodSignature;
import io.github.wasmspring.module.ModuleVersions;

/**
 * An interface whose methods follow a module, and which only has to be implemented. All
 * of its plugins are of one class, which is generated for the first of them.
 */
final class BoundPlugin {

	private final Class<?> type;

	private final String description;

	private final Map<Method, PluginMethod> methods = new LinkedHashMap<>();

	private final WasmModule module;

	private final BindingSettings settings;

	private final SingletonSupplier<MethodHandle> constructor;

	/**
	 * Create a new instance.
	 * @param type the interface
	 * @param module the module whose versions it has to fit
	 * @param settings how the methods are bound
	 */
	BoundPlugin(Class<?> type, WasmModule module, BindingSettings settings) {
		this.type = type;
		this.description = "WasmPlugin[%s, module '%s']".formatted(type.getName(), module.getName());
		this.module = module;
		this.settings = settings;
		this.constructor = SingletonSupplier.ofNullable(() -> PluginClass.define(type, this.description, this.methods));
	}

	/**
	 * Bind the methods, now and whenever another version is to serve.
	 * @return this plugin
	 * @throws WasmLinkException if the interface does not fit the version that serves
	 */
	BoundPlugin bind() {
		Class<?> type = this.type;
		BindingSettings settings = this.settings;
		ModuleVersions.check(this.module, this, (version) -> BoundVersion.of(type, version, settings));
		for (Method method : new PluginInterface(type).getMethods()) {
			this.methods.put(method, (method.isDefault()) ? defaultMethod(method) : followingMethod(method));
		}
		return this;
	}

	private PluginMethod followingMethod(Method method) {
		FollowingMethod following = new FollowingMethod(method, this.module, this::bind);
		AdaptedResult adapted = AdaptedResult.find(MethodSignature.of(method, this.type), this.settings.adapters());
		return (adapted != null) ? new AdaptedMethod(following, adapted) : following;
	}

	private BoundVersion bind(WasmModule version) {
		return BoundVersion.of(this.type, version, this.settings);
	}

	private static DefaultMethod defaultMethod(Method method) {
		try {
			return DefaultMethod.of(method);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("%s cannot be called any more".formatted(method), ex);
		}
	}

	PluginMethod method(Method method) {
		return Objects.requireNonNull(this.methods.get(method));
	}

	BindingSettings settings() {
		return this.settings;
	}

	/**
	 * Create a plugin: an instance of a generated class, or a slower JDK proxy where
	 * classes cannot be generated.
	 */
	Object create() {
		MethodHandle constructor = this.constructor.get();
		return (constructor != null) ? create(constructor) : createProxy();
	}

	private static Object create(MethodHandle constructor) {
		try {
			return constructor.invokeExact();
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException("Constructor of a plugin failed", ex);
		}
	}

	/**
	 * Create a plugin as a JDK proxy. It tells Spring that its target is the interface:
	 * unlike the class of a proxy, that has the annotations and names of parameters that
	 * advice looks for.
	 */
	Object createProxy() {
		ClassLoader classLoader = this.type.getClassLoader();
		Class<?>[] interfaces = (ClassUtils.isVisible(TargetClassAware.class, classLoader))
				? new Class<?>[] { this.type, TargetClassAware.class } : new Class<?>[] { this.type };
		return Proxy.newProxyInstance(classLoader, interfaces,
				new PluginInvocationHandler(this.type, this.description, this.methods));
	}

}
