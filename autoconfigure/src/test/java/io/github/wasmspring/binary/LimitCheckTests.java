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

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.unit.DataSize;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link LimitCheck}.
 */
class LimitCheckTests {

	private static final LoadLimits SMALL = LoadLimits.DEFAULTS.withFunctions(10)
		.withFunctionSize(DataSize.ofBytes(100))
		.withLocals(10)
		.withTotalLocals(20)
		.withBranches(5)
		.withBranchTargets(30)
		.withNesting(8)
		.withOperands(40)
		.withBlockLocals(60)
		.withImports(15)
		.withInstructions(900)
		.withTypeValues(50)
		.withNames(30)
		.withEntries(20)
		.withTableElements(10);

	static Stream<Resource> realModules() throws IOException {
		PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
		return Stream
			.concat(Stream.of(resolver.getResources("classpath:guests/*.wasm")),
					Stream.of(resolver.getResources("classpath:third-party/*.wasm")))
			.filter((module) -> !"component.wasm".equals(module.getFilename()));
	}

	@ParameterizedTest
	@MethodSource("realModules")
	void checkShouldLetRealModulesThrough(Resource module) throws IOException {
		byte[] bytes = module.getContentAsByteArray();
		check("real", bytes, LoadLimits.DEFAULTS);
		// a component has the same magic number
		assertThat(bytes).startsWith(0, 'a', 's', 'm');
	}

