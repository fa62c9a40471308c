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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Decides which requests may change something: those that come from this machine, or from
 * a user in a role, and from the page itself, which has a token.
 */
@Component
class PageAccess {

	static final String TOKEN_HEADER = "X-Page-Token";

	private static final int TOKEN_BYTES = 32;

	private final PageProperties properties;

	private final boolean trustsProxies;

	private final String token;

	PageAccess(PageProperties properties, Environment environment) {
		this.properties = properties;
		this.trustsProxies = !environment.getProperty("server.forward-headers-strategy", "none")
			.equalsIgnoreCase("none") || environment.containsProperty("server.tomcat.remoteip.remote-ip-header")
				|| environment.containsProperty("server.tomcat.remoteip.protocol-header");
		byte[] random = new byte[TOKEN_BYTES];
		new SecureRandom().nextBytes(random);
		this.token = HexFormat.of().formatHex(random);
	}

	/**
	 * Return why whoever sends a request may not change anything, or {@code null} if he
	 * may.
	 */
	@Nullable String findObstacle(HttpServletRequest request) {
		if (!this.properties.changes()) {
			return "Changes are turned off by 'page.changes'.";
		}
		if (request.isUserInRole(this.properties.role())) {
			return null;
		}
		// The address of the caller is what the proxy says then.
		String distance = (this.trustsProxies) ? "this application trusts what proxies say"
				: new Caller(request).findDistance();
		return (distance != null) ? "Changes need a request from this machine, and %s.".formatted(distance) : null;
	}

	/**
	 * Return why a request may not change anything, or {@code null} if it may.
	 */
	@Nullable String findObstacleOfChange(HttpServletRequest request) {
		String obstacle = findObstacle(request);
		if (obstacle != null) {
			return obstacle;
		}
		if (!new Caller(request).isOwnPage()) {
			return "Changes need a request of this page, and this one comes from elsewhere.";
		}
		return hasToken(request) ? null : "The page is from before the last start. Load it again.";
	}

	/**
	 * Return the token for a page, or {@code null} if whoever asks for it may change
	 * nothing.
	 */
	@Nullable String findToken(HttpServletRequest request) {
		return (findObstacle(request) == null) ? this.token : null;
	}

	private boolean hasToken(HttpServletRequest request) {
		String sent = request.getHeader(TOKEN_HEADER);
		return sent != null && MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8),
				this.token.getBytes(StandardCharsets.UTF_8));
	}

}
