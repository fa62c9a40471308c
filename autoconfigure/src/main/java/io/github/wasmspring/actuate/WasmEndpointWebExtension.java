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

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.util.Assert;

/**
 * Lets who acts on a module over the web be told, and that there is no such module.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = WasmEndpoint.class)
public final class WasmEndpointWebExtension {

	private final WasmEndpoint endpoint;

	/**
	 * Create a new extension.
	 * @param endpoint the endpoint
	 */
	public WasmEndpointWebExtension(WasmEndpoint endpoint) {
		Assert.notNull(endpoint, "'endpoint' must not be null");
		this.endpoint = endpoint;
	}

	/**
	 * Act on a module.
	 * @param security who acts
	 * @param name the name of the module
	 * @param action what to do, {@code reload} by default
	 * @return its details afterwards
	 */
	@WriteOperation
	public WebEndpointResponse<Map<String, Object>> act(SecurityContext security, @Selector String name,
			@Nullable String action) {
		Map<String, Object> details = this.endpoint.act(security.getPrincipal(), name, action);
		return (details != null) ? new WebEndpointResponse<>(details)
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

}
