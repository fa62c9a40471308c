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

package io.github.wasmspring.binary;

/**
 * Opcodes of instructions. Those behind a prefix byte follow each other from a number of
 * their own on, so that all of them are small.
 *
 * @since 0.1.0
 * @see <a href=
 * "https://webassembly.github.io/spec/core/appendix/index-instructions.html"> Index of
 * instructions</a>
 */
public final class Opcode {

	/**
	 * All opcodes are less.
	 */
	static final int END_OF_TABLE = 0x600;

	/**
	 * Opcode of {@code unreachable}.
	 */
	public static final int UNREACHABLE = 0x00;

	/**
	 * Opcode of {@code nop}.
	 */
	public static final int NOP = 0x01;

	/**
	 * Opcode of {@code block}.
	 */
	public static final int BLOCK = 0x02;

	/**
	 * Opcode of {@code loop}.
	 */
	public static final int LOOP = 0x03;

	/**
	 * Opcode of {@code if}.
	 */
	public static final int IF = 0x04;

	/**
	 * Opcode of {@code else}.
	 */
	public static final int ELSE = 0x05;

	/**
	 * Opcode of {@code end}.
	 */
	public static final int END = 0x0B;

	/**
	 * Opcode of {@code br}.
	 */
	public static final int BR = 0x0C;

	/**
	 * Opcode of {@code br_if}.
	 */
	public static final int BR_IF = 0x0D;

	/**
	 * Opcode of {@code br_table}.
	 */
	public static final int BR_TABLE = 0x0E;

	/**
	 * Opcode of {@code return}.
	 */
	public static final int RETURN = 0x0F;

	/**
	 * Opcode of {@code call}.
	 */
	public static final int CALL = 0x10;

	/**
	 * Opcode of {@code call_indirect}.
	 */
	public static final int CALL_INDIRECT = 0x11;

	/**
	 * Opcode of {@code return_call}.
	 */
	public static final int RETURN_CALL = 0x12;

	/**
	 * Opcode of {@code return_call_indirect}.
	 */
	public static final int RETURN_CALL_INDIRECT = 0x13;

	/**
	 * Opcode of {@code call_ref}.
	 */
	public static final int CALL_REF = 0x14;

	/**
	 * Opcode of {@code return_call_ref}.
	 */
	public static final int RETURN_CALL_REF = 0x15;

	/**
	 * Opcode of {@code drop}.
	 */
	public static final int DROP = 0x1A;

	/**
	 * Opcode of {@code select}.
	 */
	public static final int SELECT = 0x1B;

	/**
	 * Opcode of {@code local.get}.
	 */
	public static final int LOCAL_GET = 0x20;

	/**
	 * Opcode of {@code local.set}.
	 */
	public static final int LOCAL_SET = 0x21;

	/**
	 * Opcode of {@code local.tee}.
	 */
	public static final int LOCAL_TEE = 0x22;

	/**
	 * Opcode of {@code global.get}.
	 */
	public static final int GLOBAL_GET = 0x23;

	/**
	 * Opcode of {@code global.set}.
	 */
	public static final int GLOBAL_SET = 0x24;

	/**
	 * Opcode of {@code table.get}.
	 */
	public static final int TABLE_GET = 0x25;

	/**
	 * Opcode of {@code table.set}.
	 */
	public static final int TABLE_SET = 0x26;

	/**
	 * Opcode of {@code i32.load}.
	 */
	public static final int I32_LOAD = 0x28;

	/**
	 * Opcode of {@code i64.load}.
	 */
	public static final int I64_LOAD = 0x29;

	/**
	 * Opcode of {@code f32.load}.
	 */
	public static final int F32_LOAD = 0x2A;

	/**
	 * Opcode of {@code f64.load}.
	 */
	public static final int F64_LOAD = 0x2B;

	/**
	 * Opcode of {@code i32.store}.
	 */
	public static final int I32_STORE = 0x36;

	/**
	 * Opcode of {@code i64.store}.
	 */
	public static final int I64_STORE = 0x37;

	/**
	 * Opcode of {@code f32.store}.
	 */
	public static final int F32_STORE = 0x38;

	/**
	 * Opcode of {@code f64.store}.
	 */
	public static final int F64_STORE = 0x39;

	/**
	 * Opcode of {@code memory.size}.
	 */
	public static final int MEMORY_SIZE = 0x3F;

	/**
	 * Opcode of {@code memory.grow}.
	 */
	public static final int MEMORY_GROW = 0x40;

	/**
	 * Opcode of {@code i32.const}.
	 */
	public static final int I32_CONST = 0x41;

	/**
	 * Opcode of {@code i64.const}.
	 */
	public static final int I64_CONST = 0x42;

	/**
	 * Opcode of {@code f32.const}.
	 */
	public static final int F32_CONST = 0x43;

	/**
	 * Opcode of {@code f64.const}.
	 */
	public static final int F64_CONST = 0x44;

	/**
	 * Opcode of {@code ref.null}.
	 */
	public static final int REF_NULL = 0xD0;

	/**
	 * Opcode of {@code ref.func}.
	 */
	public static final int REF_FUNC = 0xD2;

	/**
	 * Opcode of {@code memory.init}.
	 */
	public static final int MEMORY_INIT = 0x208;

