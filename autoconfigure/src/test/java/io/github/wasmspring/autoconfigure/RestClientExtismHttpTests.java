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
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmTimeoutException;
import io.github.wasmspring.WasmTrapException;
import io.github.wasmspring.autoconfigure.backend.WasmBackendAutoConfiguration;
import io.github.wasmspring.plugin.WasmFunction;
import io.github.wasmspring.plugin.WasmPluginFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RestClientExtismHttpTests {

	private final Map<String, String> received = new ConcurrentHashMap<>();

	private final CountDownLatch released = new CountDownLatch(1);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private HttpServer server;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WasmAutoConfiguration.class, WasmBackendAutoConfiguration.class,
				RestClientAutoConfiguration.class))
		.withPropertyValues("wasm.modules.plugin.location=classpath:guests/extism_plugin.wasm",
				"wasm.modules.plugin.max-memory=8MB", "wasm.modules.plugin.abi.allowed-hosts=127.0.0.1");

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.released.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	private void answer(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		exchange.getRequestHeaders()
			.forEach((name, values) -> this.received.put(path + " " + name.toLowerCase(), values.get(0)));
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		this.received.put(path, exchange.getRequestMethod() + " " + body);
		switch (path) {
			case "/elsewhere" -> redirect(exchange, 302, "http://localhost:%d/ok".formatted(port()));
			case "/here" -> redirect(exchange, 303, "/ok");
			case "/again" -> redirect(exchange, 307, "/again");
			case "/file" -> redirect(exchange, 302, "file:///etc/passwd");
			case "/stall" -> await();
			case "/drip", "/huge" -> flood(exchange, path.equals("/drip"));
			case "/missing" -> exchange.sendResponseHeaders(404, -1);
			default -> {
				exchange.getResponseHeaders().add("X-Answer", "42");
				exchange.sendResponseHeaders(200, 0);
				exchange.getResponseBody().write("hello".getBytes(StandardCharsets.UTF_8));
			}
		}
		exchange.close();
	}

	private static void redirect(HttpExchange exchange, int status, String location) throws IOException {
		exchange.getResponseHeaders().add("Location", location);
		exchange.sendResponseHeaders(status, -1);
	}

	private void await() {
		try {
			this.released.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void flood(HttpExchange exchange, boolean slow) throws IOException {
		exchange.sendResponseHeaders(200, 0);
		OutputStream output = exchange.getResponseBody();
		byte[] block = new byte[(slow) ? 1 : 64 * 1024];
		while (this.released.getCount() > 0) {
			output.write(block);
			output.flush();
			if (slow) {
				try {
					this.released.await(20, TimeUnit.MILLISECONDS);
				}
				catch (InterruptedException ex) {
					return;
				}
			}
		}
	}

	private int port() {
		return this.server.getAddress().getPort();
	}

	private String request(String path, String more) {
		return "{\"url\":\"http://127.0.0.1:%d%s\"%s}".formatted(port(), path, more);
	}

	private void run(Calls calls) {
		this.runner.withUserConfiguration(Customized.class)
			.run((context) -> calls
				.accept(new WasmPluginFactory().create(Plugin.class, context.getBean("plugin", WasmModule.class))));
	}

	@Test
	void requestShouldTakeMethodHeadersAndBody() {
		run((plugin) -> {
			assertThat(plugin.request(request("/ok", ",\"method\":\"post\",\"headers\":{\"X-Guest\":\"a\"}")))
				.isEqualTo("hello");
			assertThat(this.received).containsEntry("/ok", "POST a body")
				.containsEntry("/ok x-guest", "a")
				.containsEntry("/ok x-application", "shop")
				.doesNotContainKey("/ok authorization");
			assertThat(plugin.requestStatus(request("/missing", ""))).isEqualTo(404);
			assertThat(plugin.requestHeaders(request("/ok", ""))).containsEntry("x-answer", "42");
			plugin.requestStatus(request("/ok", ",\"headers\":{\"authorization\":\"Bearer guest\"}"));
			assertThat(this.received).containsEntry("/ok authorization", "Bearer guest");
		});
	}

	@Test
	void redirectShouldBeFollowedToAllowedHostsOnly() {
		run((plugin) -> {
			assertThat(plugin.request(request("/here", ",\"method\":\"POST\""))).isEqualTo("hello");
			assertThat(this.received).containsEntry("/ok", "GET ");
			assertRefused(plugin, request("/elsewhere", ""), "the guest may not ask the host 'localhost'");
			assertRefused(plugin, request("/again", ""), "redirects the guest more than 5 times");
			assertRefused(plugin, request("/file", ""), "it begins neither with http: nor with https:");
		});
	}

	@Test
	void requestThatIsNotAllowedShouldBeRefused() {
		run((plugin) -> {
			assertRefused(plugin, "{\"url\":\"http://localhost:%d/ok\"}".formatted(port()),
					"the guest may not ask the host 'localhost'. Add it to 'wasm.modules.plugin.abi.allowed-hosts'");
			assertRefused(plugin, "{\"url\":\"http://127.0.0.1@localhost:%d/ok\"}".formatted(port()), "it has a user");
			assertRefused(plugin, request("/ok", ",\"headers\":{\"Host\":\"localhost\"}"),
					"the guest may not send the header 'Host'");
			assertRefused(plugin, request("/ok", ",\"headers\":{\"X-A\":\"b\\r\\nX-C: d\"}"),
					"the guest may not send the header 'X-A'");
			assertRefused(plugin, request("/ok", ",\"method\":\"CONNECT\""), "of the method 'CONNECT'");
			assertRefused(plugin, "[]", "a request that is no JSON object");
			assertThat(this.received).isEmpty();
		});
	}

	@Test
	void bodyThatIsTooLongShouldBeRefused() {
		run((plugin) -> assertRefused(plugin, request("/huge", ""), "The response has more than 8388608 bytes"));
	}

	@Test
	void serverThatIsTooSlowShouldNotOutlastTheCall() {
		run((plugin) -> {
			assertThatExceptionOfType(WasmTimeoutException.class)
				.isThrownBy(() -> plugin.requestInTime(request("/stall", "")));
			assertThatExceptionOfType(WasmTimeoutException.class)
				.isThrownBy(() -> plugin.requestInTime(request("/drip", "")));
			assertThat(plugin.request(request("/ok", ""))).isEqualTo("hello");
		});
	}

	@Test
	void requestsWithoutLibraryShouldBeRefused() {
		this.runner.withClassLoader(new FilteredClassLoader(RestClient.class)).run((context) -> {
			Plugin plugin = new WasmPluginFactory().create(Plugin.class, context.getBean("plugin", WasmModule.class));
			assertRefused(plugin, request("/ok", ""), "there is no HTTP client for it");
		});
	}

	private static void assertRefused(Plugin plugin, String request, String message) {
		assertThatExceptionOfType(WasmTrapException.class).isThrownBy(() -> plugin.request(request))
			.withStackTraceContaining(message);
	}

	/**
	 * Calls of a plugin.
	 */
	private interface Calls {

		void accept(Plugin plugin) throws Exception;

	}

	private interface Plugin {

		@WasmFunction
		String request(String request);

		@WasmFunction(value = "request", timeout = "300ms")
		String requestInTime(String request);

		@WasmFunction
		int requestStatus(String request);

		@WasmFunction
		Map<String, String> requestHeaders(String request);

	}

	/**
	 * Adds credentials to all requests of the application.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Customized {

		@Bean
		RestClientCustomizer customizer() {
			return (builder) -> builder.defaultHeader("X-Application", "shop")
				.defaultHeader("Authorization", "Bearer secret");
		}

	}

}
