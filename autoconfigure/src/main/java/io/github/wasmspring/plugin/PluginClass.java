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
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.asm.ClassWriter;
import org.springframework.asm.ConstantDynamic;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;
import org.springframework.core.NativeDetector;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * Generates the class of a plugin, whose methods do nothing but invoke the handles that
 * it holds as constants, so that the JVM can inline all of a call.
 * <p>
 * It is a hidden class: it lives in the package of the interface, which need not be
 * public, and can be unloaded when neither its plugins nor their module are in use.
 */
final class PluginClass {

	/**
	 * Makes Spring recognize, as it does for lambdas, that the class cannot be extended
	 * but the interface can be proxied.
	 */
	private static final String NAME_SUFFIX = "$$LambdaWasmPlugin";

	private static final String VALIDATION = "jakarta.validation.";

	private static final Type HANDLE = Type.getType(MethodHandle.class);

	private static final Type STRING = Type.getType(String.class);

	private static final Handle CLASS_DATA = new Handle(Opcodes.H_INVOKESTATIC,
			Type.getInternalName(MethodHandles.class), "classDataAt",
			MethodType.methodType(Object.class, MethodHandles.Lookup.class, String.class, Class.class, int.class)
				.toMethodDescriptorString(),
			false);

	private final Class<?> type;

	private final List<Object> classData = new ArrayList<>();

	private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

	private PluginClass(Class<?> type) {
		this.type = type;
	}

	/**
	 * Define a class.
	 * @param type the interface
	 * @param description what {@code toString()} returns
	 * @param methods the methods of the interface
	 * @return its constructor, which returns an {@code Object}, or {@code null} if no
	 * class can be generated: in a native image, or next to an interface of another Java
	 * module or class loader
	 */
	static @Nullable MethodHandle define(Class<?> type, String description, Map<Method, PluginMethod> methods) {
		if (NativeDetector.inNativeImage()) {
			return null;
		}
		try {
			MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
			return (lookup.hasFullPrivilegeAccess()) ? new PluginClass(type).define(lookup, description, methods)
					: null;
		}
		catch (IllegalAccessException | NoSuchMethodException | LinkageError ex) {
			return null;
		}
	}

	private MethodHandle define(MethodHandles.Lookup lookup, String description, Map<Method, PluginMethod> methods)
			throws IllegalAccessException, NoSuchMethodException {
		this.writer.visit(Opcodes.V17, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
				Type.getInternalName(this.type) + NAME_SUFFIX, null, Type.getInternalName(Object.class),
				new String[] { Type.getInternalName(this.type) });
		addConstructor();
		addToString(description);
		for (Map.Entry<Method, PluginMethod> entry : distinct(methods).entrySet()) {
			addMethod(lookup, entry.getKey(), entry.getValue());
		}
		this.writer.visitEnd();
		MethodHandles.Lookup defined = lookup.defineHiddenClassWithClassData(this.writer.toByteArray(),
				List.copyOf(this.classData), true);
		return defined.findConstructor(defined.lookupClass(), MethodType.methodType(void.class))
			.asType(MethodType.methodType(Object.class));
	}

	/**
	 * Return the methods to implement. Default methods are inherited, and of methods with
	 * the same name and type there can be one only.
	 */
	private static Map<Method, PluginMethod> distinct(Map<Method, PluginMethod> methods) {
		Map<String, Method> distinct = new LinkedHashMap<>();
		for (Method method : methods.keySet()) {
			if (!method.isDefault()) {
				distinct.putIfAbsent(method.getName() + Type.getMethodDescriptor(method), method);
			}
		}
		Map<Method, PluginMethod> implemented = new LinkedHashMap<>(methods);
		implemented.keySet().retainAll(distinct.values());
		return implemented;
	}

	private void addConstructor() {
		MethodVisitor code = this.writer.visitMethod(0, "<init>", "()V", null, null);
		code.visitCode();
		code.visitVarInsn(Opcodes.ALOAD, 0);
		code.visitMethodInsn(Opcodes.INVOKESPECIAL, Type.getInternalName(Object.class), "<init>", "()V", false);
		code.visitInsn(Opcodes.RETURN);
		end(code);
	}

	private void addToString(String description) {
		MethodVisitor code = this.writer.visitMethod(Opcodes.ACC_PUBLIC, "toString", Type.getMethodDescriptor(STRING),
				null, null);
		code.visitCode();
		loadConstant(code, STRING, description);
		code.visitInsn(Opcodes.ARETURN);
		end(code);
	}

	/**
	 * Add a method that passes its arguments, with the plugin as the first of them.
	 */
	private void addMethod(MethodHandles.Lookup lookup, Method method, PluginMethod pluginMethod)
			throws IllegalAccessException {
		for (Class<?> parameterType : method.getParameterTypes()) {
			lookup.accessClass(parameterType);
		}
		lookup.accessClass(method.getReturnType());
		Type returnType = Type.getReturnType(method);
		MethodVisitor code = this.writer.visitMethod(Opcodes.ACC_PUBLIC, method.getName(),
				Type.getMethodDescriptor(method), null, null);
		addParameterNames(code, method);
		addAnnotations(code, method);
		code.visitCode();
		loadConstant(code, HANDLE, pluginMethod.handle());
		int local = 0;
		code.visitVarInsn(Opcodes.ALOAD, local++);
		for (Type argument : Type.getArgumentTypes(method)) {
			code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
			local += argument.getSize();
		}
		MethodType handleType = MethodType.methodType(method.getReturnType(), method.getParameterTypes())
			.insertParameterTypes(0, Object.class);
		code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HANDLE.getInternalName(), "invokeExact",
				handleType.toMethodDescriptorString(), false);
		code.visitInsn(returnType.getOpcode(Opcodes.IRETURN));
		end(code);
	}

	/**
	 * Name the parameters like the interface does, if its class file has names: the
	 * expressions of Spring's annotations look for them in this class.
	 */
	private static void addParameterNames(MethodVisitor code, Method method) {
		for (Parameter parameter : method.getParameters()) {
			if (parameter.isNamePresent()) {
				code.visitParameter(parameter.getName(), parameter.getModifiers());
			}
		}
	}

	/**
	 * Repeat the annotations of the method for pointcuts that only look at the class,
	 * except for constraints: an implementation must not repeat those of an interface.
	 * @see <a href="https://jakarta.ee/specifications/bean-validation/3.1/">Jakarta
	 * Validation, Method constraints in inheritance hierarchies</a>
	 */
	private static void addAnnotations(MethodVisitor code, Method method) {
		for (Annotation annotation : method.getAnnotations()) {
			Class<? extends Annotation> annotationType = annotation.annotationType();
			if (!annotationType.getName().startsWith(VALIDATION)
					&& !MergedAnnotations.from(annotationType).isPresent(VALIDATION + "Constraint")) {
				AnnotationCopy.write(annotation, code.visitAnnotation(Type.getDescriptor(annotationType), true));
			}
		}
	}

	private void loadConstant(MethodVisitor code, Type constantType, Object constant) {
		code.visitLdcInsn(new ConstantDynamic("_", constantType.getDescriptor(), CLASS_DATA, this.classData.size()));
		this.classData.add(constant);
	}

	private static void end(MethodVisitor code) {
		code.visitMaxs(0, 0);
		code.visitEnd();
	}

}
