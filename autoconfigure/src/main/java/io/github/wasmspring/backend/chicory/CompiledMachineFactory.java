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

import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.internal.ClassLoadingCollector;
import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.compiler.internal.CompilerResult;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.NameCustomSection;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.backend.WasmBinary;

/**
 * Compiles the code of a module to JVM bytecode. Functions that are too large for a Java
 * method are interpreted.
 * <p>
 * Uses the compiler's inner class rather than its builder, because only the former tells
 * which functions those are.
 */
class CompiledMachineFactory implements ChicoryMachineFactory {

	private static final Log logger = LogFactory.getLog(ChicoryBackend.class);

	private static final int MOST_NAMES = 10;

	@Override
	public Function<Instance, Machine> create(WasmModule module, WasmBinary binary) {
		CompilerResult result = Compiler.builder(module)
			.withClassCollectorFactory(ClassLoadingCollector::new)
			.withInterpreterFallback(InterpreterFallback.SILENT)
			.build()
			.compile();
		if (!result.interpretedFunctions().isEmpty()) {
			warn(binary.getName(), module.nameSection(), result.interpretedFunctions());
		}
		return ((ClassLoadingCollector) result.collector()).machineFactory();
	}

	private void warn(String module, @Nullable NameCustomSection names, Collection<Integer> functions) {
		String listed = functions.stream()
			.sorted()
			.limit(MOST_NAMES)
			.map((index) -> describe(names, index))
			.collect(Collectors.joining(", "));
		int more = functions.size() - MOST_NAMES;
		logger.warn("Module '%s': %d function(s) are too large for a Java method and run interpreted, much slower: %s%s"
			.formatted(module, functions.size(), listed, (more > 0) ? " and " + more + " more" : ""));
	}

	private String describe(@Nullable NameCustomSection names, int index) {
		String name = (names != null) ? names.nameOfFunction(index) : null;
		return (name != null) ? "'" + name + "' (index " + index + ")" : "index " + index;
	}

}
