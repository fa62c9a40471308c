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

package io.github.wasmspring.autoconfigure.backend;

import io.github.kawamuray.wasmtime.Engine;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import io.github.wasmspring.backend.ArtifactSigner;
import io.github.wasmspring.backend.artifact.DirectoryArtifactStore;
import io.github.wasmspring.backend.artifact.SignedArtifacts;
import io.github.wasmspring.backend.wasmtime.WasmtimeBackend;

/**
 * Wasmtime, whose native library is not loaded before a module asks for it. What it
 * compiles is kept on this machine only.
 */
@Lazy
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(Engine.class)
@EnableConfigurationProperties(WasmtimeProperties.class)
class WasmtimeBackendConfiguration {

	@Bean
	WasmtimeBackend wasmtimeWasmBackend(WasmtimeProperties properties, ObjectProvider<DirectoryArtifactStore> stores,
			ObjectProvider<ArtifactSigner> signers) {
		DirectoryArtifactStore store = stores.orderedStream().findFirst().orElse(null);
		ArtifactSigner signer = signers.getIfUnique();
		return new WasmtimeBackend(new PropertiesWasmtimeSettings(properties).get(),
				(store != null && signer != null) ? new SignedArtifacts(store, signer) : null);
	}

}
