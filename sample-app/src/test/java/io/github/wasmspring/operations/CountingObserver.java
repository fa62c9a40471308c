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

package io.github.wasmspring.operations;

import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.instance.CallListener;
import io.github.wasmspring.instance.InstanceUsage;
import io.github.wasmspring.module.WasmModuleLoad;
import io.github.wasmspring.module.WasmModuleObservation;
import io.github.wasmspring.module.WasmModuleObserver;

/**
 * Counts calls.
 */
class CountingObserver implements WasmModuleObserver {

	final AtomicInteger calls = new AtomicInteger();

	@Override
	public WasmModuleObservation observe(WasmModule module) {
		return new WasmModuleObservation() {

			@Override
			public @Nullable CallListener findListener(String function) {
				return (nanos, failure) -> CountingObserver.this.calls.incrementAndGet();
			}

			@Override
			public void registered(WasmModuleLoad load, InstanceUsage instances) {
			}

			@Override
			public void removed() {
			}

		};
	}

}
