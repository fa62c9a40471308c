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
import java.util.LinkedHashMap;
import java.util.Map;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.internal.ByteClassCollector;
import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.compiler.internal.CompilerResult;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.NameCustomSection;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmModuleCode;
import io.github.wasmspring.backend.BackendArtifacts;
import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.binary.EncodedModule;
import io.github.wasmspring.binary.ModuleIndex;
import io.github.wasmspring.binary.SplitSettings;

/**
 * Compiles the code of a module to JVM bytecode. Functions that are too large for a Java
 * method are interpreted.
 * <p>
 * Uses the compiler's inner class rather than its builder, because only the former tells
 * which functions those are.
 */
class CompilingEngine implements ChicoryEngine {

	private static final Log logger = LogFactory.getLog(ChicoryBackend.class);

	private final boolean nativeImage;

	private final SplitSettings settings;

	CompilingEngine(boolean nativeImage) {
		this(nativeImage, SplitSettings.DEFAULT);
	}

	/**
	 * Create an engine.
	 * @param nativeImage whether this runs in a native image, which cannot define classes
	 * @param settings how functions are split
	 */
	CompilingEngine(boolean nativeImage, SplitSettings settings) {
		this.nativeImage = nativeImage;
		this.settings = settings;
	}

	@Override
	public ChicoryModule prepare(EncodedModule encoded, ChicoryFailures failures, MemoryBudget budget) {
		if (this.nativeImage) {
			throw failures.nativeImage();
		}
		return ChicoryArtifacts.open(compile(encoded, failures), failures, budget);
	}

	private CompiledCode compile(EncodedModule encoded, ChicoryFailures failures) {
		SplitModule split = SplitModule.of(failures.module(), encoded, this.settings);
		WasmModule module = split.parsed().module();
		CompilerResult result = Compiler.builder(module)
			.withClassCollectorFactory(ByteClassCollector::new)
			.withInterpreterFallback(InterpreterFallback.SILENT)
			.build()
			.compile();
		byte[] stripped = CodeStripper.strip(split.parsed().encoded(), result.interpretedFunctions()).bytes();
		boolean growing = ChicoryMemories.canGrow(encoded);
		Map<String, byte[]> classes = classes(result, growing,
				split.pieces().withInterpreted(!result.interpretedFunctions().isEmpty()));
		Map<Integer, String> interpreted = names(module.nameSection(), result.interpretedFunctions());
		log(failures.module(), classes, module, interpreted);
		return new CompiledCode(stripped, result.collector().mainClassName(), classes, interpreted, growing);
	}

	private static void log(String name, Map<String, byte[]> classes, WasmModule module,
			Map<Integer, String> interpreted) {
		if (logger.isDebugEnabled()) {
			WasmModuleCode code = new FunctionMethods(classes).describe(module, interpreted);
			logger.debug("Module '%s': %d methods, the largest of %d bytes; functions that run slower than others: %s"
				.formatted(name, code.methods(), code.largestMethod(), code.slowFunctions()));
		}
	}

	/**
	 * Return the class files by name; the compiler tells some names in internal form.
	 */
	private static Map<String, byte[]> classes(CompilerResult result, boolean growing, PieceRewriter pieces) {
		Map<String, byte[]> classes = new LinkedHashMap<>();
		result.classBytes()
			.forEach((name, bytes) -> classes.put(name.replace('/', '.'),
					MemoryAccessRewriter.rewrite(name, bytes, growing, pieces)));
		return classes;
	}

	private static Map<Integer, String> names(@Nullable NameCustomSection names, Collection<Integer> functions) {
		Map<Integer, String> named = new LinkedHashMap<>();
		for (int index : functions) {
			String name = (names != null) ? names.nameOfFunction(index) : null;
			named.put(index, (name != null) ? name : "");
		}
		return named;
	}

	/**
	 * The class files keep a number for each variable at each block, several instructions
	 * for each value that is passed, and methods for each type.
	 */
	@Override
	public long estimateHeap(ModuleIndex index) {
		return 180 * index.countInstructions() + 5 * index.countBlockLocals() + 40 * index.countOperands()
				+ 6000L * index.countTypes();
	}

	@Override
	public BackendArtifacts artifacts(String backend, MemoryBudget budget) {
		return new ChicoryArtifacts(backend, this.nativeImage, budget, this.settings);
	}

}
