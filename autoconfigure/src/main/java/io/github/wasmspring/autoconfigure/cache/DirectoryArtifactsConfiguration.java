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

import java.nio.file.Path;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;

import io.github.wasmspring.autoconfigure.PropertySettingNames;
import io.github.wasmspring.backend.artifact.DirectoryArtifactStore;
import io.github.wasmspring.backend.artifact.PrivateDirectory;

/**
 * Artifacts on disk.
 */
@Lazy
@Configuration(proxyBeanMethods = false)
class DirectoryArtifactsConfiguration {

	@Bean
	PersistentSignature wasmPersistentSignature(WasmCacheProperties properties, ListableBeanFactory beanFactory) {
		return new PersistentSignature(properties, beanFactory);
	}

	@Bean
	PrivateDirectory wasmCacheDirectory(WasmCacheProperties properties, PersistentSignature signature) {
		return PrivateDirectory.open(Path.of(WasmCacheProperties.required(properties.getDirectory(), "directory")),
				signature.isUsed(), PropertySettingNames.INSTANCE);
	}

	@Bean
	@Order(0)
	DirectoryArtifactStore directoryWasmArtifactStore(PrivateDirectory directory, WasmCacheProperties properties) {
		return new DirectoryArtifactStore(directory, properties.getMaxDirectorySize());
	}

}
