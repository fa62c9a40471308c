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

	@Test
	void helpersShouldCallTheExactMemoryThemselves() {
		ClassNode helpers = classNode(compile("nbody"), "Shaded");
		assertThat(helpers.methods).filteredOn((method) -> MemoryAccessRewriter.HELPER.matcher(method.name).matches())
			.hasSize(12)
			.allSatisfy((method) -> {
				assertThat(calls(method)).hasSize(2);
				assertThat(calls(method).get(0).owner).isEqualTo("io/github/wasmspring/backend/chicory/ExactMemory");
				assertThat(calls(method).get(1).name).isEqualTo(method.name + "Checked");
			});
		assertThat(helpers.methods).filteredOn((method) -> method.name.endsWith("Checked"))
			.hasSize(12)
			.allSatisfy((method) -> assertThat(calls(method)).hasSize(2)
				.allSatisfy((call) -> assertThat(call.owner).isEqualTo("com/dylibso/chicory/runtime/Memory")));
	}

	@Test
	void accessesOutsideOfLoopsShouldNotBeInlinedWhereLoopsNeedTheBudget() {
		Map<String, Long> inlined = new LinkedHashMap<>();
		Map<String, Long> cold = new LinkedHashMap<>();
		for (MethodNode function : classNode(compile("nbody"), "FuncGroup_0").methods) {
			inlined.put(function.name, calls(function, (name) -> MemoryAccessRewriter.HELPER.matcher(name).matches()));
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
