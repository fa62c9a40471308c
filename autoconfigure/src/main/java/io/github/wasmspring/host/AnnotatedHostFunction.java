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

package io.github.wasmspring.host;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;

import io.github.wasmspring.WasmFunctionType;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.abi.HostMethodAdapter;
import io.github.wasmspring.abi.MethodSignature;
import io.github.wasmspring.abi.WasmJson;

/**
 * A method of a bean. The bean is not needed before the first call, so that it may itself
 * depend on the modules that import its methods.
 */
final class AnnotatedHostFunction implements HostFunction {

	private final String module;

	private final List<String> names;

	private final Class<?> type;

	private final Method method;

	private final Supplier<Object> bean;

	private final WasmJson json;

	private volatile @Nullable Invocable invocable;

	AnnotatedHostFunction(String module, List<String> names, Class<?> type, Method method, Supplier<Object> bean,
			WasmJson json) {
		this.module = module;
		this.names = names;
		this.type = type;
		this.method = method;
		this.bean = bean;
		this.json = json;
	}

	@Override
	public String getModule() {
		return this.module;
	}

	@Override
	public List<String> getNames() {
		return this.names;
	}

	@Override
	public HostFunctionBody link(WasmModule importer, String name, WasmFunctionType expected) {
		HostMethodAdapter adapter = HostMethodAdapter.bind(MethodSignature.of(this.method, this.type), importer,
				this.module + "." + name, expected, this.json);
		return (caller, arguments) -> adapter.call(caller, arguments, this::invoke);
	}

	private @Nullable Object invoke(@Nullable Object[] arguments) throws Exception {
		Object target = this.bean.get();
		try {
			return invocable(target.getClass()).invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			ReflectionUtils.rethrowException(ex.getTargetException());
			throw ex;
		}
	}

	/**
	 * Return the method to invoke on a bean, which can be a proxy. Most often all calls
	 * go to the same bean.
	 */
	private Method invocable(Class<?> targetClass) {
		Invocable current = this.invocable;
		if (current == null || current.targetClass() != targetClass) {
			Method selected = AopUtils.selectInvocableMethod(this.method, targetClass);
			ReflectionUtils.makeAccessible(selected);
			current = new Invocable(targetClass, selected);
			this.invocable = current;
		}
		return current.method();
	}

	@Override
	public String toString() {
		return this.method.toGenericString();
	}

	/**
	 * Method to invoke on the beans of a class.
	 *
	 * @param targetClass class of the bean
	 * @param method the method, made accessible
	 */
	private record Invocable(Class<?> targetClass, Method method) {
	}

}
