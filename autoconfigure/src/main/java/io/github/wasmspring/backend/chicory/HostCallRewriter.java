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

package io.github.wasmspring.backend.chicory;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

import com.dylibso.chicory.runtime.Instance;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

import io.github.wasmspring.backend.BackendHostFunction;
import io.github.wasmspring.backend.BackendInstance;

/**
 * Shortens the way from generated code to functions of the host. Chicory compiles each
 * import to a method that puts the arguments into an array and takes the result out of
 * another. Here the method begins by a look for a handle, which it calls with the
 * arguments as they are, and goes on as before if there is none.
 */
final class HostCallRewriter {

	/**
	 * Name of the helper that calls a function of the host with raw values.
	 */
	private static final String CALL = "callHostFunction";

	private static final String IMPORTED = Type.getInternalName(ImportedFunction.class);

	private static final Type CALLER = Type.getType(BackendInstance.class);

	private static final Type FUNCTION = Type.getType(BackendHostFunction.class);

	private static final String THROWABLE = Type.getInternalName(Throwable.class);

	private final MethodVisitor method;

	private final List<Type> parameters;

	private final Type result;

	private final int instance;

	/**
	 * The variable after the parameters.
	 */
	private final int imported;

	private HostCallRewriter(MethodVisitor method, List<Type> parameters, Type result) {
		this.method = method;
		this.parameters = parameters;
		this.result = result;
		this.imported = parameters.stream().mapToInt(Type::getSize).sum();
		this.instance = this.imported - 1;
	}

	/**
	 * Rewrite a method if it is that of an import.
	 * @return whether it is
	 */
	static boolean apply(MethodNode function) {
		Type result = Type.getReturnType(function.desc);
		List<Type> parameters = List.of(Type.getArgumentTypes(function.desc));
		if (!GuestBacktrace.isFunction(function.name) || result.getSort() == Type.ARRAY
				|| parameters.get(0).getSort() == Type.ARRAY || !callsHost(function.instructions)) {
			return false;
		}
		MethodNode start = new MethodNode();
		new HostCallRewriter(start, parameters, result).write(GuestBacktrace.indexOf(function.name));
		function.instructions.insert(start.instructions);
		function.tryCatchBlocks.addAll(start.tryCatchBlocks);
		function.maxLocals++;
		function.maxStack = Math.max(function.maxStack, start.maxStack);
		return true;
	}

	private static boolean callsHost(InsnList code) {
		for (AbstractInsnNode instruction : code) {
			if (instruction instanceof MethodInsnNode call && call.name.equals(CALL)) {
				return true;
			}
		}
		return false;
	}

	private void write(int index) {
		Label begin = new Label();
		Label end = new Label();
		Label failed = new Label();
		Label raw = new Label();
		this.method.visitTryCatchBlock(begin, end, failed, THROWABLE);
		this.method.visitVarInsn(Opcodes.ALOAD, this.instance);
		this.method.visitLdcInsn(index);
		call(Opcodes.INVOKESTATIC, "find", Type.getType(ImportedFunction.class), Type.getType(Instance.class),
				Type.INT_TYPE);
		this.method.visitInsn(Opcodes.DUP);
		this.method.visitVarInsn(Opcodes.ASTORE, this.imported);
		this.method.visitJumpInsn(Opcodes.IFNULL, raw);
		this.method.visitLabel(begin);
		writeCall();
		this.method.visitLabel(end);
		this.method.visitInsn(this.result.getOpcode(Opcodes.IRETURN));
		this.method.visitLabel(failed);
		visitFrame(THROWABLE);
		call(Opcodes.INVOKESTATIC, "failure", Type.getType(RuntimeException.class), Type.getType(Throwable.class));
		this.method.visitInsn(Opcodes.ATHROW);
		this.method.visitLabel(raw);
		visitFrame();
		// the handle, the function, and all parameters but the memory
		this.method.visitMaxs(2 + this.imported, 0);
	}

	private void writeCall() {
		load("typedHandle", Type.getType(MethodHandle.class));
		load("function", FUNCTION);
		this.method.visitVarInsn(Opcodes.ALOAD, this.imported);
		this.method.visitVarInsn(Opcodes.ALOAD, this.instance);
		call(Opcodes.INVOKEVIRTUAL, "enter", CALLER, Type.getType(Instance.class));
		List<Type> types = new ArrayList<>(List.of(FUNCTION, CALLER));
		int variable = 0;
		for (Type number : this.parameters.subList(0, this.parameters.size() - 2)) {
			this.method.visitVarInsn(number.getOpcode(Opcodes.ILOAD), variable);
			variable += number.getSize();
			types.add(number);
		}
		this.method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Type.getInternalName(MethodHandle.class), "invokeExact",
				Type.getMethodDescriptor(this.result, types.toArray(Type[]::new)), false);
	}

	private void load(String name, Type type) {
		this.method.visitVarInsn(Opcodes.ALOAD, this.imported);
		call(Opcodes.INVOKEVIRTUAL, name, type);
	}

	private void call(int opcode, String name, Type type, Type... arguments) {
		this.method.visitMethodInsn(opcode, IMPORTED, name, Type.getMethodDescriptor(type, arguments), false);
	}

	private void visitFrame(Object... stack) {
		List<Object> locals = new ArrayList<>();
		for (Type parameter : this.parameters) {
			locals.add(verificationType(parameter));
		}
		locals.add(IMPORTED);
		this.method.visitFrame(Opcodes.F_FULL, locals.size(), locals.toArray(), stack.length, stack);
	}

	private static Object verificationType(Type type) {
		return switch (type.getSort()) {
			case Type.INT -> Opcodes.INTEGER;
			case Type.LONG -> Opcodes.LONG;
			case Type.FLOAT -> Opcodes.FLOAT;
			case Type.DOUBLE -> Opcodes.DOUBLE;
			default -> type.getInternalName();
		};
	}

}