	@Test
	void checkShouldRefuseNamesThatAreNotUtf8() {
		byte[] bytes = BinaryWriter.module()
			.section(5, BinaryWriter.part().bytes(1, 0, 1))
			.section(7, BinaryWriter.part().bytes(1, 2, 0xFF, 0xFE, 2, 0))
			.toByteArray();
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> check("names", bytes, LoadLimits.DEFAULTS))
			.withMessageContainingAll("Module 'names'", "malformed UTF-8", "wasm-validate")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.MALFORMED));
	}

	@Test
	void checkShouldCallCountsMalformedThatNoLimitAllows() {
		byte[] bytes = BinaryWriter.module()
			.section(7, BinaryWriter.part().bytes(0xFF, 0xFF, 0xFF, 0xFF, 0x0F))
			.toByteArray();
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> check("counts", bytes, LoadLimits.DEFAULTS))
			.withMessageContainingAll("Module 'counts'", "4294967295 exports")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.MALFORMED));
	}

	static Stream<Arguments> bombs() {
		return Stream.of(Arguments.of(Bombs.locals(4000, 49_990), "limits.locals"),
				Arguments.of(Bombs.locals(4000, 19_990), "limits.total-locals"),
				Arguments.of(Bombs.branches(1, 200_000), "limits.branches"),
				Arguments.of(Bombs.branchTables(1, 3000, 1000), "limits.branch-targets"),
				Arguments.of(Bombs.branchTables(1000, 3, 1000), "limits.branch-targets"),
				Arguments.of(Bombs.functions(1_000_000), "limits.functions"),
				Arguments.of(Bombs.operands(1, 1000, 100_000), "limits.operands"),
				Arguments.of(returns(1000, 2000), "limits.operands"),
				Arguments.of(Bombs.nested(100_000, 20_000), "limits.nesting"));
	}

	@ParameterizedTest
	@MethodSource("bombs")
	void checkShouldRefuseBombs(byte[] bomb, String property) {
		assertRefused(bomb, LoadLimits.DEFAULTS, property);
	}

	static Stream<Arguments> excesses() {
		return Stream.of(Arguments.of(Bombs.functions(10), Bombs.functions(11), "functions", "11 functions"),
				Arguments.of(Bombs.locals(1, 10), Bombs.locals(1, 11), "locals", "function 0 has 11 local variables"),
				Arguments.of(Bombs.locals(2, 10), Bombs.locals(3, 9), "total-locals", "local variables"),
				Arguments.of(Bombs.branches(2, 5), Bombs.branches(2, 6), "branches", "function 0 has 6 branches"),
				Arguments.of(Bombs.branchTables(2, 3, 4), Bombs.branchTables(2, 4, 4), "branch-targets",
						"targets of branch tables"),
				Arguments.of(Bombs.nested(8, 1), Bombs.nested(9, 1), "nesting", "9 nested blocks"),
				Arguments.of(Bombs.operands(1, 4, 10), Bombs.operands(1, 4, 11), "operands", "44 values"),
				Arguments.of(entries(6, 20, 0x7F, 0, 0x41, 0, 0x0B), entries(6, 21, 0x7F, 0, 0x41, 0, 0x0B), "entries",
						"21 global variables"),
				Arguments.of(entries(1, 20, 0x60, 0, 0), entries(1, 21, 0x60, 0, 0), "entries", "21 types"),
				Arguments.of(entries(4, 20, 0x70, 0, 0), entries(4, 21, 0x70, 0, 0), "entries", "21 tables"),
				Arguments.of(entries(5, 20, 0, 0), entries(5, 21, 0, 0), "entries", "21 memories"),
				Arguments.of(entries(7, 20, 0, 0, 0), entries(7, 21, 0, 0, 0), "entries", "21 exports"),
				Arguments.of(entries(2, 15, 0, 0, 3, 0x7F, 0), entries(2, 16, 0, 0, 3, 0x7F, 0), "imports",
						"16 imports"),
				Arguments.of(entries(2, 15, 1, 'a', 1, 'b', 3, 0x7F, 0),
						entries(2, 15, 1, 'a', 2, 'b', 'c', 3, 0x7F, 0), "names", "31 characters in its names"),
				Arguments.of(entries(1, 1, type(50)), entries(1, 1, type(51)), "type-values",
						"51 parameters and results"),
				Arguments.of(blocks(10, 6), blocks(10, 7), "block-locals", "function 0 has 70 local variables times"),
				Arguments.of(nothings(10, 89), nothings(10, 90), "instructions", "instructions"),
				Arguments.of(entries(11, 20, 1, 0), entries(11, 21, 1, 0), "entries", "21 data segments"),
				Arguments.of(entries(1, 1, group(20)), entries(1, 1, group(21)), "entries", "21 types"));
	}

	@ParameterizedTest
	@MethodSource("excesses")
	void checkShouldAllowAsManyAsTheLimitAndNoMore(byte[] most, byte[] more, String property, String fact) {
		check("limits", most, SMALL);
		assertRefused(more, SMALL, "limits." + property).withMessageContaining(fact);
	}

	@Test
	void checkShouldTellHowHighALimitHasToBe() {
		LoadLimits limits = SMALL.withFunctionSize(DataSize.ofMegabytes(1)).withInstructions(100_000);
		assertRefused(Bombs.branches(1, 1000), limits, "limits.branches").withMessageContaining("to at least 1000 ");
		assertRefused(Bombs.nested(900, 1), limits, "limits.nesting").withMessageContaining("to at least 900 ");
		assertRefused(Bombs.branchTables(10, 2, 99), limits, "limits.branch-targets")
			.withMessageContaining("targets of branch tables");
		assertRefused(Bombs.locals(10, 9), limits, "limits.total-locals").withMessageContaining("local variables");
	}

	@Test
	void checkShouldLimitTheSizeOfFunctions() {
		BinaryWriter body = BinaryWriter.part().bytes(0).repeat(98, 1).bytes(0x0B);
		check("limits", BinaryWriter.module().functions(0, 2, body).toByteArray(), SMALL);
		BinaryWriter larger = BinaryWriter.part().bytes(0).repeat(99, 1).bytes(0x0B);
		assertRefused(BinaryWriter.module().functions(0, 2, larger).toByteArray(), SMALL, "limits.function-size")
			.withMessageContaining("function 0 has 101 bytes");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 4, 5, 6, 7 })
	void checkShouldLimitTheElementsOfAllSegments(int flags) {
		check("limits", elements(flags, 5), SMALL);
		assertRefused(elements(flags, 6), SMALL, "max-table-elements").withMessageContaining("12 elements");
	}

	@Test
	void tablesOfBranchesShouldNotBeLargerThanBrowsersTakeThem() {
		byte[] bytes = Bombs.branchTables(1, 1, 65_520);
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> check("tables", bytes, LoadLimits.DEFAULTS))
			.withMessageContaining("a br_table has 65521 labels")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.LIMIT_EXCEEDED));
	}

	private static byte[] elements(int flags, int count) {
		BinaryWriter segment = BinaryWriter.part().bytes(flags);
		if ((flags & 1) == 0) {
			segment.bytes(((flags & 2) != 0) ? new int[] { 0 } : new int[0]).bytes(0x41, 0, 0x0B);
		}
		if ((flags & 3) != 0) {
			segment.bytes(((flags & 4) != 0) ? 0x70 : 0);
		}
		segment.number(count).repeat(count, ((flags & 4) != 0) ? new int[] { 0xD2, 0, 0x0B } : new int[] { 0 });
		return BinaryWriter.module().section(9, BinaryWriter.part().bytes(2).repeat(2, segment)).toByteArray();
	}

	@Test
	void checkShouldCountTheFunctionsThatAreImported() {
		BinaryWriter module = BinaryWriter.module()
			.section(1, BinaryWriter.part().bytes(1, 0x60, 0, 0))
			.section(2, BinaryWriter.part().bytes(6).repeat(6, 0, 0, 0, 0))
			.section(3, BinaryWriter.part().bytes(5).repeat(5, 0));
		assertRefused(module.toByteArray(), SMALL, "limits.functions").withMessageContaining("11 functions");
	}

	@Test
	void checkShouldNotTrustTheTypeSectionAboutTheCodeSection() {
		BinaryWriter code = BinaryWriter.part().bytes(11).repeat(11, 2, 0, 0x0B);
		assertRefused(BinaryWriter.module().section(10, code).toByteArray(), SMALL, "limits.functions");
	}

	@Test
	void checkShouldKnowEveryKindOfInstruction() {
		// what follows them would be counted wrongly if one were read with another length
		BinaryWriter body = BinaryWriter.part()
			.bytes(0)
			.bytes(0x02, 0x64, 0x70, 0x0B)
			.bytes(0x43, 0x0C, 0x0C, 0x0C, 0x0C)
			.bytes(0x1C, 1, 0x7F)
			.bytes(0x28, 0x42, 0, 0x80, 0x01)
			.bytes(0x1F, 0x40, 2, 0, 0, 0, 2, 0, 0x0B)
			.bytes(0xFC, 0x0A, 12, 12, 0xFC, 0x0B, 12)
			.bytes(0xFD, 12)
			.repeat(16, 0x0C)
			.bytes(0xFD, 21, 12, 0xFD, 84, 0, 12, 12, 0xFD, 0x80, 0x01)
			.bytes(0xFE, 3, 0, 0xFE, 0x10, 2, 12)
			.bytes(0xFB, 24, 12, 12, 12, 12, 0xFB, 2, 12, 12)
			.bytes(0x0C, 0, 0x0C, 0, 0x0C, 0, 0x0C, 0, 0x0B);
		assertRefused(BinaryWriter.module().functions(0, 1, body).toByteArray(), SMALL, "limits.branches")
			.withMessageContaining("function 0 has 6 branches");
	}

	/**
	 * The second one is what some parsers take for {@code memory.fill}.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "ff", "fb8b0200" })
	void checkWhenInstructionIsUnknownShouldThrow(String instruction) {
		int[] codes = IntStream.range(0, instruction.length() / 2)
			.map((i) -> Integer.parseInt(instruction.substring(2 * i, 2 * i + 2), 16))
			.toArray();
		BinaryWriter body = BinaryWriter.part().bytes(0).bytes(codes).repeat(20, 0x0C, 0);
		byte[] bytes = BinaryWriter.module().functions(0, 2, body).toByteArray();
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> check("limits", bytes, SMALL))
			.withMessageContaining("illegal opcode");
	}

	@Test
	void checkWhenBinaryIsMutatedShouldThrowNothingElse() {
		Random random = new Random(7);
		for (String guest : new String[] { "numbers", "traps", "imports_all", "two_tables", "bulk", "simd",
				"abi_malloc" }) {
			byte[] bytes = Guests.bytes(guest);
			for (int i = 0; i < 3000; i++) {
				byte[] mutated = bytes.clone();
				for (int changes = random.nextInt(4); changes >= 0; changes--) {
					mutated[8 + random.nextInt(bytes.length - 8)] = (byte) random.nextInt();
				}
				assertOffset(mutated, catchThrowableOfType(WasmLoadException.class,
						() -> WasmBinary.of("mutated", mutated, SMALL, 3)));
			}
		}
	}

	private static void assertOffset(byte[] bytes, @Nullable WasmLoadException failure) {
		if (failure != null) {
			assertThat(failure.getReason()).isIn(Reason.MALFORMED, Reason.TRUNCATED, Reason.INVALID,
					Reason.LIMIT_EXCEEDED, Reason.UNSUPPORTED);
			if (failure.getOffset() != null) {
				assertThat(failure.getOffset()).isBetween(0, bytes.length);
			}
		}
	}

	/**
	 * Decode a module, and validate nothing.
	 */
	private static void check(String name, byte[] bytes, LoadLimits limits) {
		BinaryProblems problems = new BinaryProblems(WasmErrorContext.of(name, null), bytes);
		new ModuleDecoder(problems, bytes).decode(new LimitCheck(problems, limits, new ModuleVisitor() {

			@Override
			public boolean visitBody(int function, int size) {
				return true;
			}

		}));
	}

	private static byte[] entries(int section, int count, int... entry) {
		return BinaryWriter.module()
			.section(section, BinaryWriter.part().number(count).repeat(count, entry))
			.toByteArray();
	}

	private static byte[] returns(int results, int count) {
		BinaryWriter body = BinaryWriter.part().bytes(0, 0).repeat(count, 0x0F).bytes(0x0B);
		return BinaryWriter.module().functions(results, 1, body).toByteArray();
	}

	private static byte[] blocks(int locals, int blocks) {
		BinaryWriter body = BinaryWriter.part().bytes(1, locals, 0x7F).repeat(blocks, 0x02, 0x40, 0x0B).bytes(0x0B);
		return BinaryWriter.module().functions(0, 1, body).toByteArray();
	}

	private static byte[] nothings(int functions, int instructions) {
		BinaryWriter body = BinaryWriter.part().bytes(0).repeat(instructions, 1).bytes(0x0B);
		return BinaryWriter.module().functions(0, functions, body).toByteArray();
	}

	private static int[] type(int parameters) {
		int[] type = new int[3 + parameters];
		Arrays.fill(type, 0x7F);
		type[0] = 0x60;
		type[1] = parameters;
		type[type.length - 1] = 0;
		return type;
	}

	private static int[] group(int types) {
		int[] group = new int[2 + 3 * types];
		group[0] = 0x4E;
		group[1] = types;
		for (int i = 2; i < group.length; i += 3) {
			group[i] = 0x60;
		}
		return group;
	}

	private static ThrowableAssertAlternative<WasmLoadException> assertRefused(byte[] bytes, LoadLimits limits,
			String property) {
		return assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> check("limits", bytes, limits))
			.withMessageContainingAll("Module 'limits'", "but at most", "the setting '" + property + "'")
			.satisfies((ex) -> {
				assertThat(ex.getReason()).isEqualTo(Reason.LIMIT_EXCEEDED);
				assertThat(ex.getOffset()).isPositive();
			});
	}

}
