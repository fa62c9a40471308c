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

package io.github.wasmspring.adapters.gateway;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.wasmspring.WasmException;

/**
 * Sends requests on that a plugin allows.
 */
// tag::configuration[]
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

	@Bean
	RouterFunction<ServerResponse> shop(AccessRule rule, @Value("${shop.uri}") String uri) {
		return GatewayRouterFunctions.route("shop")
			.route((request) -> true, HandlerFunctions.http())
			.before(BeforeFilterFunctions.uri(uri))
			.filter(allowedBy(rule))
			.build();
	}

	private static HandlerFilterFunction<ServerResponse, ServerResponse> allowedBy(AccessRule rule) {
		return (request, next) -> {
			String path = request.requestPath().pathWithinApplication().value();
			if (!isPlain(path)) {
				return ServerResponse.badRequest().build();
			}
			try {
				if (rule.allows(request.method().name(), path)) {
					return next.handle(request);
				}
				return ServerResponse.status(HttpStatus.FORBIDDEN).build();
			}
			catch (WasmException ex) {
				// A rule that fails allows nothing.
				return ServerResponse.status(HttpStatus.SERVICE_UNAVAILABLE).build();
			}
		};
	}

	/**
	 * Return whether everybody reads the path in the same way. To the server behind,
	 * {@code /%61dmin} and {@code /x/../admin} may be {@code /admin}.
	 */
	private static boolean isPlain(String path) {
		return path.chars().allMatch((c) -> c < 128 && (Character.isLetterOrDigit(c) || "/-_.~".indexOf(c) >= 0))
				&& !path.contains("//") && !path.contains("/.");
	}

}
// end::configuration[]
