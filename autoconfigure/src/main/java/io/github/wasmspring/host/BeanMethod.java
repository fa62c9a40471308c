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

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Runs a method of a bean, which can be a proxy. Most often all calls go to beans of the
 * same class, so the first class is the one that costs nothing to find.
 */
final class BeanMethod {

	private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

	private static final MethodHandle FIND = find("find", MethodType.methodType(MethodHandle.class, Object.class));

	private static final MethodHandle IS_INSTANCE_OF = find("isInstanceOf",
			MethodType.methodType(boolean.class, Class.class, Object.class));

	private static final MethodHandle GET_BEAN = find("getBean", MethodType.methodType(Object.class));

	private final Method method;

	private final Supplier<Object> bean;

	private final MethodType type;

	private final MutableCallSite invocation;

	private final Map<Class<?>, MethodHandle> found = new ConcurrentHashMap<>();

	BeanMethod(Method method, Supplier<Object> bean) {
		this.method = method;
		this.bean = bean;
		this.type = MethodType.methodType(method.getReturnType(), method.getParameterTypes())
			.insertParameterTypes(0, Object.class);
		this.invocation = new MutableCallSite(
				MethodHandles.foldArguments(MethodHandles.exactInvoker(this.type), FIND.bindTo(this)));
	}

	private static MethodHandle find(String name, MethodType type) {
		try {
			return (name.equals("isInstanceOf")) ? LOOKUP.findStatic(BeanMethod.class, name, type)
					: LOOKUP.findVirtual(BeanMethod.class, name, type);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/**
	 * Return a handle that takes the arguments of the method, and looks up the bean for
	 * each call.
	 */
	MethodHandle toHandle() {
		return MethodHandles.collectArguments(this.invocation.dynamicInvoker(), 0, GET_BEAN.bindTo(this));
	}

	private Object getBean() {
		return this.bean.get();
	}

	/**
	 * Return the handle for the class of a bean.
	 */
	private MethodHandle find(Object target) {
		MethodHandle handle = this.found.get(target.getClass());
		return (handle != null) ? handle : link(target.getClass());
	}

	private synchronized MethodHandle link(Class<?> targetClass) {
		MethodHandle handle = this.found.computeIfAbsent(targetClass, this::create);
		if (this.found.size() == 1) {
			this.invocation.setTarget(MethodHandles.guardWithTest(IS_INSTANCE_OF.bindTo(targetClass), handle,
					this.invocation.getTarget()));
		}
		return handle;
	}

	private MethodHandle create(Class<?> targetClass) {
		Method selected = AopUtils.selectInvocableMethod(this.method, targetClass);
		ReflectionUtils.makeAccessible(selected);
		try {
			MethodHandle handle = LOOKUP.unreflect(selected).asFixedArity();
			return ((Modifier.isStatic(selected.getModifiers())) ? MethodHandles.dropArguments(handle, 0, Object.class)
					: handle)
				.asType(this.type);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean isInstanceOf(Class<?> type, Object target) {
		return target.getClass() == type;
	}

}
