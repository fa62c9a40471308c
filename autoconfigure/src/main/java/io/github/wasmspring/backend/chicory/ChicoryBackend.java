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

import java.util.Set;

import com.dylibso.chicory.wasm.Version;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NativeDetector;
import org.springframework.util.Assert;

import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.backend.BackendArtifacts;
import io.github.wasmspring.backend.BackendModule;
import io.github.wasmspring.backend.FeatureCheck;
import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.binary.SplitSettings;
import io.github.wasmspring.binary.WasmBinary;

/**
 * Runs modules on Chicory.
 *
 * @since 0.1.0
 */
public final class ChicoryBackend implements WasmBackend {

	/**
	 * What the backend can run, compiled or interpreted. Exceptions and what is collected
	 * are not among it, though Chicory runs both: it keeps them for as long as the
	 * instance lives or the call lasts, so that a guest could fill the heap.
	 */
	public static final Set<WasmFeature> FEATURES = Set.of(WasmFeature.TAIL_CALLS, WasmFeature.FUNCTION_REFERENCES,
			WasmFeature.THREADS, WasmFeature.MULTIPLE_MEMORIES, WasmFeature.EXTENDED_CONSTANTS);

	private static final String INTERPRETER_ID = "chicory-interpreter";

	private final String id;

	private final ChicoryEngine engine;

	private final MemoryBudget budget;

	ChicoryBackend(String id, ChicoryEngine engine, MemoryBudget budget) {
		Assert.notNull(budget, "'budget' must not be null");
		this.id = id;
		this.engine = engine;
		this.budget = budget;
	}

	/**
	 * Create the backend {@code chicory}, which compiles modules to JVM bytecode when
	 * they are loaded. Needs Chicory's compiler on the class path, and loads nothing in a
	 * native image. Memories take up to half of the heap.
	 * @return a new backend
	 */
	public static ChicoryBackend compiled() {
		return compiled(MemoryBudget.ofHeap());
	}

	/**
	 * Create the backend {@code chicory} with a budget.
	 * @param budget what the memories of instances are taken from
	 * @return a new backend
	 */
	public static ChicoryBackend compiled(MemoryBudget budget) {
		return compiled(budget, SplitSettings.DEFAULT);
	}

	/**
	 * Create the backend {@code chicory} with pieces of another size.
	 */
	static ChicoryBackend compiled(MemoryBudget budget, SplitSettings settings) {
		return new ChicoryBackend("chicory",
				new CompilingEngine(NativeDetector.inNativeImage(NativeDetector.Context.RUN), settings), budget);
	}

	/**
	 * Create the backend {@code chicory-interpreter}, which generates no code. Memories
	 * take up to half of the heap.
	 * @return a new backend
	 */
	public static ChicoryBackend interpreted() {
		return interpreted(MemoryBudget.ofHeap());
	}

	/**
	 * Create the backend {@code chicory-interpreter} with a budget.
	 * @param budget what the memories of instances are taken from
	 * @return a new backend
	 */
	public static ChicoryBackend interpreted(MemoryBudget budget) {
		return new ChicoryBackend(INTERPRETER_ID, ChicoryEngine.INTERPRETER, budget);
	}

	@Override
	public String getId() {
		return this.id;
	}

	@Override
	public String getVersion() {
		return Version.version();
	}

	@Override
	public Set<WasmFeature> getFeatures() {
		return FEATURES;
	}

	@Override
	public BackendModule load(WasmBinary binary) {
		FeatureCheck.verify(binary, this);
		TrapRehearsal.complete();
		ChicoryFailures failures = new ChicoryFailures(binary.getName(), this.id);
		return failures.translateLoad(() -> this.engine.prepare(binary.getModule(), failures, this.budget));
	}

	@Override
	public @Nullable String getInterpreterId() {
		return (this.engine == ChicoryEngine.INTERPRETER) ? null : INTERPRETER_ID;
	}

	@Override
	public long estimateHeap(WasmBinary binary) {
		return this.engine.estimateHeap(binary.getModule().index()) + WasmBackend.super.estimateHeap(binary);
	}

	@Override
	public @Nullable BackendArtifacts getArtifacts() {
		return this.engine.artifacts(this.id, this.budget);
	}

}
