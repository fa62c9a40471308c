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
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.Assert;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import io.github.wasmspring.module.ModuleHttpClient;

/**
 * Asks web servers through the application's {@link RestClient.Builder}, with its
 * settings of HTTP clients, but follows no redirect, which would take the credentials
 * along.
 */
class RestClientModuleHttpClient implements ModuleHttpClient {

	private static final HttpClientSettings FALLBACK = HttpClientSettings.defaults()
		.withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(30));

	private static final List<String> CREDENTIALS = List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.COOKIE);

	private final RestClient.Builder builder;

	private final ClientHttpRequestFactoryBuilder<?> requestFactory;

	private final HttpClientSettings settings;

	/**
	 * Create a new instance.
	 * @param builder builds the clients, except for what sends their requests
	 * @param requestFactory builds what sends the requests
	 * @param settings settings of what sends the requests
	 */
	RestClientModuleHttpClient(RestClient.Builder builder, ClientHttpRequestFactoryBuilder<?> requestFactory,
			HttpClientSettings settings) {
		this.builder = builder;
		this.requestFactory = requestFactory;
		this.settings = settings.orElse(FALLBACK).withRedirects(HttpRedirects.DONT_FOLLOW);
	}

	@Override
	public Response get(URI uri, Map<String, String> headers, boolean ownHost) throws IOException {
		ClientHttpRequestFactory factory = this.requestFactory.build(this.settings);
		try {
			RestClient.Builder client = this.builder.clone().requestFactory(factory);
			if (!ownHost) {
				client.requestInterceptor(new CredentialsFilter(headers)::filter);
			}
			ClientHttpResponse response = client.build()
				.get()
				.uri(uri)
				.headers((target) -> headers.forEach(target::set))
				.exchange((request, answer) -> answer, false);
			Assert.state(response != null, "The response is never null");
			return new RestClientResponse(response, factory);
		}
		catch (ResourceAccessException ex) {
			close(factory);
			throw (ex.getCause() instanceof IOException cause) ? cause : new IOException(ex.getMessage());
		}
		catch (RuntimeException ex) {
			close(factory);
			throw ex;
		}
	}

	private static void close(ClientHttpRequestFactory factory) throws IOException {
		if (factory instanceof DisposableBean bean) {
			try {
				bean.destroy();
			}
			catch (Exception ex) {
				throw new IOException(ex);
			}
		}
	}

	/**
	 * Lets nothing that authorizes the application pass to another host, whoever added
	 * it.
	 *
	 * @param headers headers that are meant for that host
	 */
	private record CredentialsFilter(Map<String, String> headers) {

		ClientHttpResponse filter(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
				throws IOException {
			for (String name : CREDENTIALS) {
				if (!this.headers.containsKey(name)) {
					request.getHeaders().remove(name);
				}
			}
			return execution.execute(request, body);
		}

	}

	/**
	 * Response of the application's client.
	 *
	 * @param response the response
	 * @param factory what sent the request, and is not used for another one
	 */
	private record RestClientResponse(ClientHttpResponse response,
			ClientHttpRequestFactory factory) implements Response {

		@Override
		public int getStatus() {
			try {
				return this.response.getStatusCode().value();
			}
			catch (IOException ex) {
				return 0;
			}
		}

		@Override
		public @Nullable String getHeader(String name) {
			return this.response.getHeaders().getFirst(name);
		}

		@Override
		public InputStream getBody() throws IOException {
			return this.response.getBody();
		}

		@Override
		public void close() throws IOException {
			this.response.close();
			RestClientModuleHttpClient.close(this.factory);
		}

	}

}
