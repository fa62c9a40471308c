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

package io.github.wasmspring.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;

import io.github.wasmspring.NoSuchWasmModuleException;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.module.WasmModuleEvent;
import io.github.wasmspring.module.WasmModuleRegistry;

/**
 * Lets an application that is ready refuse traffic until the modules have come that are
 * loaded in the background.
 */
class ReadinessOfModules {

	private final ApplicationContext context;

	private final WasmModules modules;

	private final WasmModuleRegistry registry;

	private boolean accepting;

	private boolean refusing;

	private boolean publishing;

	/**
	 * Create a new instance.
	 * @param availability made first, so that it hears of each change first, and of the
	 * answer to it afterwards
	 */
	ReadinessOfModules(ApplicationContext context, ObjectProvider<ApplicationAvailability> availability,
			WasmModules modules, WasmModuleRegistry registry) {
		availability.ifAvailable((made) -> {
		});
		this.context = context;
		this.modules = modules;
		this.registry = registry;
	}

	@EventListener
	synchronized void changed(AvailabilityChangeEvent<ReadinessState> event) {
		if (!this.publishing && event.getSource() == this.context) {
			this.accepting = (event.getState() == ReadinessState.ACCEPTING_TRAFFIC);
			update();
		}
	}

	@EventListener
	synchronized void changed(WasmModuleEvent event) {
		update();
	}

	private void update() {
		boolean loading = this.modules.getNames().stream().anyMatch(this::isAwaited);
		if (this.accepting && loading != this.refusing) {
			this.refusing = loading;
			publish((loading) ? ReadinessState.REFUSING_TRAFFIC : ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	private boolean isAwaited(String module) {
		try {
			return this.registry.getDetails(module).awaited();
		}
		catch (NoSuchWasmModuleException ex) {
			return false;
		}
	}

	private void publish(ReadinessState state) {
		this.publishing = true;
		try {
			AvailabilityChangeEvent.publish(this.context, state);
		}
		finally {
			this.publishing = false;
		}
	}

}
