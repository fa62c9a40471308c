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

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.github.wasmspring.module.ModuleHttpClient.Response;

/**
 * Download of one location, which follows redirects as browsers do: to the same protocol
 * or to {@code https}, without taking credentials to another host.
 */
final class ModuleDownload {

	private static final int MOST_REDIRECTS = 20;

	private static final Set<Integer> REDIRECTS = Set.of(HttpURLConnection.HTTP_MOVED_PERM,
			HttpURLConnection.HTTP_MOVED_TEMP, HttpURLConnection.HTTP_SEE_OTHER, 307, 308);

	private final ModuleHttpClient client;

	private final DownloadTarget origin;

	private final Map<String, String> headers;

	/**
	 * Create a new instance.
	 * @param client asks the servers
	 * @param location the address, which may have user information
	 * @param headers headers for the host of the location alone
	 * @throws IOException if the address is malformed
	 */
	ModuleDownload(ModuleHttpClient client, String location, Map<String, String> headers) throws IOException {
		this.client = client;
		this.origin = DownloadTarget.of(location);
		this.headers = headers;
	}

	/**
	 * Return the response that has the file.
	 * @throws FileNotFoundException if a server says that there is none
	 */
	Response open() throws IOException, InterruptedException {
		DownloadTarget target = this.origin;
		for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
			boolean ownHost = target.isSameOrigin(this.origin);
			Response response = this.client.get(target.uri(), headers(target, ownHost), ownHost);
			try {
				DownloadTarget next = findRedirect(response, target);
				if (next == null) {
					checkStatus(response.getStatus(), target);
					return response;
				}
				target = next;
			}
			catch (IOException | RuntimeException ex) {
				response.close();
				throw ex;
			}
			response.close();
		}
		throw new IOException("the server redirects more than %d times".formatted(MOST_REDIRECTS));
	}

	private Map<String, String> headers(DownloadTarget target, boolean ownHost) {
		Map<String, String> result = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		result.put("Accept", "application/wasm, */*");
		if (target.authorization() != null) {
			result.put("Authorization", target.authorization());
		}
		else if (ownHost && this.origin.authorization() != null) {
			result.put("Authorization", this.origin.authorization());
		}
		if (ownHost) {
			result.putAll(this.headers);
		}
		return result;
	}

	private @Nullable DownloadTarget findRedirect(Response response, DownloadTarget target) throws IOException {
		String location = response.getHeader("Location");
		if (location == null || !REDIRECTS.contains(response.getStatus())) {
			return null;
		}
		DownloadTarget next;
		try {
			next = target.resolve(location);
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			throw new IOException("the server redirects to a malformed address");
		}
		if (!next.isSameProtocol(target) && !next.isSecure()) {
			throw new IOException("the server redirects from %s to %s, which is not followed"
				.formatted(target.uri().getScheme(), LocationText.withoutSecrets(next.uri().toString())));
		}
		return next;
	}

	private void checkStatus(int status, DownloadTarget target) throws IOException {
		String who = (target == this.origin) ? "the server"
				: target.uri().getHost() + ", to which the server redirects,";
		if (status == HttpURLConnection.HTTP_NOT_FOUND || status == HttpURLConnection.HTTP_GONE) {
			throw new FileNotFoundException(who + " answered " + status);
		}
		if (status != HttpURLConnection.HTTP_OK) {
			throw new DownloadStatusException(who, status);
		}
	}

}
