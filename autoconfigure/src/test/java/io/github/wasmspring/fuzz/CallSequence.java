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

package io.github.wasmspring.fuzz;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

import org.springframework.util.unit.DataSize;

import io.github.wasmspring.Backends;
import io.github.wasmspring.Guests;
import io.github.wasmspring.TestThreads;
import io.github.wasmspring.WasmInstance;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.backend.WasmBackend;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.instance.InstanceMode;
import io.github.wasmspring.instance.InstanceSettings;
import io.github.wasmspring.module.DefaultWasmModuleRegistry;
import io.github.wasmspring.module.WasmModuleDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What two threads do with one module at the same time.
 *
 * @param mode the mode of its instances
 * @param first what one thread does
 * @param second what the other one does
 * @param close whether the first thread closes the module in the end, while the second
 * one goes on
 */
record CallSequence(InstanceMode mode, List<Step> first, List<Step> second, boolean close) implements FuzzCase {

	private static final String MODULE = "traps";

	static Arbitrary<CallSequence> arbitrary() {
		Arbitrary<List<Step>> steps = Step.arbitrary().list().ofMaxSize(20);
		return Combinators.combine(Arbitraries.of(InstanceMode.class), steps, steps, Arbitraries.of(true, false))
			.as(CallSequence::new);
	}

	void runOnEveryBackend() {
		for (Backends backend : Backends.standard()) {
			tryOn(backend);
		}
	}

	/**
	 * Run both threads. On a busy machine even the creation of an instance may take
	 * longer than the timeout, which ends the run.
	 */
	@Override
	public boolean run(WasmBackend backend) {
		DefaultWasmModuleRegistry registry = new DefaultWasmModuleRegistry(
				new WasmBackends(List.of(backend), Map.of()));
		InstanceSettings settings = InstanceSettings.DEFAULTS.withMode(this.mode)
			.withMax(2)
			.withMaxWait(Duration.ofMillis(20))
			.withMaxMemory(DataSize.ofMegabytes(1))
			.withTimeout(Duration.ofMillis(20));
		try {
			registry.registerModule(WasmModuleDefinition.of(MODULE, Guests.resource(MODULE), backend.getId())
				.withMaxBinarySize(DataSize.ofMegabytes(1))
				.withInstances(settings)
				.withoutWasi());
			WasmModule module = registry.getModule(MODULE);
			run(registry, module, module.instantiate());
			return true;
		}
		catch (WasmTimeoutException ex) {
			return false;
		}
		finally {
			registry.close();
		}
	}

	private void run(DefaultWasmModuleRegistry registry, WasmModule module, WasmInstance shared) {
		CompletableFuture<Void> other = TestThreads.run(() -> run(this.second, module, shared));
		run(this.first, module, shared);
		if (this.close) {
			registry.close();
		}
		other.join();
		shared.close();
		if (!this.close) {
			assertThat(module.call("ok")).isEqualTo(42);
		}
	}

	private static void run(List<Step> steps, WasmModule module, WasmInstance shared) {
		Deque<WasmInstance> own = new ArrayDeque<>();
		steps.forEach((step) -> step.run(module, shared, own));
		own.forEach(WasmInstance::close);
		assertThat(Thread.currentThread().isInterrupted()).as("a late stop").isFalse();
	}

}
