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

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.asm.AnnotationVisitor;
import org.springframework.asm.Type;
import org.springframework.util.ReflectionUtils;

/**
 * Writes annotations into a class that is generated.
 */
final class AnnotationCopy {

	private AnnotationCopy() {
	}

	/**
	 * Write an annotation with all of its attributes.
	 * @param annotation the annotation
	 * @param target where to write the attributes
	 */
	static void write(Annotation annotation, AnnotationVisitor target) {
		for (Method attribute : annotation.annotationType().getDeclaredMethods()) {
			if (!Modifier.isStatic(attribute.getModifiers())) {
				ReflectionUtils.makeAccessible(attribute);
				Object value = ReflectionUtils.invokeMethod(attribute, annotation);
				write(attribute.getName(), Objects.requireNonNull(value), target);
			}
		}
		target.visitEnd();
	}

	private static void write(@Nullable String name, Object value, AnnotationVisitor target) {
		if (value instanceof Annotation annotation) {
			write(annotation, target.visitAnnotation(name, Type.getDescriptor(annotation.annotationType())));
		}
		else if (value instanceof Enum<?> constant) {
			target.visitEnum(name, Type.getDescriptor(constant.getDeclaringClass()), constant.name());
		}
		else if (value instanceof Class<?> type) {
			target.visit(name, Type.getType(type));
		}
		else if (value instanceof Object[] elements) {
			AnnotationVisitor array = target.visitArray(name);
			for (Object element : elements) {
				write(null, element, array);
			}
			array.visitEnd();
		}
		else {
			target.visit(name, value);
		}
	}

}
