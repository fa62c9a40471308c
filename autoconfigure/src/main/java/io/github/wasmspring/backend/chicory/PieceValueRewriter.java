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

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

import io.github.wasmspring.WasmValueType;

/**
 * Shortens the way to the values that pieces of functions return. The splitter puts them
 * into global variables, which Chicory looks up in lists; here they are fields of
 * {@link PieceValues}.
 */
final class PieceValueRewriter {

	/**
	 * Leaves all values where they are.
	 */
	static final PieceValueRewriter NONE = new PieceValueRewriter(0, List.of());

	private static final String READ = "readGlobal";

	private static final String WRITE = "writeGlobal";

	private static final String OWNER = Type.getInternalName(PieceValues.class);

	private static final Map<WasmValueType, Kind> KINDS = new EnumMap<>(
			Map.of(WasmValueType.I32, new Kind("i", "I", 16, Opcodes.L2I, Opcodes.I2L, "", ""), WasmValueType.I64,
					new Kind("l", "J", 8, -1, -1, "", ""), WasmValueType.F32,
					new Kind("f", "F", 4, Opcodes.INVOKESTATIC, Opcodes.INVOKESTATIC, "longToFloat", "floatToLong"),
					WasmValueType.F64,
					new Kind("d", "D", 8, Opcodes.INVOKESTATIC, Opcodes.INVOKESTATIC, "longToDouble", "doubleToLong")));

	private final Map<Integer, Field> fields = new HashMap<>();

	/**
	 * Create a rewriter.
	 * @param first the index of the first variable that the splitter added
	 * @param types types of those variables
	 */
	PieceValueRewriter(int first, List<WasmValueType> types) {
		Map<WasmValueType, Integer> used = new EnumMap<>(WasmValueType.class);
		for (int i = 0; i < types.size(); i++) {
			Kind kind = KINDS.get(types.get(i));
			int number = used.merge(types.get(i), 1, Integer::sum) - 1;
			if (kind != null && number < kind.count()) {
				this.fields.put(first + i, new Field(kind, kind.prefix() + number));
			}
		}
	}

	/**
	 * Rewrite a method.
	 * @return whether there was anything to rewrite
	 */
	boolean apply(MethodNode method) {
		if (this.fields.isEmpty()) {
			return false;
		}
		boolean changed = false;
		for (AbstractInsnNode node = method.instructions.getFirst(); node != null;) {
			AbstractInsnNode next = node.getNext();
			if (node instanceof MethodInsnNode call && (call.name.equals(READ) || call.name.equals(WRITE))) {
				AbstractInsnNode rewritten = rewrite(method.instructions, call);
				changed |= rewritten != null;
				next = (rewritten != null) ? rewritten.getNext() : next;
			}
			node = next;
		}
		return changed;
	}

	/**
	 * Rewrite a call whose last arguments are the index and the instance.
	 * @return the last instruction that was written, or {@code null} for none
	 */
	private @Nullable AbstractInsnNode rewrite(InsnList code, MethodInsnNode call) {
		if (!(call.getPrevious() instanceof VarInsnNode instance)) {
			return null;
		}
		AbstractInsnNode index = instance.getPrevious();
		Field field = this.fields.get(constant(index));
		if (field == null) {
			return null;
		}
		boolean read = call.name.equals(READ);
		AbstractInsnNode conversion = (read) ? call.getNext() : index.getPrevious();
		if (!field.kind().isConversion(conversion, read)) {
			return null;
		}
		InsnList added = new InsnList();
		// the memory is the parameter before the instance
		added.add(new VarInsnNode(Opcodes.ALOAD, instance.var - 1));
		added.add(new TypeInsnNode(Opcodes.CHECKCAST, OWNER));
		if (!read) {
			field.kind().addSwap(added);
		}
		AbstractInsnNode last = new FieldInsnNode((read) ? Opcodes.GETFIELD : Opcodes.PUTFIELD, OWNER, field.name(),
				field.kind().descriptor());
		added.add(last);
		code.insert(call, added);
		if (field.kind().converts()) {
			code.remove(conversion);
		}
		code.remove(index);
		code.remove(instance);
		code.remove(call);
		return last;
	}

	private static int constant(@Nullable AbstractInsnNode node) {
		if (node instanceof IntInsnNode number) {
			return number.operand;
		}
		if (node instanceof LdcInsnNode number && number.cst instanceof Integer value) {
			return value;
		}
		return (node != null && node.getOpcode() >= Opcodes.ICONST_0 && node.getOpcode() <= Opcodes.ICONST_5)
				? node.getOpcode() - Opcodes.ICONST_0 : -1;
	}

	/**
	 * A field in the place of a variable.
	 *
	 * @param kind what is known of its type
	 * @param name its name
	 */
	private record Field(Kind kind, String name) {
	}

	/**
	 * A type of values.
	 *
	 * @param prefix begins the names of the fields
	 * @param descriptor descriptor of the type
	 * @param count how many fields there are
	 * @param fromLong opcode that makes such a value of a long, -1 for none
	 * @param toLong opcode that makes a long of it
	 * @param fromName name of the method that does so
	 * @param toName name of the other method
	 */
	private record Kind(String prefix, String descriptor, int count, int fromLong, int toLong, String fromName,
			String toName) {

		boolean converts() {
			return this.fromLong >= 0;
		}

		boolean isConversion(@Nullable AbstractInsnNode node, boolean read) {
			if (!converts()) {
				return true;
			}
			if (node == null || node.getOpcode() != ((read) ? this.fromLong : this.toLong)) {
				return false;
			}
			return !(node instanceof MethodInsnNode call) || call.name.equals((read) ? this.fromName : this.toName);
		}

		void addSwap(InsnList code) {
			if (this.descriptor.equals("J") || this.descriptor.equals("D")) {
				code.add(new InsnNode(Opcodes.DUP_X2));
				code.add(new InsnNode(Opcodes.POP));
			}
			else {
				code.add(new InsnNode(Opcodes.SWAP));
			}
		}

	}

}
