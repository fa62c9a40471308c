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

package io.github.wasmspring.module;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.UrlResource;

import io.github.wasmspring.Guests;
import io.github.wasmspring.WasmLoadException;
import io.github.wasmspring.WasmLoadException.Reason;
import io.github.wasmspring.backend.WasmBackends;
import io.github.wasmspring.backend.chicory.ChicoryBackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Rules of downloads, whoever sends the requests.
 */
@Timeout(60)
public abstract class AbstractModuleDownloadTests {

	private static final byte[] BINARY = Guests.bytes("numbers");

	private final List<Headers> requests = new CopyOnWriteArrayList<>();

	private HttpServer server;

	/**
	 * Return what sends the requests.
	 */
	protected abstract ModuleHttpClient client();

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.start();
		on("/ok.wasm", (exchange) -> answer(exchange, 200, BINARY));
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void downloadShouldReadTheFile() throws IOException {
		load(url("127.0.0.1", "/ok.wasm"));
		assertThat(this.requests).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void downloadWhenServerRedirectsShouldFollow(int status) throws IOException {
		on("/first.wasm", (exchange) -> redirect(exchange, status, "second.wasm?x=y"));
		on("/second.wasm", (exchange) -> redirect(exchange, status, url("127.0.0.1", "/ok.wasm")));
		load(url("127.0.0.1", "/first.wasm"));
		assertThat(this.requests).hasSize(3);
	}

	@Test
	void downloadWhenServerRedirectsForEverShouldThrow() {
		on("/loop.wasm", (exchange) -> redirect(exchange, 302, "/loop.wasm"));
		assertThat(failure(url("127.0.0.1", "/loop.wasm"))).hasMessageContaining("redirects more than 20 times");
	}

	@ParameterizedTest
	@ValueSource(strings = { "file:///etc/passwd", "ftp://127.0.0.1/x.wasm", "jar:http://127.0.0.1/x.jar!/x.wasm" })
	void downloadWhenServerRedirectsToAnotherProtocolShouldThrow(String target) {
		on("/away.wasm", (exchange) -> redirect(exchange, 302, target));
		WasmLoadException failure = failure(url("127.0.0.1", "/away.wasm"));
		assertThat(failure.getReason()).isEqualTo(Reason.UNREADABLE);
		assertThat(failure).hasMessageContaining("the server redirects to");
	}

	@Test
	void downloadShouldSendTheUserOfTheLocationAndNotTellIt() throws IOException {
		on("/auth.wasm", (exchange) -> answer(exchange,
				"Basic am9objpzM2NyZXRA".equals(exchange.getRequestHeaders().getFirst("Authorization")) ? 200 : 401,
				BINARY));
		load(url("john:s3cret%40@127.0.0.1", "/auth.wasm"));
		WasmLoadException failure = failure(url("john:s4cret@127.0.0.1", "/auth.wasm?sig=s5cret"));
		assertThat(failure).hasMessageContainingAll("the server answered 401", "'WasmModuleDefinition.withHeaders'");
		assertSafe(failure, "john", "s4cret", "s5cret");
	}

	@Test
	void downloadShouldSendHeadersOfTheDefinition() throws IOException {
		load(url("127.0.0.1", "/ok.wasm"), Map.of("Authorization", "Bearer t0ken", "X-Tenant", "a"));
		assertThat(this.requests.get(0).getFirst("Authorization")).isEqualTo("Bearer t0ken");
		assertThat(this.requests.get(0).getFirst("X-Tenant")).isEqualTo("a");
	}

	@Test
	void downloadWhenSameServerRedirectsShouldSendCredentialsAgain() throws IOException {
		on("/here.wasm", (exchange) -> redirect(exchange, 302, "/ok.wasm"));
		load(url("john:s3cret@127.0.0.1", "/here.wasm"), Map.of("X-Key", "k3y"));
		assertThat(this.requests.get(1).getFirst("Authorization")).startsWith("Basic ");
		assertThat(this.requests.get(1).getFirst("X-Key")).isEqualTo("k3y");
	}

	@Test
	void downloadWhenAnotherHostFollowsShouldSendNoCredentials() throws IOException {
		on("/there.wasm", (exchange) -> redirect(exchange, 302, url("localhost", "/ok.wasm")));
		load(url("john:s3cret@127.0.0.1", "/there.wasm"), Map.of("X-Key", "k3y", "Cookie", "c=d"));
		assertThat(this.requests.get(0)).containsKeys("Authorization", "X-key", "Cookie");
		assertThat(this.requests.get(1)).doesNotContainKeys("Authorization", "X-key", "Cookie");
	}

	@Test
	void downloadWhenBodyIsZippedShouldUnzip() throws IOException {
		on("/gzip.wasm", (exchange) -> {
			exchange.getResponseHeaders().add("Content-Encoding", "gzip");
			answer(exchange, 200, gzip(BINARY));
		});
		load(url("127.0.0.1", "/gzip.wasm"));
	}

	@Test
	void downloadWhenZippedBodyIsTooLargeShouldThrow() {
		on("/bomb.wasm", (exchange) -> {
			exchange.getResponseHeaders().add("Content-Encoding", "gzip");
			answer(exchange, 200, gzip(new byte[80_000_000]));
		});
		assertThat(failure(url("127.0.0.1", "/bomb.wasm")).getReason()).isEqualTo(Reason.TOO_LARGE);
	}

	@Test
	void downloadWhenEncodingIsUnknownShouldThrow() {
		on("/br.wasm", (exchange) -> {
			exchange.getResponseHeaders().add("Content-Encoding", "br");
			answer(exchange, 200, BINARY);
		});
		assertThat(failure(url("127.0.0.1", "/br.wasm"))).hasMessageContaining("encoded as 'br'");
	}

	@Test
	void downloadWhenServerFailsShouldTellTheStatusAndNoSecret() {
		on("/e500.wasm", (exchange) -> answer(exchange, 500, new byte[0]));
		WasmLoadException failure = failure(url("127.0.0.1", "/e500.wasm?X-Amz-Signature=s3cret"));
		assertThat(failure).hasMessageContainingAll("/e500.wasm?…]", "the server answered 500");
		assertSafe(failure, "s3cret");
		failure = failure(url("127.0.0.1", "/nothing.wasm?X-Amz-Signature=s3cret"));
		assertThat(failure.getReason()).isEqualTo(Reason.NOT_FOUND);
		assertSafe(failure, "s3cret");
	}

	@Test
	void downloadWhenHostIsUnreachableShouldTellNoSecret() {
		this.server.stop(0);
		assertSafe(failure(url("john:s3cret@127.0.0.1", "/ok.wasm?sig=s4cret")), "john", "s3cret", "s4cret");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "HTTP/1.1 200 OK\r\nX-Drip: ", "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n\0asm" })
	void downloadWhenServerDripsShouldEndInTime(String start) throws Exception {
		CountDownLatch stop = new CountDownLatch(1);
		try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
			Thread thread = new Thread(() -> drip(socket, start, stop), "drip");
			thread.start();
			long begin = System.nanoTime();
			WasmLoadException failure = failure("http://127.0.0.1:%d/drip.wasm".formatted(socket.getLocalPort()),
					Duration.ofMillis(700));
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
			assertThat(failure).hasMessageContainingAll("the download took longer than 700ms", "download-timeout");
			stop.countDown();
			thread.join();
		}
	}

	private static void drip(ServerSocket server, String start, CountDownLatch stop) {
		try (Socket socket = server.accept(); OutputStream output = socket.getOutputStream()) {
			output.write(start.getBytes(StandardCharsets.ISO_8859_1));
			while (!stop.await(50, TimeUnit.MILLISECONDS)) {
				if (!start.isEmpty()) {
					output.write('x');
					output.flush();
				}
			}
		}
		catch (IOException | InterruptedException ex) {
			// the client has gone
		}
	}

	private static void assertSafe(Throwable failure, String... secrets) {
		for (Throwable each = failure; each != null; each = each.getCause()) {
			for (String secret : secrets) {
				assertThat(each.toString()).doesNotContain(secret);
			}
		}
		assertThat(NestedExceptionUtils.getMostSpecificCause(failure)).isNotNull();
	}

	private void on(String path, HttpHandler handler) {
		this.server.createContext(path, (exchange) -> {
			this.requests.add(exchange.getRequestHeaders());
			handler.handle(exchange);
		});
	}

	private static void redirect(HttpExchange exchange, int status, String location) throws IOException {
		exchange.getResponseHeaders().add("Location", location);
		answer(exchange, status, new byte[0]);
	}

	private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
		exchange.sendResponseHeaders(status, (body.length == 0) ? -1 : body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	private static byte[] gzip(byte[] bytes) throws IOException {
		ByteArrayOutputStream result = new ByteArrayOutputStream();
		try (GZIPOutputStream output = new GZIPOutputStream(result)) {
			output.write(bytes);
		}
		return result.toByteArray();
	}

	private String url(String authority, String path) {
		return "http://%s:%d%s".formatted(authority, this.server.getAddress().getPort(), path);
	}

	private void load(String url) throws IOException {
		load(url, Map.of());
	}

	private void load(String url, Map<String, String> headers) throws IOException {
		try (DefaultWasmModuleRegistry registry = registry(Duration.ofSeconds(30))) {
			registry.registerModule(definition(url).withHeaders(headers));
			assertThat(registry.getModule("numbers").call("add", 1, 2)).isEqualTo(3);
		}
	}

	private WasmLoadException failure(String url) {
		return failure(url, Duration.ofSeconds(30));
	}

	private WasmLoadException failure(String url, Duration timeout) {
		try (DefaultWasmModuleRegistry registry = registry(timeout)) {
			return catchThrowableOfType(WasmLoadException.class, () -> registry.registerModule(definition(url)));
		}
	}

	private DefaultWasmModuleRegistry registry(Duration timeout) {
		return new DefaultWasmModuleRegistry(new WasmBackends(List.of(ChicoryBackend.interpreted()), Map.of()),
				ModuleRegistrySettings.DEFAULTS.withHttpClient(this::client).withDownloadTimeout(timeout));
	}

	private static WasmModuleDefinition definition(String url) throws IOException {
		return WasmModuleDefinition.of("numbers", new UrlResource(url), "chicory-interpreter");
	}

}
