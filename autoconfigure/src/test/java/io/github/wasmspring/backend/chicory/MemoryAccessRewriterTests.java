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

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import com.dylibso.chicory.compiler.internal.ByteClassCollector;
import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.wasm.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

import io.github.wasmspring.Guests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemoryAccessRewriter} and {@link MemoryAccessBudget}.
 */
class MemoryAccessRewriterTests {

	private static final PieceRewriter UNSPLIT = new PieceRewriter(Integer.MAX_VALUE, PieceValueRewriter.NONE);

	@ParameterizedTest
	@ValueSource(strings = { "", MemoryAccessRewriter.PLAIN })
	void helpersShouldReadAndWriteTheArrayThemselves(String suffix) {
		ClassNode helpers = classNode(compile("nbody"), "Shaded");
		assertThat(helpers.methods)
			.filteredOn((method) -> method.name.endsWith(suffix) && MemoryAccessRewriter.HELPER
				.matcher(method.name.substring(0, method.name.length() - suffix.length()))
				.matches())
			.hasSize(12)
			.allSatisfy((method) -> {
				List<MethodInsnNode> calls = calls(method);
				assertThat(calls.get(calls.size() - 1).name)
					.isEqualTo(method.name.replace(MemoryAccessRewriter.PLAIN, "") + "Checked");
				assertThat(calls.subList(0, calls.size() - 1)).hasSize((method.name.contains("Byte")) ? 0 : 1)
					.allSatisfy((call) -> assertThat(call.owner).isEqualTo("java/lang/invoke/VarHandle"));
			});
	}

	@Test
	void checkedHelpersShouldCallTheMemory() {
		ClassNode helpers = classNode(compile("nbody"), "Shaded");
		assertThat(helpers.methods).filteredOn((method) -> method.name.endsWith("Checked"))
			.hasSize(12)
			.allSatisfy((method) -> assertThat(calls(method)).hasSize(2)
				.allSatisfy((call) -> assertThat(call.owner).isEqualTo("com/dylibso/chicory/runtime/Memory")));
	}

	@Test
	void accessesWithoutOffsetShouldPassNone() {
		List<MethodInsnNode> calls = classNode(compile("nbody"), "FuncGroup_0").methods.stream()
			.flatMap((method) -> calls(method).stream())
			.toList();
		assertThat(calls).filteredOn((call) -> call.name.endsWith(MemoryAccessRewriter.PLAIN))
			.isNotEmpty()
			.allSatisfy(
					(call) -> assertThat(call.desc).matches("[(]I[BSIJFD]?Lcom/dylibso/chicory/runtime/Memory;[)]."));
		assertThat(calls).filteredOn((call) -> MemoryAccessRewriter.HELPER.matcher(call.name).matches())
			.allSatisfy(
					(call) -> assertThat(call.getPrevious().getPrevious().getOpcode()).isNotEqualTo(Opcodes.ICONST_0));
	}

	@Test
	void accessesOutsideOfLoopsShouldNotBeInlinedWhereLoopsNeedTheBudget() {
		Map<String, Long> inlined = new LinkedHashMap<>();
		Map<String, Long> cold = new LinkedHashMap<>();
		for (MethodNode function : classNode(compile("nbody"), "FuncGroup_0").methods) {
			inlined.put(function.name,
					calls(function, (name) -> name.startsWith("memory") && !name.endsWith(MemoryAccessRewriter.COLD)));
			cold.put(function.name, calls(function, (name) -> name.endsWith(MemoryAccessRewriter.COLD)));
		}
		assertThat(inlined.get("func_0")).isBetween(1L, 60L);
		assertThat(cold.get("func_0")).isPositive();
	}

	@Test
	void accessesShouldBeInlinedWhereThereAreFew() {
		for (MethodNode function : classNode(compile("text"), "FuncGroup_0").methods) {
			assertThat(calls(function, (name) -> name.endsWith(MemoryAccessRewriter.COLD))).as(function.name).isZero();
		}
	}

	@Test
	void importsShouldCallTheirHandleOrPassRawValues() {
		List<MethodNode> imports = classNode(compile("benchmark_host_calls"), "FuncGroup_0").methods.stream()
			.filter((method) -> calls(method, "callHostFunction"::equals) > 0)
			.toList();
		assertThat(imports).hasSize(9).allSatisfy((method) -> {
			assertThat(method.name).matches("func_[0-8]");
			assertThat(calls(method, "invokeExact"::equals)).isOne();
		});
	}

	@Test
	void helpersShouldThrowNothingThatNotesTheWholeStack() {
		assertThat(classNode(compile("traps"), "Shaded").methods)
			.flatExtracting((method) -> List.of(method.instructions.toArray()))
			.filteredOn((instruction) -> instruction.getOpcode() == Opcodes.NEW)
			.extracting((instruction) -> ((TypeInsnNode) instruction).desc)
			.contains("io/github/wasmspring/backend/chicory/GuestFault")
			.doesNotContain("com/dylibso/chicory/runtime/TrapException",
					"com/dylibso/chicory/runtime/WasmRuntimeException");
	}

	private static long calls(MethodNode method, Predicate<String> name) {
		return calls(method).stream().filter((call) -> name.test(call.name)).count();
	}

	private static List<MethodInsnNode> calls(MethodNode method) {
		return Arrays.stream(method.instructions.toArray())
			.filter(MethodInsnNode.class::isInstance)
			.map(MethodInsnNode.class::cast)
			.toList();
	}

	private static ClassNode classNode(Map<String, byte[]> classes, String suffix) {
		ClassNode node = new ClassNode();
		classes.forEach((name, bytes) -> {
			if (name.endsWith(suffix)) {
				new ClassReader(bytes).accept(node, 0);
			}
		});
		return node;
	}

	private static Map<String, byte[]> compile(String guest) {
		Map<String, byte[]> classes = new LinkedHashMap<>();
		Compiler.builder(Parser.parse(Guests.bytes(guest)))
			.withClassCollectorFactory(ByteClassCollector::new)
			.build()
			.compile()
			.classBytes()
			.forEach((name, bytes) -> classes.put(name, MemoryAccessRewriter.rewrite(name, bytes, true, UNSPLIT)));
		return classes;
	}

}
