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
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ReflectionUtils;

import io.github.wasmspring.abi.MethodSignature;

/**
 * Reads what a plugin interface declares.
 */
final class PluginInterface {

	private final Class<?> type;

	PluginInterface(Class<?> type) {
		this.type = type;
	}

	/**
	 * Find annotations in the wrong places.
	 * @throws io.github.wasmspring.WasmLinkException if the type is no interface
	 */
	void check(LinkProblems problems) {
		if (!this.type.isInterface() || this.type.isAnnotation() || this.type.isSealed()) {
			problems.add("@WasmPlugin and @WasmFunction belong on an interface, but %s is %s".formatted(
					this.type.getName(), describeKind()), "Move the annotations to an interface that is not sealed.");
			problems.throwIfPresent();
		}
		checkAnnotations(this.type, problems);
	}

	private String describeKind() {
		if (this.type.isAnnotation()) {
			return "an annotation";
		}
		return (this.type.isInterface()) ? "sealed" : "a class";
	}

	private void checkAnnotations(Class<?> declaringType, LinkProblems problems) {
		for (Method method : sorted(declaringType.getDeclaredMethods())) {
			boolean callsGuest = Modifier.isAbstract(method.getModifiers()) && !isObjectMethod(method);
			if (!callsGuest && !method.isSynthetic() && MergedAnnotations.from(method).isPresent(WasmFunction.class)) {
				problems.add(
						"'%s' is annotated with @WasmFunction, but never calls the guest"
							.formatted(MethodSignature.of(method, this.type)),
						"Remove the annotation, or make it an abstract method with a name that java.lang.Object does not use.");
			}
		}
		for (Class<?> superInterface : declaringType.getInterfaces()) {
			checkAnnotations(superInterface, problems);
		}
	}

	/**
	 * Return the methods that a proxy receives, except for those of {@link Object}.
	 */
	List<Method> getMethods() {
		return sorted(this.type.getMethods()).stream()
			.filter((method) -> !Modifier.isStatic(method.getModifiers()) && !isObjectMethod(method))
			.toList();
	}

	private static boolean isObjectMethod(Method method) {
		return ReflectionUtils.isEqualsMethod(method) || ReflectionUtils.isHashCodeMethod(method)
				|| ReflectionUtils.isToStringMethod(method);
	}

	private static List<Method> sorted(Method[] methods) {
		return Arrays.stream(methods).sorted(Comparator.comparing(Method::toString)).toList();
	}

}
