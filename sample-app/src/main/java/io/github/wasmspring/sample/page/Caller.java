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

package io.github.wasmspring.sample.page;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.cors.CorsUtils;

/**
 * Where a request comes from, as far as it cannot be made up by a foreign web page or by
 * somebody behind a proxy.
 */
class Caller {

	private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

	private static final Set<String> PROXY_HEADERS = Set.of("forwarded", "via", "x-real-ip", "x-client-ip",
			"x-cluster-client-ip", "x-original-forwarded-for", "true-client-ip", "cf-connecting-ip",
			"fastly-client-ip");

	private final HttpServletRequest request;

	Caller(HttpServletRequest request) {
		this.request = request;
	}

	/**
	 * Return why the request may not come from a program on this machine, or {@code null}
	 * if it does. Who answers to other names than those of the loopback interface may be
	 * the server of a web page whose name leads here now.
	 */
	@Nullable String findDistance() {
		if (!isLoopback(this.request.getRemoteAddr())) {
			return "it comes from another machine";
		}
		if (Collections.list(this.request.getHeaderNames()).stream().anyMatch(Caller::isOfProxy)
				|| this.request.getProtocol().equals("HTTP/1.0")) {
			return "it comes through a proxy";
		}
		if (!LOOPBACK_NAMES.contains(this.request.getServerName().toLowerCase(Locale.ROOT))) {
			return "its host is not 'localhost'";
		}
		return null;
	}

	/**
	 * Return whether a page of this application has sent the request. Browsers tell.
	 */
	boolean isOwnPage() {
		String site = this.request.getHeader("Sec-Fetch-Site");
		return this.request.getHeader("Origin") != null && !CorsUtils.isCorsRequest(this.request)
				&& (site == null || site.equals("same-origin"));
	}

	private static boolean isLoopback(String address) {
		try {
			return InetAddress.getByName(address).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	private static boolean isOfProxy(String header) {
		String name = header.toLowerCase(Locale.ROOT);
		return name.startsWith("x-forwarded") || PROXY_HEADERS.contains(name);
	}

}
