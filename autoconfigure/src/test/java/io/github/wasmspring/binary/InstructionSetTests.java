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

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.WasmEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmFeature;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InstructionSet} and {@link InstructionTable}.
 */
class InstructionSetTests {

	static IntStream opcodes() {
		return IntStream.range(0, Opcode.END_OF_TABLE)
			.filter((opcode) -> InstructionSet.immediates(opcode) != Immediates.UNKNOWN);
	}

	static IntStream encodedOpcodes() {
		return opcodes().filter((opcode) -> InstructionSet.feature(opcode) != WasmFeature.LEGACY_EXCEPTIONS
				&& InstructionSet.immediates(opcode) != Immediates.CAST_BRANCH && opcode != Opcode.END);
	}

	@ParameterizedTest
	@MethodSource("encodedOpcodes")
	void instructionShouldBeEncodedAsItWasDecoded(int opcode) {
		InstructionWriter writer = new InstructionWriter(new ByteWriter(), new BlockTypes());
		String code = before(opcode) + opcode(opcode) + immediates(InstructionSet.immediates(opcode)) + after(opcode);
		new ModuleDecoder(new BinaryProblems(WasmErrorContext.of("raw", null), new byte[0]),
				RawModule.of(RawModule.TYPE, RawModule.FUNCTION, "12: 01", RawModule.code("00" + code), "11: 01 01 00"))
			.decode(new ModuleVisitor() {

				@Override
				public boolean visitBody(int function, int size) {
					return true;
				}

				@Override
				public void visitInstruction(Instruction instruction) {
					writer.write(instruction);
				}

			});
		assertThat(RawModule.hex(writer.bytes().toByteArray())).isEqualTo(code.replace(" ", ""));
	}

	private static String before(int opcode) {
		return (opcode == Opcode.ELSE) ? "04 40" : "";
	}

	private static String after(int opcode) {
		boolean block = opcode == Opcode.ELSE || InstructionSet.immediates(opcode) == Immediates.BLOCK
				|| InstructionSet.immediates(opcode) == Immediates.TRY_TABLE;
		return (block) ? "0b 0b" : "0b";
	}

	private static String opcode(int opcode) {
		if (opcode < 0x100) {
			return "%02x".formatted(opcode);
		}
		return switch (opcode >> 8) {
			case 1 -> "fb" + RawModule.number(opcode - 0x100);
			case 2 -> "fc" + RawModule.number(opcode - 0x200);
			case 3, 4 -> "fd" + RawModule.number(opcode - 0x300);
			default -> "fe" + RawModule.number(opcode - 0x500);
		};
	}

	private static String immediates(byte immediates) {
		return switch (immediates) {
			case Immediates.NONE -> "";
			case Immediates.INDEX -> "ac 02";
			case Immediates.TWO_INDICES -> "ff ff ff ff 0f 80 01";
			case Immediates.I32 -> "80 80 80 80 78";
			case Immediates.I64 -> "80 80 80 80 80 80 80 80 80 7f";
			case Immediates.F32 -> "01 02 a0 7f";
			case Immediates.F64 -> "01 02 03 04 05 06 f0 ff";
			case Immediates.V128 -> "01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 80";
			case Immediates.MEMORY -> "41 07 ff ff ff ff ff ff ff ff ff 01";
			case Immediates.MEMORY_LANE -> "02 80 02 0f";
			case Immediates.LANE -> "1f";
			case Immediates.ZERO -> "00";
			case Immediates.BLOCK -> "7c";
			case Immediates.TRY_TABLE -> "40 04 00 81 01 02 01 03 04 02 85 01 03 06";
			case Immediates.LABELS -> "03 00 81 01 02 ff ff ff ff 0f";
			case Immediates.TYPES -> "03 7f 70 64 e4 00";
			case Immediates.HEAP_TYPE -> "f0 00";
			default -> throw new IllegalStateException("Unexpected immediates " + immediates);
		};
	}

	static Stream<OpCode> chicoryOpcodes() {
		return Arrays.stream(OpCode.values());
	}

	@ParameterizedTest
	@MethodSource("chicoryOpcodes")
	void instructionOfChicoryShouldHaveTheSameImmediates(OpCode opcode) {
		assertThat(InstructionSet.immediates(ChicoryReading.opcode(opcode))).as(opcode.name())
			.isIn(immediates(OpCode.signature(opcode)));
	}

	private static List<Byte> immediates(List<WasmEncoding> signature) {
		return switch (signature.toString()) {
			case "[]" -> List.of(Immediates.NONE);
			case "[VARUINT]" -> List.of(Immediates.INDEX);
			case "[VARUINT, VARUINT]" -> List.of(Immediates.TWO_INDICES);
			case "[VARSINT32]" -> List.of(Immediates.I32, Immediates.HEAP_TYPE);
			case "[VARSINT64]" -> List.of(Immediates.I64);
			case "[FLOAT32]" -> List.of(Immediates.F32);
			case "[FLOAT64]" -> List.of(Immediates.F64);
			case "[V128]" -> List.of(Immediates.V128);
			case "[MEMARG]" -> List.of(Immediates.MEMORY);
			case "[MEMARG, VARUINT]" -> List.of(Immediates.MEMORY_LANE);
			case "[BYTE]" -> List.of(Immediates.LANE, Immediates.ZERO);
			case "[BLOCK_TYPE]" -> List.of(Immediates.BLOCK);
			case "[BLOCK_TYPE, VEC_CATCH]" -> List.of(Immediates.TRY_TABLE);
			case "[VEC_VARUINT, VARUINT]" -> List.of(Immediates.LABELS);
			case "[VEC_VALUE_TYPE]" -> List.of(Immediates.TYPES);
			case "[BYTE, VARUINT, VARSINT32, VARSINT32]" -> List.of(Immediates.CAST_BRANCH);
			default -> throw new IllegalStateException("Unexpected signature " + signature);
		};
	}

	@Test
	void eachInstructionShouldHaveANameOfItsOwn() {
		List<String> names = opcodes().filter((opcode) -> opcode != Opcode.SELECT_TYPED)
			.mapToObj(InstructionSet::name)
			.toList();
		assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(500);
	}

}
