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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpCookieHandling;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import io.github.wasmspring.abi.extism.ExtismHttp;

/**
 * Sends requests of guests through the application's {@link RestClient.Builder}, with its
 * settings of HTTP clients, but without what authorizes the application and without
 * cookies that other guests got.
 */
class RestClientExtismHttp implements ExtismHttp {

	/**
	 * Most requests at once, with those that nobody waits for any more.
	 */
	private static final int MOST_REQUESTS = 256;

	/**
	 * Most bytes of all responses that are being read.
	 */
	private static final long MOST_BYTES = Runtime.getRuntime().maxMemory() / 8;

	private static final HttpClientSettings FALLBACK = HttpClientSettings.defaults()
		.withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(30));

	private static final List<String> CREDENTIALS = List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.COOKIE,
			HttpHeaders.PROXY_AUTHORIZATION);

	private final SingletonSupplier<RestClient> client;

	private final Semaphore slots = new Semaphore(MOST_REQUESTS);

	private final AtomicLong bytes = new AtomicLong();

	/**
	 * Create a new instance.
	 * @param builder builds the client, except for what sends its requests
	 * @param requestFactory builds what sends the requests
	 * @param settings settings of what sends the requests
	 */
	RestClientExtismHttp(RestClient.Builder builder, ClientHttpRequestFactoryBuilder<?> requestFactory,
			HttpClientSettings settings) {
		HttpClientSettings changed = settings.orElse(FALLBACK)
			.withRedirects(HttpRedirects.DONT_FOLLOW)
			.withCookieHandling(HttpCookieHandling.DISABLE);
		this.client = SingletonSupplier.of(() -> builder.clone().requestFactory(requestFactory.build(changed)).build());
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Not every client can be interrupted, so each request has a thread of its own, which
	 * the call of the guest doesn't wait for when its time is over.
	 */
	@Override
	public Response exchange(Request request) throws IOException, InterruptedException {
		if (!this.slots.tryAcquire()) {
			throw new IOException("No more than %d requests of guests are sent at once".formatted(MOST_REQUESTS));
		}
		CompletableFuture<Response> result = new CompletableFuture<>();
		Thread thread = new Thread(() -> run(request, result), "wasm-http-" + request.module().getName());
		thread.setDaemon(true);
		boolean started = false;
		try {
			thread.start();
			started = true;
			return result.get();
		}
		catch (ExecutionException ex) {
			throw failure(Objects.requireNonNull(ex.getCause()));
		}
		finally {
			if (!started) {
				this.slots.release();
			}
			else if (!result.isDone()) {
				result.cancel(false);
				thread.interrupt();
			}
		}
	}

	private void run(Request request, CompletableFuture<Response> result) {
		try {
			send(request, result);
		}
		catch (Throwable ex) {
			result.completeExceptionally(ex);
		}
		finally {
			this.slots.release();
		}
	}

	/**
	 * Send a request. The result is there before the response is closed, which may read
	 * the rest of it.
	 */
	private void send(Request request, CompletableFuture<Response> result) throws IOException {
		RestClient.RequestBodySpec spec = this.client.obtain()
			.mutate()
			.requestInterceptor(new CredentialsFilter(request.headers())::filter)
			.build()
			.method(HttpMethod.valueOf(request.method()))
			.uri(request.uri())
			.headers((target) -> request.headers().forEach(target::set));
		if (request.body().length > 0) {
			spec.body(request.body());
		}
		try (ClientHttpResponse response = spec.exchange((sent, answer) -> answer, false)) {
			if (response != null) {
				complete(result, response, request);
			}
		}
	}

	private void complete(CompletableFuture<Response> result, ClientHttpResponse response, Request request) {
		try {
			result.complete(read(response, request, result));
		}
		catch (IOException | RuntimeException ex) {
			result.completeExceptionally(ex);
		}
	}

	private Response read(ClientHttpResponse response, Request request, CompletableFuture<Response> result)
			throws IOException {
		Map<String, List<String>> headers = new LinkedHashMap<>();
		response.getHeaders().forEach(headers::put);
		long taken = 0;
		try (ByteArrayOutputStream body = new ByteArrayOutputStream()) {
			InputStream input = response.getBody();
			byte[] buffer = new byte[16 * 1024];
			for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
				taken += count;
				if (this.bytes.addAndGet(count) > MOST_BYTES) {
					throw new IOException("The responses to all guests have more than %d bytes".formatted(MOST_BYTES));
				}
				if (taken > request.maxLength()) {
					throw new IOException("The response has more than %d bytes".formatted(request.maxLength()));
				}
				if (result.isDone()) {
					throw new IOException("Nobody waits for the response any more");
				}
				body.write(buffer, 0, count);
			}
			return new Response(response.getStatusCode().value(), headers, body.toByteArray());
		}
		finally {
			this.bytes.addAndGet(-taken);
		}
	}

	private static IOException failure(Throwable cause) {
		if (cause instanceof IOException failure) {
			return failure;
		}
		if (cause instanceof ResourceAccessException failure && failure.getCause() instanceof IOException reason) {
			return reason;
		}
		if (cause instanceof Error error) {
			throw error;
		}
		return new IOException(cause);
	}

	/**
	 * Lets nothing that authorizes the application pass, whoever added it.
	 *
	 * @param headers headers of the guest
	 */
	private record CredentialsFilter(Map<String, String> headers) {

		ClientHttpResponse filter(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
				throws IOException {
			for (String name : CREDENTIALS) {
				request.getHeaders().remove(name);
				String own = this.headers.get(name);
				if (own != null) {
					request.getHeaders().set(name, own);
				}
			}
			return execution.execute(request, body);
		}

	}

}
