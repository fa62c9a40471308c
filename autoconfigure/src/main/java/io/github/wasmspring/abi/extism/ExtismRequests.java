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

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

import io.github.wasmspring.WasmErrorContext;
import io.github.wasmspring.WasmLinkException;
import io.github.wasmspring.WasmModule;
import io.github.wasmspring.WasmSetting;
import io.github.wasmspring.WasmText;
import io.github.wasmspring.abi.WasmJson;

/**
 * Requests of guests to the hosts that the settings of their module allow, also where
 * servers redirect to.
 *
 * @param http sends the requests
 * @param json reads what guests ask
 */
record ExtismRequests(ExtismHttp http, WasmJson json) {

	/**
	 * Longest response, as Extism's own hosts allow.
	 */
	static final long LONGEST_BODY = 50L * 1024 * 1024;

	/**
	 * Longest headers of a response, in characters.
	 */
	private static final int LONGEST_HEADERS = 256 * 1024;

	private static final int MOST_REDIRECTS = 5;

	private static final Type OBJECT = ResolvableType.forClassWithGenerics(Map.class, String.class, Object.class)
		.getType();

	private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

	private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");

	/**
	 * Headers by which a guest would speak to another host, or in another way, than those
	 * that the client speaks to.
	 */
	private static final Set<String> OF_THE_CLIENT = Set.of("host", "connection", "upgrade", "expect", "te", "trailer",
			"transfer-encoding", "keep-alive", "proxy-connection", "proxy-authorization", "http2-settings");

	private static final Set<String> CREDENTIALS = Set.of("authorization", "cookie");

	/**
	 * Send what a guest asks.
	 * @param module the module of the guest
	 * @param description the request as JSON with {@code url}, {@code method} and
	 * {@code headers}
	 * @param body the body, which may be empty
	 * @return the response
	 * @throws WasmLinkException if the guest may not ask that
	 */
	ExtismHttp.Response send(WasmModule module, byte[] description, byte[] body) {
		Map<?, ?> request = read(module, description);
		String url = text(request.get("url"));
		String method = (text(request.get("method")).isEmpty()) ? "GET"
				: text(request.get("method")).toUpperCase(Locale.ROOT);
		if (!TOKEN.matcher(method).matches() || method.equals("CONNECT") || method.equals("TRACE")) {
			throw refused(module, "the guest may not send requests of the method '%s'".formatted(shorten(method)));
		}
		return follow(module, target(module, url), method, headers(module, request.get("headers")), body);
	}

	private Map<?, ?> read(WasmModule module, byte[] description) {
		if (this.json == WasmJson.NONE) {
			throw refused(module, "the guest sends a request, and there is no JSON converter to read it");
		}
		try {
			if (this.json.read(description, OBJECT) instanceof Map<?, ?> request) {
				return request;
			}
		}
		catch (RuntimeException ex) {
			// said below: what a guest writes is no text for a log
		}
		throw refused(module, "the guest sends a request that is no JSON object");
	}

	private static String text(@Nullable Object value) {
		return (value instanceof String text) ? text : "";
	}

	private static RequestTarget target(WasmModule module, String url) {
		RequestTarget target;
		try {
			target = RequestTarget.of(url.strip());
		}
		catch (IllegalArgumentException ex) {
			throw refused(module,
					"the guest may not ask the address '%s': %s".formatted(shorten(url), ex.getMessage()));
		}
		checkAllowed(module, target);
		return target;
	}

	private static void checkAllowed(WasmModule module, RequestTarget target) {
		if (!target.isOneOf(module.getAbi().allowedHosts())) {
			throw new WasmLinkException(WasmErrorContext.of(module),
					WasmText.of("the guest may not ask the host '%s'", shorten(target.host())),
					WasmText.of("Add it to %s if it may.", WasmSetting.ABI_ALLOWED_HOSTS), null);
		}
	}

