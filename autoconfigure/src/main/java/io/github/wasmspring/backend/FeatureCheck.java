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

package io.github.wasmspring.backend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.util.Assert;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmFeature;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.binary.DecodedModule;
import io.github.wasmspring.binary.ModuleOrigin;
import io.github.wasmspring.binary.WasmBinary;

/**
 * Refuses modules that need what their backend cannot run, before anything is compiled.
 *
 * @since 0.1.0
 */
public final class FeatureCheck {

	private final WasmBackends backends;

	/**
	 * Create a check.
	 * @param backends the backends that modules can choose
	 */
	public FeatureCheck(WasmBackends backends) {
		Assert.notNull(backends, "'backends' must not be null");
		this.backends = backends;
	}

	/**
	 * Check a module.
	 * @param context names the module and the backend in the message
	 * @param decoded the module
	 * @param backend the backend that is to run it
	 * @throws WasmLoadException if the backend lacks one of them. The message names all
	 * that it lacks, and other backends if they run the whole module
	 */
	public void check(WasmErrorContext context, DecodedModule decoded, WasmBackend backend) {
		Map<WasmFeature, String> missing = new LinkedHashMap<>(decoded.features());
		missing.keySet().removeAll(backend.getFeatures());
		if (!missing.isEmpty()) {
			throw new WasmLoadException(Reason.UNSUPPORTED, context,
					WasmText.of("the module uses %s, which the backend cannot run", describe(missing)),
					remedy(decoded, missing), null);
		}
	}

	/**
	 * Make sure that a binary was checked before a backend loads it.
	 * @param binary the binary
	 * @param backend the backend
	 * @throws IllegalArgumentException if the binary needs what the backend does not
	 * declare
	 */
	public static void verify(WasmBinary binary, WasmBackend backend) {
		Assert.notNull(binary, "'binary' must not be null");
		Assert.isTrue(backend.getFeatures().containsAll(binary.getModule().index().features().keySet()),
				() -> "Module '%s' needs %s, and the backend '%s' runs %s".formatted(binary.getName(),
						binary.getModule().index().features().keySet(), backend.getId(), backend.getFeatures()));
	}

	private static String describe(Map<WasmFeature, String> features) {
		return features.entrySet()
			.stream()
			.map((feature) -> "%s, for example %s".formatted(feature.getKey(), feature.getValue()))
			.collect(Collectors.joining(", and "));
	}

	private WasmText remedy(DecodedModule decoded, Map<WasmFeature, String> missing) {
		WasmText remedy = remedy(decoded.features(), missing);
		ModuleOrigin origin = decoded.origin();
		return (origin != null && !origin.isServed())
				? WasmText.of("This is %s. %s %s", origin.getDescription(), origin.getRemedy(), remedy) : remedy;
	}

	private WasmText remedy(Map<WasmFeature, String> features, Map<WasmFeature, String> missing) {
		String without = missing.keySet().stream().map(WasmFeature::getRemedy).collect(Collectors.joining(", and "));
		List<String> others = this.backends.findAll(features.keySet(), false);
		if (!others.isEmpty()) {
			return WasmText.of("Set %s to '%s', or %s.", WasmSetting.BACKEND.proposing(others.get(0)),
					String.join("' or '", others), without);
		}
		List<String> trusting = this.backends.findAll(features.keySet(), true);
		if (!trusting.isEmpty()) {
			return WasmText.of(
					"If you trust the module, set %s to '%s', which runs it as native code: a flaw of the engine is one of the application then. Or %s.",
					WasmSetting.BACKEND.proposing(trusting.get(0)), String.join("' or '", trusting), without);
		}
		return WasmText.of("No backend can run all of that: %s.", without);
	}

}
