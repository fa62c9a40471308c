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

package io.github.wasmspring.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import io.github.wasmspring.WasmException;
import io.github.wasmspring.WasmModuleState;
import io.github.wasmspring.WasmModuleSuspendedException;
import io.github.wasmspring.module.ModuleOwner;
import io.github.wasmspring.module.WasmModuleDetails;
import io.github.wasmspring.module.WasmModuleRegistry;

/**
 * Health of one module. Only what the properties registered takes the application down.
 */
final class WasmModuleHealthIndicator extends AbstractHealthIndicator {

	/**
	 * Status of a module that is suspended, which an aggregate ignores unless it is
	 * ordered.
	 */
	static final Status SUSPENDED = new Status("SUSPENDED");

	/**
	 * Status of a module that does not work, and that is not the application's own.
	 */
	static final Status DEGRADED = new Status("DEGRADED");

	private final String name;

	private final WasmModuleRegistry registry;

	private final boolean awaitsLoads;

	/**
	 * Create a new indicator.
	 * @param awaitsLoads whether the application is not ready before modules are loaded
	 * in the background with which it starts
	 */
	WasmModuleHealthIndicator(String name, WasmModuleRegistry registry, boolean awaitsLoads) {
		super("WebAssembly module health check failed");
		this.name = name;
		this.registry = registry;
		this.awaitsLoads = awaitsLoads;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Throwable probeFailure = probe();
		WasmModuleDetails details = this.registry.getDetails(this.name);
		builder.status(statusOf(details, probeFailure)).withDetail("backend", details.backend());
		String digest = details.digest();
		if (digest != null) {
			builder.withDetail("digest", digest);
		}
		builder.withDetail("state", details.state())
			.withDetail("version", details.version())
			.withDetail("instances", instances(details));
		addFailure("lastFailure", (probeFailure != null) ? probeFailure : details.lastFailure(), builder);
		addFailure("replacementFailure", details.replacementFailure(), builder);
	}

	private @Nullable Throwable probe() {
		try {
			if (this.registry.getState(this.name) == WasmModuleState.READY) {
				this.registry.probeModule(this.name);
			}
			return null;
		}
		catch (WasmModuleSuspendedException ex) {
			// which the state tells
			return null;
		}
		catch (WasmException ex) {
			return ex;
		}
	}

	private Status statusOf(WasmModuleDetails details, @Nullable Throwable probeFailure) {
		return switch (details.state()) {
			case SUSPENDED -> SUSPENDED;
			case CLOSED -> Status.DOWN;
			case FAILED -> failed(details);
			case LOADING -> (this.awaitsLoads && details.awaited()) ? Status.OUT_OF_SERVICE : Status.UP;
			default -> (probeFailure != null) ? failed(details) : Status.UP;
		};
	}

	private static Status failed(WasmModuleDetails details) {
		return (details.owner() == ModuleOwner.PROPERTIES) ? Status.DOWN : DEGRADED;
	}

	private static Map<String, Integer> instances(WasmModuleDetails details) {
		Map<String, Integer> instances = new LinkedHashMap<>();
		instances.put("active", details.activeInstances());
		instances.put("idle", details.idleInstances());
		return instances;
	}

	private static void addFailure(String name, @Nullable Throwable failure, Health.Builder builder) {
		if (failure != null) {
			builder.withDetail(name, String.valueOf(failure.getMessage()));
		}
	}

}
