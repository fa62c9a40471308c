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

package io.github.wasmspring.module;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Predicate;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/**
 * Loads the classes of this project once more, some of them so that they tell
 * {@link Faults} of each of their steps: of the beginning of each method, and what
 * precedes each call and each allocation.
 */
final class FaultyClassLoader extends ClassLoader {

	private static final String ROOT = "io.github.wasmspring.";

	private final Predicate<String> faulty;

	FaultyClassLoader(Predicate<String> faulty) {
		super(FaultyClassLoader.class.getClassLoader());
		this.faulty = faulty;
	}

	@Override
	protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
		if (!name.startsWith(ROOT) || name.equals(Faults.class.getName())) {
			return super.loadClass(name, resolve);
		}
		synchronized (getClassLoadingLock(name)) {
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : define(name);
		}
	}

	private Class<?> define(String name) throws ClassNotFoundException {
		try (InputStream input = getResourceAsStream(name.replace('.', '/') + ".class")) {
			if (input == null) {
				throw new ClassNotFoundException(name);
			}
			byte[] code = input.readAllBytes();
			byte[] defined = (this.faulty.test(name)) ? instrument(code) : code;
			return defineClass(name, defined, 0, defined.length, getClass().getProtectionDomain());
		}
		catch (IOException ex) {
			throw new ClassNotFoundException(name, ex);
		}
	}

	private static byte[] instrument(byte[] code) {
		ClassReader reader = new ClassReader(code);
		ClassWriter writer = new ClassWriter(0);
		reader.accept(new ClassVisitor(SpringAsmInfo.ASM_VERSION, writer) {

			@Override
			public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
					String[] exceptions) {
				MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
				return (name.equals("<clinit>")) ? method : new Steps(method);
			}

		}, 0);
		return writer.toByteArray();
	}

	/**
	 * Adds the steps to one method.
	 */
	private static final class Steps extends MethodVisitor {

		Steps(MethodVisitor delegate) {
			super(SpringAsmInfo.ASM_VERSION, delegate);
		}

		private void step() {
			super.visitMethodInsn(Opcodes.INVOKESTATIC, Type.getInternalName(Faults.class), "step", "()V", false);
		}

		@Override
		public void visitCode() {
			super.visitCode();
			step();
		}

		@Override
		public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
			step();
			super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
		}

		@Override
		public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
			step();
			super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
		}

		@Override
		public void visitTypeInsn(int opcode, String type) {
			super.visitTypeInsn(opcode, type);
			if (opcode == Opcodes.NEW || opcode == Opcodes.ANEWARRAY) {
				step();
			}
		}

		@Override
		public void visitIntInsn(int opcode, int operand) {
			super.visitIntInsn(opcode, operand);
			if (opcode == Opcodes.NEWARRAY) {
				step();
			}
		}

	}

}
