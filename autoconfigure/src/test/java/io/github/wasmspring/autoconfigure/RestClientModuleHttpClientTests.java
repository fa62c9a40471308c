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

package io.github.wasmspring.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.module.AbstractModuleDownloadTests;
import io.github.wasmspring.module.ModuleHttpClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RestClientModuleHttpClient}.
 */
class RestClientModuleHttpClientTests extends AbstractModuleDownloadTests {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
			HttpClientAutoConfiguration.class, ImperativeHttpClientAutoConfiguration.class,
			RestClientAutoConfiguration.class, RestClientDownloadsConfiguration.class);

	@AfterEach
	void close() {
		this.context.close();
	}

	@Override
	protected ModuleHttpClient client() {
		return this.context.getBean(ModuleHttpClient.class);
	}

	@Test
	void downloadShouldUseTheClientAndTheHeadersOfTheApplication() throws IOException {
		Headers received = new Headers();
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			received.putAll(exchange.getRequestHeaders());
			byte[] body = Guests.bytes("numbers");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		server.start();
		try {
			runner().withUserConfiguration(Customized.class)
				.withPropertyValues(
						"wasm.modules.numbers.location=http://127.0.0.1:%d/a".formatted(server.getAddress().getPort()),
						"wasm.modules.numbers.headers.Authorization=Bearer abc")
				.run((context) -> {
					assertThat(context.getBean("numbers", WasmModule.class).call("add", 1, 2)).isEqualTo(3);
					assertThat(received.getFirst("X-Application")).isEqualTo("shop");
					assertThat(received.getFirst("Authorization")).isEqualTo("Bearer abc");
				});
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void downloadTimeoutWhenNotPositiveShouldStopTheStart() {
		runner().withPropertyValues("wasm.download-timeout=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'wasm.download-timeout' is 0ms, but must be positive"));
	}

	@Test
	void clientWhenLibraryIsMissingShouldBeTheOneOfTheJdk() {
		runner().withClassLoader(new FilteredClassLoader(RestClient.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ModuleHttpClient.class));
	}

	private static ApplicationContextRunner runner() {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(WasmAutoConfiguration.class,
				WasmBackendAutoConfiguration.class, RestClientAutoConfiguration.class));
	}

	/**
	 * Adds credentials to all requests of the application.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Customized {

		@Bean
		RestClientCustomizer customizer() {
			return (builder) -> builder.defaultHeader("X-Application", "shop");
		}

	}

}
