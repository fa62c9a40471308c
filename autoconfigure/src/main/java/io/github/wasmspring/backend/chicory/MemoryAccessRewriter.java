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

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.dylibso.chicory.runtime.Memory;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

import org.springframework.util.StringUtils;

/**
 * Shortens the way from generated code to the memory. Chicory compiles each load and
 * store to a call of a static helper, which computes the address in another. The JIT has
 * to inline both at every access, and stops inlining at a certain size of the whole; so
 * here each helper becomes one method of its own.
 */
final class MemoryAccessRewriter extends ClassVisitor {

	/**
	 * Ends the name of the class that holds the helpers.
	 */
	static final String HELPERS = "Shaded";

	/**
	 * Part of the name of a class that holds functions.
	 */
	static final String FUNCTIONS = "FuncGroup";

	/**
	 * Ends the name of a helper that is never inlined.
	 */
	static final String COLD = "Cold";

	/**
	 * Ends the name of a helper that takes no offset.
	 */
	static final String PLAIN = "Plain";

	/**
	 * Ends the name of a helper for memories with head-room.
	 */
	private static final String CHECKED = "Checked";

	static final Pattern HELPER = Pattern.compile("memory(Read|Write)(Byte|Short|Int|Long|Float|Double)");

	/**
	 * Names of helpers that the JIT may inline, before and after functions are rewritten.
	 */
	static final Pattern INLINED = Pattern.compile(HELPER + "(" + PLAIN + ")?");

	/**
	 * Size from which the JIT inlines no method ({@code FreqInlineSize}).
	 */
	private static final int TOO_LARGE = 330;

	/**
	 * Size from which the JIT inlines no method that is seldom called
	 * ({@code MaxInlineSize}).
	 */
	private static final int LARGE = 35;

	private static final String MEMORY = Type.getInternalName(Memory.class);

	private static final String EXACT_MEMORY = Type.getInternalName(ExactMemory.class);

	private static final String BYTES = "[B";

	private static final String VIEW = Type.getDescriptor(VarHandle.class);

	/**
	 * Fields of the memory that read and write values of a type.
	 */
	private static final Map<Type, String> VIEWS = Map.of(Type.SHORT_TYPE, "SHORTS", Type.INT_TYPE, "INTS",
			Type.LONG_TYPE, "LONGS", Type.FLOAT_TYPE, "FLOATS", Type.DOUBLE_TYPE, "DOUBLES");

	/**
	 * Field that tells whether memories have head-room.
	 */
	static final String HEAD_ROOM = "headRoom";

	/**
	 * Names of the memory's methods, where they are not those of the helpers.
	 */
	private static final Map<String, String> METHODS = Map.of("ReadByte", "read", "WriteInt", "writeI32", "WriteFloat",
			"writeF32", "WriteDouble", "writeF64");

	private final String owner;

	private final boolean growing;

	private MemoryAccessRewriter(String owner, boolean growing, ClassVisitor next) {
		super(Opcodes.ASM9, next);
		this.owner = owner;
		this.growing = growing;
	}

	/**
	 * Rewrite the class that holds the helpers, and the classes that call them.
	 * @param growing whether a memory of the module may get head-room
	 * @param pieces rewrites the pieces of functions
	 */
	static byte[] rewrite(String name, byte[] classFile, boolean growing, PieceRewriter pieces) {
		if (name.contains(FUNCTIONS)) {
			return FunctionRewriter.rewrite(classFile, pieces);
		}
		if (!name.endsWith(HELPERS)) {
			return classFile;
		}
		ClassReader reader = new ClassReader(classFile);
		ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
		reader.accept(new MemoryAccessRewriter(reader.getClassName(), growing, writer), 0);
		return writer.toByteArray();
	}

	/**
	 * Return the descriptor of a helper that takes no offset, which is the last but one
	 * parameter.
	 */
	static String withoutOffset(String descriptor) {
		Type[] parameters = Type.getArgumentTypes(descriptor);
		Type[] left = Arrays.copyOf(parameters, parameters.length - 1);
		left[left.length - 1] = parameters[parameters.length - 1];
		return Type.getMethodDescriptor(Type.getReturnType(descriptor), left);
	}

