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

import io.github.wasmspring.backend.MemoryBudget;
import io.github.wasmspring.binary.ModuleSplitter;
import io.github.wasmspring.binary.SplitSettings;

/**
 * Creates the backends that run on Chicory, which split every function into pieces of a
 * few instructions if the system property {@code split.functions} says {@code always}.
 */
public final class SplitBackends {

	private static final boolean ALWAYS = "always".equals(System.getProperty("split.functions"));

	private SplitBackends() {
	}

	/**
	 * Create the backend {@code chicory}.
	 */
	public static ChicoryBackend compiled() {
		return (ALWAYS) ? compiled(SplitSettings.TINY) : ChicoryBackend.compiled();
	}

	static ChicoryBackend compiled(SplitSettings settings) {
		return ChicoryBackend.compiled(MemoryBudget.ofHeap(), settings);
	}

	/**
	 * Create the backend {@code chicory-interpreter}.
	 */
	public static ChicoryBackend interpreted() {
		return (ALWAYS) ? interpreted(SplitSettings.TINY) : ChicoryBackend.interpreted();
	}

	static ChicoryBackend interpreted(SplitSettings settings) {
		return new ChicoryBackend("chicory-interpreter",
				(encoded, failures, budget) -> ChicoryEngine.INTERPRETER
					.prepare(ModuleSplitter.split(failures.module(), encoded, settings), failures, budget),
				MemoryBudget.ofHeap());
	}

}