	/**
	 * Opcode of {@code data.drop}.
	 */
	public static final int DATA_DROP = 0x209;

	/**
	 * Opcode of {@code memory.copy}.
	 */
	public static final int MEMORY_COPY = 0x20A;

	/**
	 * Opcode of {@code memory.fill}.
	 */
	public static final int MEMORY_FILL = 0x20B;

	/**
	 * Opcode of {@code table.init}.
	 */
	public static final int TABLE_INIT = 0x20C;

	/**
	 * Opcode of {@code elem.drop}.
	 */
	public static final int ELEM_DROP = 0x20D;

	/**
	 * Opcode of {@code table.copy}.
	 */
	public static final int TABLE_COPY = 0x20E;

	/**
	 * Opcode of {@code table.grow}.
	 */
	public static final int TABLE_GROW = 0x20F;

	/**
	 * Opcode of {@code table.size}.
	 */
	public static final int TABLE_SIZE = 0x210;

	/**
	 * Opcode of {@code table.fill}.
	 */
	public static final int TABLE_FILL = 0x211;

	/**
	 * Opcode of {@code i32.eqz}.
	 */
	public static final int I32_EQZ = 0x45;

	/**
	 * {@code i32.eq}.
	 */
	public static final int I32_EQ = 0x46;

	/**
	 * Opcode of {@code i32.ne}.
	 */
	public static final int I32_NE = 0x47;

	/**
	 * Opcode of {@code i32.lt_u}.
	 */
	public static final int I32_LT_U = 0x49;

	/**
	 * Opcode of {@code i32.gt_u}.
	 */
	public static final int I32_GT_U = 0x4B;

	/**
	 * Opcode of {@code i32.le_u}.
	 */
	public static final int I32_LE_U = 0x4D;

	/**
	 * Opcode of {@code i64.gt_u}.
	 */
	public static final int I64_GT_U = 0x56;

	/**
	 * Opcode of {@code i32.add}.
	 */
	public static final int I32_ADD = 0x6A;

	/**
	 * Opcode of {@code i32.sub}.
	 */
	public static final int I32_SUB = 0x6B;

	/**
	 * Opcode of {@code i32.mul}.
	 */
	public static final int I32_MUL = 0x6C;

	/**
	 * Opcode of {@code i64.add}.
	 */
	public static final int I64_ADD = 0x7C;

	/**
	 * Opcode of {@code i64.sub}.
	 */
	public static final int I64_SUB = 0x7D;

	/**
	 * Opcode of {@code i64.mul}.
	 */
	public static final int I64_MUL = 0x7E;

	/**
	 * Opcode of {@code i64.shl}.
	 */
	public static final int I64_SHL = 0x86;

	/**
	 * Opcode of {@code i64.extend_i32_u}.
	 */
	public static final int I64_EXTEND_I32_U = 0xAD;

	static final int I64_OR = 0x84;

	static final int I64_SHR_U = 0x88;

	static final int I32_WRAP_I64 = 0xA7;

	/**
	 * Opcode of {@code i32.atomic.load8_u}.
	 */
	public static final int I32_ATOMIC_LOAD8_U = 0x512;

	/**
	 * {@code i32.atomic.load}.
	 */
	public static final int I32_ATOMIC_LOAD = 0x510;

	/**
	 * {@code i32.atomic.store}.
	 */
	public static final int I32_ATOMIC_STORE = 0x517;

	/**
	 * Opcode of {@code v128.const}.
	 */
	public static final int V128_CONST = 0x30C;

	static final int SELECT_TYPED = 0x1C;

	static final int TRY = 0x06;

	static final int CATCH = 0x07;

	static final int THROW = 0x08;

	static final int THROW_REF = 0x0A;

	static final int DELEGATE = 0x18;

	static final int CATCH_ALL = 0x19;

	static final int TRY_TABLE = 0x1F;

	static final int REF_IS_NULL = 0xD1;

	static final int REF_AS_NON_NULL = 0xD4;

	static final int BR_ON_NULL = 0xD5;

	static final int BR_ON_NON_NULL = 0xD6;

	static final int I8X16_SHUFFLE = 0x30D;

	static final int MEMORY_ATOMIC_NOTIFY = 0x500;

	private Opcode() {
	}

	/**
	 * Return the name of an instruction in the text format.
	 * @param opcode the opcode
	 * @return the name, or the opcode in hexadecimal digits if it is not known
	 */
	public static String nameOf(int opcode) {
		return InstructionSet.name(opcode);
	}

	/**
	 * Return whether an instruction reads or writes a memory at an address and an offset.
	 * @param opcode the opcode
	 * @return whether the instruction has an offset
	 */
	public static boolean isMemoryAccess(int opcode) {
		return InstructionSet.isMemoryAccess(opcode);
	}

	/**
	 * Return whether an instruction calls a function in place of its own.
	 * @param opcode the opcode
	 * @return whether it is a tail call
	 */
	public static boolean isTailCall(int opcode) {
		return opcode == RETURN_CALL || opcode == RETURN_CALL_INDIRECT || opcode == RETURN_CALL_REF;
	}

	/**
	 * Return whether an instruction calls a function, which may be a host's.
	 * @param opcode the opcode
	 * @return whether it is a call
	 */
	public static boolean isCall(int opcode) {
		return opcode >= CALL && opcode <= RETURN_CALL_REF;
	}

}