	@Override
	public void visit(int version, int access, String name, @Nullable String signature, @Nullable String superName,
			String @Nullable [] interfaces) {
		super.visit(version, access | Opcodes.ACC_PUBLIC, name, signature, superName, interfaces);
		super.visitField(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, HEAD_ROOM, Type.BOOLEAN_TYPE.getDescriptor(), null,
				null)
			.visitEnd();
	}

	@Override
	public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
			String @Nullable [] exceptions) {
		Matcher helper = HELPER.matcher(name);
		if (!helper.matches()) {
			return new FaultRewriter(super.visitMethod(access, name, descriptor, signature, exceptions));
		}
		writeExact(super.visitMethod(access, name, descriptor, signature, exceptions), name, descriptor);
		writePlain(super.visitMethod(access, name + PLAIN, withoutOffset(descriptor), signature, exceptions), name,
				descriptor);
		write(super.visitMethod(access, name + CHECKED, descriptor, signature, exceptions), helper, descriptor, false);
		write(super.visitMethod(access, name + COLD, descriptor, signature, exceptions), helper, descriptor, true);
		return null;
	}

	/**
	 * Write a helper that makes use of an exact memory, and is small enough for the JIT
	 * to inline it anywhere.
	 */
	private void writeExact(MethodVisitor method, String name, String descriptor) {
		Label unfit = begin(method);
		if (this.growing) {
			method.visitFieldInsn(Opcodes.GETSTATIC, this.owner, HEAD_ROOM, Type.BOOLEAN_TYPE.getDescriptor());
			method.visitJumpInsn(Opcodes.IFNE, unfit);
		}
		writeAccess(method, descriptor, true);
		mark(method, unfit);
		writeChecked(method, name, descriptor, true);
	}

	/**
	 * Write the same helper without an offset: a negative base is a negative index.
	 */
	private void writePlain(MethodVisitor method, String name, String descriptor) {
		method.visitCode();
		if (!this.growing) {
			writeAccess(method, descriptor, false);
			method.visitMaxs(0, 0);
			method.visitEnd();
			return;
		}
		Label unfit = new Label();
		method.visitFieldInsn(Opcodes.GETSTATIC, this.owner, HEAD_ROOM, Type.BOOLEAN_TYPE.getDescriptor());
		method.visitJumpInsn(Opcodes.IFNE, unfit);
		writeAccess(method, descriptor, false);
		mark(method, unfit);
		writeChecked(method, name, descriptor, false);
	}

	/**
	 * Write the access to the array of a memory.
	 */
	private static void writeAccess(MethodVisitor method, String descriptor, boolean offset) {
		Type result = Type.getReturnType(descriptor);
		boolean read = result != Type.VOID_TYPE;
		Type value = (read) ? result : Type.getArgumentTypes(descriptor)[1];
		int end = (read) ? 1 : 1 + value.getSize();
		boolean single = value.equals(Type.BYTE_TYPE);
		if (!single) {
			method.visitFieldInsn(Opcodes.GETSTATIC, EXACT_MEMORY, VIEWS.get(value), VIEW);
		}
		method.visitVarInsn(Opcodes.ALOAD, (offset) ? end + 1 : end);
		method.visitTypeInsn(Opcodes.CHECKCAST, EXACT_MEMORY);
		method.visitFieldInsn(Opcodes.GETFIELD, EXACT_MEMORY, "bytes", BYTES);
		if (offset) {
			writeAddress(method, end);
		}
		else {
			method.visitVarInsn(Opcodes.ILOAD, 0);
		}
		if (!read) {
			method.visitVarInsn(value.getOpcode(Opcodes.ILOAD), 1);
		}
		if (single) {
			method.visitInsn((read) ? Opcodes.BALOAD : Opcodes.BASTORE);
		}
		else {
			method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Type.getInternalName(VarHandle.class), (read) ? "get" : "set",
					(read) ? "(" + BYTES + "I)" + value.getDescriptor()
							: "(" + BYTES + "I" + value.getDescriptor() + ")V",
					false);
		}
		method.visitInsn(result.getOpcode(Opcodes.IRETURN));
	}

	private void writeChecked(MethodVisitor method, String name, String descriptor, boolean offset) {
		Type[] parameters = Type.getArgumentTypes(descriptor);
		int local = 0;
		for (int i = 0; i < parameters.length; i++) {
			if (offset || i != parameters.length - 2) {
				method.visitVarInsn(parameters[i].getOpcode(Opcodes.ILOAD), local);
				local += parameters[i].getSize();
			}
			else {
				method.visitInsn(Opcodes.ICONST_0);
			}
		}
		method.visitMethodInsn(Opcodes.INVOKESTATIC, this.owner, name + CHECKED, descriptor, false);
		method.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
		method.visitMaxs(0, 0);
		method.visitEnd();
	}

	private static void write(MethodVisitor method, Matcher helper, String descriptor, boolean cold) {
		if (helper.group(1).equals("Read")) {
			writeRead(method, target(helper), Type.getReturnType(descriptor));
		}
		else {
			writeWrite(method, target(helper), Type.getArgumentTypes(descriptor)[1]);
		}
		writePadding(method, (cold) ? TOO_LARGE : LARGE);
		method.visitMaxs(0, 0);
		method.visitEnd();
	}

	private static String target(Matcher helper) {
		String action = helper.group(1) + helper.group(2);
		return METHODS.getOrDefault(action, StringUtils.uncapitalize(action));
	}

	/**
	 * Write {@code (base, offset, memory) -> memory.read(base + offset)}.
	 */
	private static void writeRead(MethodVisitor method, String target, Type type) {
		String descriptor = Type.getMethodDescriptor(type, Type.INT_TYPE);
		Label negative = begin(method);
		method.visitVarInsn(Opcodes.ALOAD, 2);
		writeAddress(method, 1);
		writeCall(method, target, descriptor, type);
		mark(method, negative);
		method.visitVarInsn(Opcodes.ALOAD, 2);
		method.visitVarInsn(Opcodes.ILOAD, 0);
		writeCall(method, target, descriptor, type);
	}

	/**
	 * Write {@code (base, value, offset, memory) -> memory.write(base + offset, value)}.
	 */
	private static void writeWrite(MethodVisitor method, String target, Type type) {
		String descriptor = Type.getMethodDescriptor(Type.VOID_TYPE, Type.INT_TYPE, type);
		int offset = 1 + type.getSize();
		Label negative = begin(method);
		method.visitVarInsn(Opcodes.ALOAD, offset + 1);
		writeAddress(method, offset);
		method.visitVarInsn(type.getOpcode(Opcodes.ILOAD), 1);
		writeCall(method, target, descriptor, Type.VOID_TYPE);
		mark(method, negative);
		method.visitVarInsn(Opcodes.ALOAD, offset + 1);
		method.visitVarInsn(Opcodes.ILOAD, 0);
		method.visitVarInsn(type.getOpcode(Opcodes.ILOAD), 1);
		writeCall(method, target, descriptor, Type.VOID_TYPE);
	}

	/**
	 * A negative base is out of bounds, whatever the offset, and the memory says so.
	 */
	private static Label begin(MethodVisitor method) {
		method.visitCode();
		Label negative = new Label();
		method.visitVarInsn(Opcodes.ILOAD, 0);
		method.visitJumpInsn(Opcodes.IFLT, negative);
		return negative;
	}

	/**
	 * A sum that overflows is negative, and out of bounds, too.
	 */
	private static void writeAddress(MethodVisitor method, int offset) {
		method.visitVarInsn(Opcodes.ILOAD, 0);
		method.visitVarInsn(Opcodes.ILOAD, offset);
		method.visitInsn(Opcodes.IADD);
	}

	private static void writeCall(MethodVisitor method, String target, String descriptor, Type result) {
		method.visitMethodInsn(Opcodes.INVOKEINTERFACE, MEMORY, target, descriptor, true);
		method.visitInsn(result.getOpcode(Opcodes.IRETURN));
	}

	private static void mark(MethodVisitor method, Label label) {
		method.visitLabel(label);
		method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
	}

	/**
	 * Write instructions that are never reached.
	 */
	private static void writePadding(MethodVisitor method, int size) {
		Label padding = new Label();
		mark(method, padding);
		for (int i = 0; i < size; i++) {
			method.visitInsn(Opcodes.NOP);
		}
		method.visitJumpInsn(Opcodes.GOTO, padding);
	}

}
