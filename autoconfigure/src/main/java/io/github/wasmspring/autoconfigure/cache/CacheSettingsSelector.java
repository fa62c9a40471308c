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

package io.github.wasmspring.autoconfigure.cache;

import java.util.ArrayList;
import java.util.List;

import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.StringUtils;

import io.github.wasmspring.autoconfigure.PropertyPresence;

/**
 * Selects what the settings of the caches ask for. A store of artifacts needs a text:
 * what is empty, as a placeholder may leave it, counts as not set.
 */
class CacheSettingsSelector implements ImportSelector {

	private final Environment environment;

	CacheSettingsSelector(Environment environment) {
		this.environment = environment;
	}

	@Override
	public String[] selectImports(AnnotationMetadata importingClassMetadata) {
		List<String> selected = new ArrayList<>();
		if (isSet("wasm.cache.directory")) {
			selected.add(DirectoryArtifactsConfiguration.class.getName());
		}
		if (isSet("wasm.cache.artifacts-cache")) {
			selected.add(SharedArtifactsConfiguration.class.getName());
		}
		if (PropertyPresence.isPossible(this.environment, "wasm.cache")) {
			selected.add(EagerCacheConfiguration.class.getName());
		}
		return selected.toArray(new String[0]);
	}

	private boolean isSet(String property) {
		return StringUtils.hasText(this.environment.getProperty(property));
	}

}
