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

import org.springframework.core.MethodParameter;
import org.springframework.core.Nullness;
import org.springframework.core.ResolvableType;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLinkException;

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

	private final boolean adapted;

	private final boolean owned;

	private MethodSignature(Method method, Class<?> declaringType, List<Type> parameterTypes, Type resultType,
			boolean adapted, boolean owned) {
		this.method = method;
		this.declaringType = declaringType;
		this.parameterTypes = parameterTypes;
		this.resultType = resultType;
		this.adapted = adapted;
		this.owned = owned;
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
		TypeVariables variables = new TypeVariables(declaringType);
		List<Type> parameterTypes = Arrays.stream(method.getGenericParameterTypes()).map(variables::replaceIn).toList();
		return new MethodSignature(method, declaringType, parameterTypes,
				variables.replaceIn(method.getGenericReturnType()), false, true);
	}

	/**
	 * Return the signature of the call that a {@link ResultAdapter} makes for the method.
	 * @param resultType what the call returns, which may be {@code null}
	 * @return the signature
	 */
	public MethodSignature withResultType(ResolvableType resultType) {
		Assert.notNull(resultType, "'resultType' must not be null");
		return new MethodSignature(this.method, this.declaringType, this.parameterTypes, resultType.getType(), true,
				this.owned);
	}

	/**
	 * Return the name of the method.
	 * @return the name
	 */
	public String getName() {
		return this.method.getName();
	}

	/**
	 * Return the signature of a method whose result is freed in the guest, or is not.
	 * @param owned whether the caller owns the memory of the result, which is the default
	 * @return the signature
	 */
	public MethodSignature withOwnedResult(boolean owned) {
		return new MethodSignature(this.method, this.declaringType, this.parameterTypes, this.resultType, this.adapted,
				owned);
	}

	/**
	 * Return whether the caller owns the memory of the result, and frees it.
	 * @return whether it does
	 */
	public boolean isResultOwned() {
		return this.owned;
	}

	/**
	 * Return the type of the result, with its variables replaced.
	 * @return the type
	 */
	public ResolvableType getResultType() {
		return ResolvableType.forType(this.resultType);
	}

	/**
	 * Return a parameter with its annotations, or the result for -1.
	 */
	MethodParameter parameter(int index) {
		return new MethodParameter(this.method, index).withContainingClass(this.declaringType);
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
		return !this.adapted && Nullness.forMethodReturnType(this.method) == Nullness.NON_NULL;
	}

	/**
	 * Describe that there is nothing to free.
	 */
	WasmLinkException unowned(WasmErrorContext context) {
		return unfit(context, "'free = false' is for results that lie in the memory of the guest",
				"Remove it from the @WasmFunction.");
	}

	WasmLinkException unfit(WasmErrorContext context, String fact, String remedy) {
		return new WasmLinkException(context, "'" + this + "' does not fit: " + fact, remedy, null);
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
