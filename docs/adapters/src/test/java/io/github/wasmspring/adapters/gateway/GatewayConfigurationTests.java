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

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

import io.github.wasmspring.module.WasmModuleRegistry;
import io.github.wasmspring.plugin.ImportWasmPlugins;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GatewayConfiguration}, with requests through the gateway.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "spring.main.banner-mode=off")
class GatewayConfigurationTests {

	private static HttpServer shop;

	@LocalServerPort
	private int port;

	@BeforeAll
	static void startShop() throws IOException {
		shop = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
		shop.createContext("/", (exchange) -> {
			byte[] body = ("shop: " + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, body.length);
			try (exchange) {
				exchange.getResponseBody().write(body);
			}
		});
		shop.start();
	}

	@AfterAll
	static void stopShop() {
		shop.stop(0);
	}

	@DynamicPropertySource
	static void shop(DynamicPropertyRegistry registry) {
		registry.add("shop.uri", () -> "http://localhost:" + shop.getAddress().getPort());
	}

	@ParameterizedTest
	@CsvSource({ "GET, /books, 200", "POST, /orders/1, 200", "POST, /books, 403", "GET, /admin, 403",
			"DELETE, /admin/books, 403", "GET, /%61dmin, 400", "GET, /x/../admin, 400", "GET, //admin, 400",
			"GET, /x;/admin, 400" })
	void requestShouldPassIfTheGuestAllows(String method, String path, int status) {
		ResponseEntity<String> response = send(method, path);
		assertThat(response.getStatusCode()).isEqualTo(HttpStatusCode.valueOf(status));
		if (status == 200) {
			assertThat(response.getBody()).isEqualTo("shop: " + path);
		}
	}

	@Test
	void requestWhenRuleIsSuspendedShouldNotPass(@Autowired WasmModuleRegistry registry) {
		registry.suspendModule("access");
		try {
			assertThat(send("GET", "/books").getStatusCode()).isEqualTo(HttpStatusCode.valueOf(503));
		}
		finally {
			registry.resumeModule("access");
		}
	}

	private ResponseEntity<String> send(String method, String path) {
		return RestClient.create()
			.method(HttpMethod.valueOf(method))
			.uri(URI.create("http://localhost:" + this.port + path))
			.retrieve()
			.onStatus((status) -> true, (request, response) -> {
			})
			.toEntity(String.class);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportWasmPlugins(AccessRule.class)
	@Import(GatewayConfiguration.class)
	static class GatewayApplication {

	}

}
