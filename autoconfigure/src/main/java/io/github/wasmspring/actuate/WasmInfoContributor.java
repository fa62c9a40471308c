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
import java.util.function.Supplier;

import org.springframework.boot.actuate.info.Info.Builder;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.util.Assert;

import io.github.wasmspring.NoSuchWasmModuleException;
import io.github.wasmspring.WasmModules;
import io.github.wasmspring.module.WasmModuleDetails;
import io.github.wasmspring.module.WasmModuleRegistry;

/**
 * Tells the versions of the backends, and which modules there are, by their digests. It
 * loads nothing.
 *
 * @since 0.1.0
 */
public final class WasmInfoContributor implements InfoContributor {

	private final WasmModules modules;

	private final WasmModuleRegistry registry;

	private final Supplier<Map<String, String>> backends;

	/**
	 * Create an info contributor.
	 * @param modules the modules
	 * @param registry knows what they are
	 * @param backends returns the versions of the backends by their ids
	 */
	public WasmInfoContributor(WasmModules modules, WasmModuleRegistry registry,
			Supplier<Map<String, String>> backends) {
		Assert.notNull(modules, "'modules' must not be null");
		Assert.notNull(registry, "'registry' must not be null");
		Assert.notNull(backends, "'backends' must not be null");
		this.modules = modules;
		this.registry = registry;
		this.backends = backends;
	}

	@Override
	public void contribute(Builder builder) {
		Map<String, Object> backends = new LinkedHashMap<>();
		this.backends.get().forEach((id, version) -> backends.put(id, Map.of("version", version)));
		Map<String, Object> known = new LinkedHashMap<>();
		for (String name : this.modules.getNames()) {
			try {
				known.put(name, describe(this.registry.getDetails(name)));
			}
			catch (NoSuchWasmModuleException ex) {
				// it was removed meanwhile
			}
		}
		Map<String, Object> wasm = new LinkedHashMap<>();
		wasm.put("backends", backends);
		wasm.put("modules", known);
		builder.withDetail("wasm", wasm);
	}

	private static Map<String, Object> describe(WasmModuleDetails details) {
		Map<String, Object> described = new LinkedHashMap<>();
		described.put("backend", details.backend());
		if (details.digest() != null) {
			described.put("digest", details.digest());
		}
		described.put("version", details.version());
		return described;
	}

}
