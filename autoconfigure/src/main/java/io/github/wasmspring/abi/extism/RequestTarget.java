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

package io.github.wasmspring.abi.extism;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.PatternMatchUtils;
import org.springframework.util.StringUtils;

/**
 * Address that a guest may ask for, whose host has one spelling only.
 *
 * @param uri the address, without user information and fragment
 * @param host the host in lower case, an address without brackets
 * @param port the port
 */
record RequestTarget(URI uri, String host, int port) {

	private static final int LONGEST = 8192;

	/**
	 * What other software takes for an address of version 4, in one of its many forms.
	 */
	private static final Pattern NUMBER = Pattern.compile("(^|\\.)(\\d+|0x[0-9a-f]*)$");

	private static final Pattern ADDRESS = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

	private static final int PORT = 80;

	private static final int SECURE_PORT = 443;

	/**
	 * Read an address.
	 * @throws IllegalArgumentException if it is none, or one that cannot be told for sure
	 */
	static RequestTarget of(String address) {
		if (address.length() > LONGEST) {
			throw new IllegalArgumentException("it is longer than %d characters".formatted(LONGEST));
		}
		try {
			return of(new URI(address));
		}
		catch (URISyntaxException ex) {
			throw new IllegalArgumentException("it is malformed", ex);
		}
	}

	private static RequestTarget of(URI address) throws URISyntaxException {
		boolean secure = "https".equalsIgnoreCase(address.getScheme());
		if (!secure && !"http".equalsIgnoreCase(address.getScheme())) {
			throw new IllegalArgumentException("it begins neither with http: nor with https:");
		}
		if (address.getRawUserInfo() != null) {
			throw new IllegalArgumentException("it has a user, which belongs into a header");
		}
		String name = address.getHost();
		if (name == null || name.contains("%")) {
			throw new IllegalArgumentException("it has no host");
		}
		int port = (address.getPort() >= 0) ? address.getPort() : (secure) ? SECURE_PORT : PORT;
		if (port < 1 || port > 65535) {
			throw new IllegalArgumentException("it has no port");
		}
		String host = normalize(name);
		String path = (StringUtils.hasLength(address.getRawPath())) ? address.getRawPath() : "/";
		URI uri = new URI((secure ? "https" : "http") + "://" + ((host.contains(":")) ? "[" + host + "]" : host)
				+ ((address.getPort() >= 0) ? ":" + port : "") + path
				+ ((address.getRawQuery() != null) ? "?" + address.getRawQuery() : ""));
		return new RequestTarget(new URI(uri.toASCIIString()), host, port);
	}

	private static String normalize(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		if (lower.startsWith("[")) {
			return literal(lower.substring(1, lower.length() - 1));
		}
		String plain = (lower.endsWith(".")) ? lower.substring(0, lower.length() - 1) : lower;
		if (NUMBER.matcher(plain).find() && !ADDRESS.matcher(plain).matches()) {
			throw new IllegalArgumentException("it has a number for a host");
		}
		return plain;
	}

	/**
	 * An address can be written in many ways.
	 */
	private static String literal(String address) {
		try {
			return InetAddress.getByName("[" + address + "]").getHostAddress();
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("it has no host", ex);
		}
	}

	/**
	 * Return where a server redirects to.
	 * @throws IllegalArgumentException if it is no address
	 */
	RequestTarget resolve(String location) {
		if (location.length() > LONGEST) {
			throw new IllegalArgumentException("it is longer than %d characters".formatted(LONGEST));
		}
		try {
			return of(this.uri.resolve(new URI(location.strip().replace(" ", "%20"))));
		}
		catch (URISyntaxException ex) {
			throw new IllegalArgumentException("it is malformed", ex);
		}
	}

	/**
	 * Return whether credentials for one may be sent to the other.
	 */
	boolean isSameOrigin(RequestTarget other) {
		return this.host.equals(other.host) && this.port == other.port && isSecure() == other.isSecure();
	}

	boolean isSecure() {
		return this.uri.getScheme().equals("https");
	}

	/**
	 * Return whether one of the patterns stands for the host, and for the port if the
	 * pattern has one.
	 */
	boolean isOneOf(List<String> patterns) {
		return patterns.stream().anyMatch(this::matches);
	}

	private boolean matches(String pattern) {
		String wanted = pattern.strip();
		String wantedPort = portOf(wanted);
		String wantedHost = (wantedPort != null) ? wanted.substring(0, wanted.length() - wantedPort.length() - 1)
				: wanted;
		return (wantedPort == null || wantedPort.equals("*") || wantedPort.equals(String.valueOf(this.port)))
				&& PatternMatchUtils.simpleMatch(ascii(wantedHost), this.host);
	}

	/**
	 * Return what is behind the only colon, or behind the bracket of an address.
	 */
	private static @Nullable String portOf(String pattern) {
		int colon = pattern.lastIndexOf(':');
		boolean present = colon >= 0 && (colon == pattern.indexOf(':') || pattern.charAt(colon - 1) == ']');
		return (present) ? pattern.substring(colon + 1) : null;
	}

	private static String ascii(String pattern) {
		String host = (pattern.startsWith("[") && pattern.endsWith("]")) ? pattern.substring(1, pattern.length() - 1)
				: pattern;
		if (host.contains(":")) {
			return (host.contains("*")) ? host.toLowerCase(Locale.ROOT) : literal(host);
		}
		try {
			return normalize(IDN.toASCII(host, IDN.ALLOW_UNASSIGNED));
		}
		catch (IllegalArgumentException ex) {
			return normalize(host);
		}
	}

}
