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
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Address that a download asks, with what authorizes it there.
 *
 * @param uri the address, without user information and fragment
 * @param authorization value of the header that authorizes, or {@code null}
 */
record DownloadTarget(URI uri, @Nullable String authorization) {

	private static final String SECURE = "https";

	private static final int PORT = 80;

	private static final int SECURE_PORT = 443;

	static DownloadTarget of(String address) throws IOException {
		try {
			return of(new URI(address));
		}
		catch (URISyntaxException ex) {
			throw new IOException("the address is malformed at index " + ex.getIndex());
		}
		catch (IllegalArgumentException ex) {
			throw new IOException("the address is malformed");
		}
	}

	private static DownloadTarget of(URI address) throws URISyntaxException {
		String authority = address.getRawAuthority();
		if (authority == null || address.getHost() == null || !isWeb(address.getScheme())) {
			throw new IllegalArgumentException("no address of a web server");
		}
		String user = address.getRawUserInfo();
		String path = StringUtils.hasLength(address.getRawPath()) ? address.getRawPath() : "/";
		String query = (address.getRawQuery() != null) ? "?" + address.getRawQuery() : "";
		URI uri = new URI(
				address.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1) + path + query);
		return new DownloadTarget(uri, (user != null) ? basic(user) : null);
	}

	private static boolean isWeb(@Nullable String scheme) {
		return "http".equalsIgnoreCase(scheme) || SECURE.equalsIgnoreCase(scheme);
	}

	/**
	 * Percent-encoded characters stand for themselves, as a password may have an
	 * {@code @}.
	 */
	private static String basic(String user) {
		String decoded = StringUtils.uriDecode(user, StandardCharsets.UTF_8);
		return "Basic " + Base64.getEncoder().encodeToString(decoded.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Return where a server redirects to.
	 */
	DownloadTarget resolve(String location) throws URISyntaxException {
		return of(this.uri.resolve(new URI(location.strip().replace(" ", "%20"))));
	}

	boolean isSecure() {
		return SECURE.equalsIgnoreCase(this.uri.getScheme());
	}

	boolean isSameProtocol(DownloadTarget other) {
		return this.uri.getScheme().equalsIgnoreCase(other.uri.getScheme());
	}

	/**
	 * Return whether this is the same server, or the secure one of the same host.
	 */
	boolean isSameOrigin(DownloadTarget origin) {
		return this.uri.getHost().equalsIgnoreCase(origin.uri.getHost())
				&& (isSameProtocol(origin) && port() == origin.port()
						|| isSecure() && port() == SECURE_PORT && origin.port() == PORT);
	}

	private int port() {
		return (this.uri.getPort() >= 0) ? this.uri.getPort() : (isSecure()) ? SECURE_PORT : PORT;
	}

}