	private static Map<String, String> headers(WasmModule module, @Nullable Object described) {
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		if (described instanceof Map<?, ?> all) {
			all.forEach((key, value) -> {
				String name = String.valueOf(key);
				String text = String.valueOf(value);
				if (!TOKEN.matcher(name).matches() || text.chars().anyMatch((letter) -> letter < ' ' && letter != '\t')
						|| OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
					throw refused(module, "the guest may not send the header '%s'".formatted(shorten(name)));
				}
				if (!name.equalsIgnoreCase("content-length")) {
					headers.put(name, text);
				}
			});
		}
		return headers;
	}

	private ExtismHttp.Response follow(WasmModule module, RequestTarget origin, String method,
			Map<String, String> headers, byte[] body) {
		RequestTarget target = origin;
		String verb = method;
		byte[] content = body;
		for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
			ExtismHttp.Response response = exchange(new ExtismHttp.Request(module, verb, target.uri(), headers, content,
					Math.min(LONGEST_BODY, module.getMaxMemory())));
			RequestTarget next = findRedirect(module, response, target);
			if (next == null) {
				return response;
			}
			if (!next.isSameOrigin(target)) {
				headers.keySet().removeIf((name) -> CREDENTIALS.contains(name.toLowerCase(Locale.ROOT)));
			}
			if (response.status() == 303 || (response.status() < 303 && verb.equals("POST"))) {
				verb = (verb.equals("HEAD")) ? verb : "GET";
				content = new byte[0];
			}
			target = next;
		}
		throw refused(module, "a server redirects the guest more than %d times".formatted(MOST_REDIRECTS));
	}

	private static @Nullable RequestTarget findRedirect(WasmModule module, ExtismHttp.Response response,
			RequestTarget target) {
		String location = first(response.headers(), "location");
		if (location == null || !REDIRECTS.contains(response.status())) {
			return null;
		}
		RequestTarget next;
		try {
			next = target.resolve(location);
		}
		catch (IllegalArgumentException ex) {
			throw refused(module, "a server redirects the guest to the address '%s': %s".formatted(shorten(location),
					ex.getMessage()));
		}
		if (target.isSecure() && !next.isSecure()) {
			throw refused(module, "a server redirects the guest from https to http, which is not followed");
		}
		checkAllowed(module, next);
		return next;
	}

	private static @Nullable String first(Map<String, List<String>> headers, String name) {
		return headers.entrySet()
			.stream()
			.filter((header) -> header.getKey().equalsIgnoreCase(name) && !header.getValue().isEmpty())
			.map((header) -> header.getValue().get(0))
			.findFirst()
			.orElse(null);
	}

	private ExtismHttp.Response exchange(ExtismHttp.Request request) {
		try {
			return this.http.exchange(request);
		}
		catch (InterruptedException | InterruptedIOException ex) {
			Thread.currentThread().interrupt();
			throw refused(request.module(), "the request of the guest was interrupted");
		}
		catch (IOException ex) {
			throw new WasmLinkException(WasmErrorContext.of(request.module()), "the request of the guest to '%s' failed"
				.formatted(shorten(String.valueOf(request.uri().getHost()))), "See the cause.", ex);
		}
	}

	/**
	 * Return the headers of a response as a JSON object.
	 */
	byte[] describe(ExtismHttp.Response response) {
		Map<String, String> headers = new TreeMap<>();
		int length = 0;
		for (Map.Entry<String, List<String>> header : response.headers().entrySet()) {
			String value = String.join(", ", header.getValue());
			length += header.getKey().length() + value.length();
			if (length <= LONGEST_HEADERS) {
				headers.put(header.getKey().toLowerCase(Locale.ROOT), value);
			}
		}
		return (this.json != WasmJson.NONE) ? this.json.write(headers, OBJECT) : "{}".getBytes(StandardCharsets.UTF_8);
	}

	private static String shorten(String text) {
		return (text.length() > 200) ? text.substring(0, 200) + "..." : text;
	}

	private static WasmLinkException refused(WasmModule module, String fact) {
		return new WasmLinkException(WasmErrorContext.of(module), fact, null, null);
	}

}
