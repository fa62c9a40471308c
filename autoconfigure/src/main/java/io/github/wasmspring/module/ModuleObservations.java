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

package io.github.wasmspring.module;

import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.instance.CallListener;
import io.github.wasmspring.instance.InstanceUsage;

/**
 * What all observers see of one version of a module.
 *
 * @param all the observations, in the order of the observers
 */
record ModuleObservations(List<WasmModuleObservation> all) implements WasmModuleObservation {

	/**
	 * Nobody observes the version.
	 */
	static final ModuleObservations NONE = new ModuleObservations(List.of());

	static ModuleObservations of(List<WasmModuleObserver> observers, WasmModule module) {
		return (observers.isEmpty()) ? NONE
				: new ModuleObservations(observers.stream().map((observer) -> observer.observe(module)).toList());
	}

	@Override
	public @Nullable CallListener findListener(String function) {
		return CallListener
			.ofAll(() -> this.all.stream().map((observation) -> observation.findListener(function)).iterator());
	}

	@Override
	public void waited(long nanos) {
		tell((observation) -> observation.waited(nanos));
	}

	@Override
	public void gaveBack(long bytes) {
		tell((observation) -> observation.gaveBack(bytes));
	}

	@Override
	public void registered(WasmModuleLoad load, InstanceUsage instances) {
		tell((observation) -> observation.registered(load, instances));
	}

	@Override
	public void tookOver() {
		tell(WasmModuleObservation::tookOver);
	}

	@Override
	public void replacementFailed(Throwable failure) {
		tell((observation) -> observation.replacementFailed(failure));
	}

	@Override
	public void suspended(@Nullable Throwable failure) {
		tell((observation) -> observation.suspended(failure));
	}

	@Override
	public void removed() {
		tell(WasmModuleObservation::removed);
	}

	private void tell(Consumer<WasmModuleObservation> what) {
		this.all.forEach(what);
	}

}
