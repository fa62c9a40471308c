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

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Version;

import org.springframework.util.Assert;

import io.github.wasmspring.ModuleLog;
import io.github.wasmspring.backend.BackendArtifacts;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.binary.EncodedModule;
import io.github.wasmspring.binary.SplitSettings;

/**
 * Turns modules that were compiled to JVM bytecode into bytes and back.
 *
 * @param backend id of the backend
 * @param nativeImage whether this runs in a native image, where nothing can be read
 * @param budget what the memories of instances are taken from
 * @param settings how functions were split
 */
record ChicoryArtifacts(String backend, boolean nativeImage, MemoryBudget budget,
		SplitSettings settings) implements BackendArtifacts {

	private static final int MOST_NAMES = 10;

	ChicoryArtifacts(String backend, boolean nativeImage, MemoryBudget budget) {
		this(backend, nativeImage, budget, SplitSettings.DEFAULT);
	}

	@Override
	public String getFormat() {
		return "chicory %s, interpreter-fallback, format %d, %s".formatted(Version.version(), CompiledCode.FORMAT,
				this.settings.describe());
	}

	@Override
	public byte[] write(BackendModule module) {
		byte[] artifact = (module instanceof ChicoryModule compiled) ? compiled.artifact() : null;
		Assert.isTrue(artifact != null, "'module' must have been compiled by the backend '" + this.backend + "'");
		return artifact.clone();
	}

	@Override
	public BackendModule read(String name, byte[] artifact) {
		ChicoryFailures failures = new ChicoryFailures(name, this.backend);
		if (this.nativeImage) {
			throw failures.nativeImage();
		}
		return failures.translateRead(() -> open(CompiledCode.of(artifact), artifact.clone(), failures, this.budget));
	}

	/**
	 * Make code ready that was compiled just now.
	 */
	static ChicoryModule open(CompiledCode code, ChicoryFailures failures, MemoryBudget budget) {
		return open(code, code.toBytes(), failures, budget);
	}

	private static ChicoryModule open(CompiledCode code, byte[] artifact, ChicoryFailures failures,
			MemoryBudget budget) {
		HeadRoom headRoom = new HeadRoom();
		Function<Instance, Machine> machineFactory = GeneratedClassLoader.load(code.classes(), code.mainClass(),
				headRoom);
		ParsedModule parsed = ParsedModule.of(EncodedModule.of(failures.module(), code.module()));
		if (!code.interpreted().isEmpty()) {
			warn(failures.module(), code.interpreted());
		}
		return new ChicoryModule(parsed, machineFactory, new ChicoryMemories(code.growing(), headRoom, budget),
				failures, artifact);
	}

	private static void warn(String module, Map<Integer, String> functions) {
		String listed = functions.entrySet()
			.stream()
			.limit(MOST_NAMES)
			.map((function) -> describe(function.getKey(), function.getValue()))
			.collect(Collectors.joining(", "));
		int more = functions.size() - MOST_NAMES;
		ModuleLog.of(module)
			.log(Level.WARNING,
					"Module '%s': %d function(s) are too large for a Java method and run interpreted, much slower: %s%s"
						.formatted(module, functions.size(), listed, (more > 0) ? " and " + more + " more" : ""));
	}

	private static String describe(int index, String name) {
		return (name.isEmpty()) ? "index " + index : "'" + name + "' (index " + index + ")";
	}

}
