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

import java.util.Set;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.TrapException;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasm.InvalidException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Lets the helpers of generated code throw a {@link GuestFault} where they would throw an
 * exception of Chicory, which notes the whole stack.
 */
final class FaultRewriter extends MethodVisitor {

	private static final Set<String> EXCEPTIONS = Set.of(Type.getInternalName(TrapException.class),
			Type.getInternalName(WasmRuntimeException.class), Type.getInternalName(InvalidException.class),
			Type.getInternalName(ChicoryInterruptedException.class));

	private static final String FAULT = Type.getInternalName(GuestFault.class);

	FaultRewriter(MethodVisitor next) {
		super(Opcodes.ASM9, next);
	}

	@Override
	public void visitTypeInsn(int opcode, String type) {
		super.visitTypeInsn(opcode, (opcode == Opcodes.NEW) ? replace(type) : type);
	}

	@Override
	public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
		super.visitMethodInsn(opcode, (opcode == Opcodes.INVOKESPECIAL) ? replace(owner) : owner, name, descriptor,
				isInterface);
	}

	private static String replace(String type) {
		return (EXCEPTIONS.contains(type)) ? FAULT : type;
	}

}
