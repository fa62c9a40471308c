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

package io.github.wasmspring.backend;

import java.lang.invoke.MethodHandles;

import org.springframework.asm.ClassWriter;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;
import org.springframework.core.NativeDetector;

/**
 * Tells whether there is stack left for the host's own work, before something is taken
 * that has to be given back, or a guest gets the host to work for it.
 * <p>
 * The JVM makes sure at the entry of a method that its whole frame fits the stack, also
 * the one that it would have in an interpreter. So a method that has many local
 * variables, and is too long to be inlined, fails by itself if there is less. It is
 * generated, since it would be pages of variables in source code.
 *
 * @since 0.1.0
 */
public final class StackReserve {

	/**
	 * How much there is after a check, in bytes. More would touch so many pages that they
	 * don't fit the processor's first cache, which is several times as slow.
	 */
	public static final int SIZE = 12 * 1024;

	/**
	 * More than the JVM inlines of any method.
	 */
	private static final int LENGTH = 400;

	/**
	 * What there is to be where classes may have to be loaded and initialized: one whose
	 * initialization fails for want of stack is lost for as long as the JVM runs.
	 */
	private static final int LARGE = 96 * 1024;

	private static final Probe PROBE = create(SIZE);

	private static final Probe LARGE_PROBE = create(LARGE);

	private StackReserve() {
	}

	/**
	 * Check that there are at least {@link #SIZE} bytes.
	 * @throws StackOverflowError if there are less
	 */
	public static void check() {
		PROBE.run(0);
	}

	/**
	 * Check that there is much more than that, before something that is done for the
	 * first time. This takes ten times as long.
	 * @throws StackOverflowError if there is less
	 */
	public static void checkForFirstUse() {
		LARGE_PROBE.run(0);
	}

	private static Probe create(int size) {
		if (NativeDetector.inNativeImage()) {
			return (depth) -> {
			};
		}
		try {
			return (Probe) MethodHandles.lookup()
				.defineHiddenClass(generate(size), true)
				.lookupClass()
				.getDeclaredConstructor()
				.newInstance();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] generate(int size) {
		String probe = Type.getInternalName(Probe.class);
		ClassWriter writer = new ClassWriter(0);
		writer.visit(Opcodes.V17, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC, probe + "$Generated",
				null, Type.getInternalName(Object.class), new String[] { probe });
		MethodVisitor constructor = writer.visitMethod(0, "<init>", "()V", null, null);
		constructor.visitCode();
		constructor.visitVarInsn(Opcodes.ALOAD, 0);
		constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, Type.getInternalName(Object.class), "<init>", "()V", false);
		constructor.visitInsn(Opcodes.RETURN);
		constructor.visitMaxs(1, 1);
		constructor.visitEnd();
		addRun(writer, probe, size);
		writer.visitEnd();
		return writer.toByteArray();
	}

	/**
	 * Add a method that would go on calling itself if it were not called with zero: the
	 * JVM makes no sure of the stack for methods that call none.
	 */
	private static void addRun(ClassWriter writer, String probe, int size) {
		Label end = new Label();
		MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "run", "(I)V", null, null);
		code.visitCode();
		code.visitVarInsn(Opcodes.ILOAD, 1);
		code.visitJumpInsn(Opcodes.IFEQ, end);
		for (int i = 0; i < LENGTH; i++) {
			code.visitInsn(Opcodes.NOP);
		}
		code.visitVarInsn(Opcodes.ALOAD, 0);
		code.visitVarInsn(Opcodes.ILOAD, 1);
		code.visitMethodInsn(Opcodes.INVOKEINTERFACE, probe, "run", "(I)V", true);
		code.visitLabel(end);
		code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
		code.visitInsn(Opcodes.RETURN);
		code.visitMaxs(2, size / Long.BYTES);
		code.visitEnd();
	}

	/**
	 * Takes much stack, and does nothing.
	 */
	@FunctionalInterface
	interface Probe {

		void run(int depth);

	}

}
