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

package io.github.wasmspring.autoconfigure.actuate;

import java.util.Map;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

import io.github.wasmspring.WasmModules;
import io.github.wasmspring.actuate.WasmEndpoint;
import io.github.wasmspring.actuate.WasmEndpointWebExtension;
import io.github.wasmspring.autoconfigure.WasmAutoConfiguration;
import io.github.wasmspring.module.WasmModuleRegistry;

/**
 * {@link AutoConfiguration Auto-configuration} for the endpoint of WebAssembly modules.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = WasmAutoConfiguration.class)
@ConditionalOnClass({ AuditEvent.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean({ WasmModules.class, WasmModuleRegistry.class })
@ConditionalOnAvailableEndpoint(WasmEndpoint.class)
public final class WasmEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	WasmEndpoint wasmEndpoint(WasmModules modules, WasmModuleRegistry registry, ApplicationEventPublisher events) {
		return new WasmEndpoint(modules, registry,
				(action) -> events.publishEvent(new AuditApplicationEvent(
						new AuditEvent(action.user(), "WASM_MODULE", Map.of("module", action.module(), "action",
								action.action(), "digest", action.digest(), "successful", action.successful())))));
	}

	@Bean
	@ConditionalOnBean(WasmEndpoint.class)
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint(endpoint = WasmEndpoint.class, exposure = EndpointExposure.WEB)
	WasmEndpointWebExtension wasmEndpointWebExtension(WasmEndpoint endpoint) {
		return new WasmEndpointWebExtension(endpoint);
	}

}
