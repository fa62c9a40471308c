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

package io.github.wasmspring.abi;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.core.Nullness;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Parameters and result of a Java method, as an interface sees them that may declare what
 * the type variables of its super-interfaces stand for.
 *
 * @since 0.1.0
 */
public final class MethodSignature {

	private final Method method;

	private final Class<?> declaringType;

	private final List<Type> parameterTypes;

	private final Type resultType;

	private MethodSignature(Method method, Class<?> declaringType) {
		TypeVariables variables = new TypeVariables(declaringType);
		this.method = method;
		this.declaringType = declaringType;
		this.parameterTypes = Arrays.stream(method.getGenericParameterTypes()).map(variables::replaceIn).toList();
		this.resultType = variables.replaceIn(method.getGenericReturnType());
	}

	/**
	 * Return the signature of a method.
	 * @param method the method
	 * @param declaringType the interface that declares or inherits the method
	 * @return the signature
	 */
	public static MethodSignature of(Method method, Class<?> declaringType) {
		Assert.notNull(method, "'method' must not be null");
		Assert.notNull(declaringType, "'declaringType' must not be null");
		return new MethodSignature(method, declaringType);
	}

	/**
	 * Return the name of the method.
	 * @return the name
	 */
	public String getName() {
		return this.method.getName();
	}

	List<Type> parameterTypes() {
		return this.parameterTypes;
	}

	String parameterName(int index) {
		return this.method.getParameters()[index].getName();
	}

	Type resultType() {
		return this.resultType;
	}

	/**
	 * Return the type of the method as the JVM sees it, without type variables.
	 */
	MethodType erasedType() {
		return MethodType.methodType(this.method.getReturnType(), this.method.getParameterTypes());
	}

	/**
	 * Return whether the method is declared to return no {@code null}.
	 */
	boolean isResultNonNull() {
		return Nullness.forMethodReturnType(this.method) == Nullness.NON_NULL;
	}

	/**
	 * Return the signature as it is written in Java, for example
	 * {@code int TextTools.countVowels(String)}.
	 */
	@Override
	public String toString() {
		return this.parameterTypes.stream()
			.map(TypeDescription::of)
			.collect(Collectors.joining(", ", TypeDescription.of(this.resultType) + " "
					+ ClassUtils.getShortName(this.declaringType) + "." + this.method.getName() + "(", ")"));
	}

}
