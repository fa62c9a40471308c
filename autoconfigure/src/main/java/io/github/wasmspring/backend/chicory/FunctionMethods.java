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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.dylibso.chicory.wasm.WasmModule;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

import io.github.wasmspring.WasmModuleCode;
import io.github.wasmspring.WasmModuleCode.Reason;
import io.github.wasmspring.WasmModuleCode.SlowFunction;

/**
 * The methods that a module's functions became, in the class files that are run.
 */
final class FunctionMethods {

	/**
	 * Most bytes of a method that HotSpot compiles ({@code HugeMethodLimit}).
	 */
	static final int LIMIT = 8000;

	/**
	 * Most slow functions to tell.
	 */
	private static final int MOST_TOLD = 100;

	/**
	 * Size and reason, if any, by name of the method.
	 */
	private final Map<String, Method> methods = new HashMap<>();

	/**
	 * The function or piece that a piece was taken out of.
	 */
	private final Map<String, String> origins = new HashMap<>();

	/**
	 * Read class files.
	 * @param classes the generated class files by name
	 */
	FunctionMethods(Map<String, byte[]> classes) {
		classes.forEach((name, classFile) -> {
			if (name.contains(MemoryAccessRewriter.FUNCTIONS)) {
				read(classFile);
			}
		});
	}

	private void read(byte[] classFile) {
		ClassNode group = new ClassNode();
		new ClassReader(classFile).accept(group, ClassReader.SKIP_DEBUG);
		for (MethodNode method : group.methods) {
			if (GuestBacktrace.isFunction(method.name) || PieceRewriter.isRenamed(method.name)) {
				this.methods.put(method.name, measure(method));
				readCalls(method);
			}
		}
	}

	private void readCalls(MethodNode method) {
		for (AbstractInsnNode instruction : method.instructions) {
			if (instruction instanceof MethodInsnNode call && PieceRewriter.isRenamed(call.name)) {
				this.origins.putIfAbsent(call.name, method.name);
			}
		}
	}

	private static Method measure(MethodNode method) {
		CodeSizeEvaluator size = new CodeSizeEvaluator(null);
		method.accept(size);
		return new Method(size.getMaxSize(), MemoryAccessBudget.isExceeded(method));
	}

	/**
	 * Return what became of the functions.
	 * @param module the module, which knows the names of functions
	 * @param interpreted the functions that have no method, with their names
	 */
	WasmModuleCode describe(WasmModule module, Map<Integer, String> interpreted) {
		List<SlowFunction> slow = new ArrayList<>();
		interpreted.forEach((index, name) -> slow
			.add(new SlowFunction((name.isEmpty()) ? GuestBacktrace.numbered(index) : name, 0, Reason.INTERPRETED)));
		GuestBacktrace names = new GuestBacktrace(module);
		slowMethods().forEach(
				(function, method) -> slow.add(new SlowFunction(names.name(function), method.size(), method.reason())));
		int largest = this.methods.values().stream().mapToInt(Method::size).max().orElse(0);
		return new WasmModuleCode(this.methods.size(), largest, slow.subList(0, Math.min(slow.size(), MOST_TOLD)));
	}

	/**
	 * Return the largest slow method of each function that has any.
	 */
	private Map<Integer, Method> slowMethods() {
		Map<Integer, Method> slow = new TreeMap<>();
		this.methods.forEach((name, method) -> {
			if (method.size() > LIMIT || method.exceeded()) {
				slow.merge(functionOf(name), method, Method::larger);
			}
		});
		return slow;
	}

	private int functionOf(String method) {
		String function = method;
		for (int i = 0; i < this.origins.size() && this.origins.containsKey(function); i++) {
			function = this.origins.get(function);
		}
		return Integer.parseInt(function.substring(function.indexOf('_') + 1));
	}

	/**
	 * A method.
	 *
	 * @param size bytes of its bytecode
	 * @param exceeded whether its loops have more accesses to memory than are inlined
	 */
	private record Method(int size, boolean exceeded) {

		Reason reason() {
			return (this.size > LIMIT) ? Reason.NOT_COMPILED : Reason.NOT_INLINED;
		}

		Method larger(Method other) {
			return (other.size > this.size) ? other : this;
		}

	}

}
