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

import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Asks web servers with the client of the JDK.
 */
final class JdkModuleHttpClient implements ModuleHttpClient {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

	@Override
	public Response get(URI uri, Map<String, String> headers, boolean ownHost)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri);
		headers.forEach(request::setHeader);
		return new JdkResponse(client().send(request.build(), BodyHandlers.ofInputStream()));
	}

	/**
	 * Create a client for one request: the next is for another host, or for another
	 * download.
	 */
	private static HttpClient client() {
		HttpClient.Builder client = HttpClient.newBuilder()
			.version(Version.HTTP_1_1)
			.followRedirects(Redirect.NEVER)
			.connectTimeout(CONNECT_TIMEOUT);
		Authenticator authenticator = Authenticator.getDefault();
		if (authenticator != null) {
			client.authenticator(authenticator);
		}
		return client.build();
	}

	/**
	 * Response of the JDK's client.
	 *
	 * @param response the response
	 */
	private record JdkResponse(HttpResponse<InputStream> response) implements Response {

		@Override
		public int getStatus() {
			return this.response.statusCode();
		}

		@Override
		public @Nullable String getHeader(String name) {
			return this.response.headers().firstValue(name).orElse(null);
		}

		@Override
		public InputStream getBody() {
			return this.response.body();
		}

		@Override
		public void close() throws IOException {
			this.response.body().close();
		}

	}

}
